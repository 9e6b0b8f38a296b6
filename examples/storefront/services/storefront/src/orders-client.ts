import { ordersCalls } from './metrics.ts';
import type { BasketLine } from './baskets.ts';

const TIMEOUT_MS = 2_000;

export interface Order {
  readonly id: string;
  readonly status: 'pending' | 'paid' | 'declined';
  readonly totalCents: number;
}

export interface Checkout {
  readonly shopper: string;
  readonly paymentToken: string;
  readonly lines: readonly BasketLine[];
}

export class OrdersUnavailable extends Error {
  override readonly name = 'OrdersUnavailable';
}

/** Talks to the orders service, which owns payment. */
export class OrdersClient {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl.replace(/\/$/, '');
  }

  /** Places an order and waits until the payment is authorised or declined. */
  async place(checkout: Checkout, requestId: string): Promise<Order> {
    const stop = ordersCalls.startTimer({ operation: 'place' });
    try {
      const response = await fetch(`${this.#baseUrl}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': requestId },
        body: JSON.stringify({
          shopper: checkout.shopper,
          payment_token: checkout.paymentToken,
          lines: checkout.lines.map(({ sku, quantity, priceCents }) => ({ sku, quantity, price_cents: priceCents })),
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const order = await readOrder(response);
      stop({ outcome: order.status });
      return order;
    } catch (error) {
      stop({ outcome: 'error' });
      throw new OrdersUnavailable('The orders service did not answer', { cause: error });
    }
  }

  /** Looks up an order for the "my orders" page. */
  async find(id: string, requestId: string): Promise<Order | undefined> {
    const response = await fetch(`${this.#baseUrl}/orders/${encodeURIComponent(id)}`, {
      headers: { 'x-request-id': requestId },
    });
    if (response.status === 404) return undefined;
    return readOrder(response);
  }
}

async function readOrder(response: Response): Promise<Order> {
  if (!response.ok && response.status !== 402) {
    throw new Error(`orders answered ${response.status}`);
  }
  const body = (await response.json()) as { id: string; status: Order['status']; total_cents: number };
  return { id: body.id, status: body.status, totalCents: body.total_cents };
}
