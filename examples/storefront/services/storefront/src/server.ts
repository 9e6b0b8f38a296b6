import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { Baskets } from './baskets.ts';
import { loadConfig } from './config.ts';
import { exposition, requests } from './metrics.ts';
import { OrdersClient, OrdersUnavailable } from './orders-client.ts';

const config = loadConfig(process.env);
const baskets = new Baskets(config.redisUrl, config.basketHours);
const orders = new OrdersClient(config.ordersUrl);

interface ShopperParams {
  Params: { shopper: string };
}

interface AddLine extends ShopperParams {
  Body: { sku: string; quantity: number; priceCents: number };
}

interface PlaceOrder extends ShopperParams {
  Body: { paymentToken: string };
}

function build(): FastifyInstance {
  const app = Fastify({
    logger: { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    requestIdHeader: 'x-request-id',
    bodyLimit: 64 * 1024,
    requestTimeout: 10_000,
    keepAliveTimeout: 75_000,
  });

  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unmatched';
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
  });

  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await baskets.isReachable();
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'redis unreachable' });
  });
  app.get('/metrics', async (_request, reply) => reply.type('text/plain').send(await exposition()));

  app.get<ShopperParams>('/baskets/:shopper', async (request) => ({
    lines: await baskets.lines(request.params.shopper),
  }));

  app.post<AddLine>('/baskets/:shopper/lines', async (request, reply) => {
    await baskets.put(request.params.shopper, request.body);
    return reply.code(204).send();
  });

  app.post<PlaceOrder>('/baskets/:shopper/checkout', async (request, reply) => {
    if (!config.checkoutOpen) throw new OrdersUnavailable('Checkout is closed by hand');
    const { shopper } = request.params;
    const lines = await baskets.lines(shopper);
    if (lines.length === 0) return reply.code(409).send({ error: 'The basket is empty' });
    const order = await orders.place({ shopper, lines, paymentToken: request.body.paymentToken }, request.id);
    if (order.status === 'declined') return reply.code(402).send(order);
    await baskets.clear(shopper);
    return reply.code(201).send(order);
  });

  app.get<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
    const order = await orders.find(request.params.id, request.id);
    return order ?? reply.code(404).send({ error: 'No such order' });
  });

  app.setErrorHandler((error, request, reply) => {
    request.log.error({ err: error });
    if (error instanceof OrdersUnavailable) {
      return reply.code(503).header('retry-after', '5').send({ error: 'Checkout is not available, please try again' });
    }
    return reply.code(500).send({ error: 'Something went wrong' });
  });
  return app;
}

const app = build();

async function stop(signal: NodeJS.Signals): Promise<void> {
  app.log.info({ signal }, 'stopping');
  await app.close();
  await baskets.close();
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);

await app.listen({ port: config.port, host: '0.0.0.0' });
