import { arrayOf, dig, isObject, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { PodContainer } from '../pod-containers.ts';
import { isNumber, readInteger } from '../read-value.ts';
import type { ContainerContext } from './context.ts';

/** Kubernetes API reference, Probe. */
const DEFAULTS = { periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3, initialDelaySeconds: 0 };
const KINDS = ['readiness', 'liveness', 'startup'] as const;
const HANDLERS = [
  ['http', 'httpGet'],
  ['tcp', 'tcpSocket'],
  ['grpc', 'grpc'],
  ['exec', 'exec'],
] as const;

type Handler = (typeof HANDLERS)[number][0];

/** How the platform asks the container whether it is well. */
export function putProbes(context: ContainerContext): void {
  const { container, sheet } = context;
  sheet.put('probes', {}, container.source, '');
  for (const kind of KINDS) putProbe(context, kind);
  const { readinessProbe, livenessProbe } = container.data;
  if (!isObject(readinessProbe) || !isObject(livenessProbe)) return;
  const identical = question(readinessProbe, container) === question(livenessProbe, container);
  sheet.put('probes.identical', identical, container.source, '/livenessProbe');
  sheet.restsOn('probes.identical', container.source, '/readinessProbe');
}

function putProbe({ container, sheet }: ContainerContext, kind: (typeof KINDS)[number]): void {
  const at = `/${kind}Probe`;
  const probe = container.data[`${kind}Probe`];
  const put = (fact: string, value: FactValue | undefined, field = ''): void =>
    sheet.put(`probes.${kind}${fact}`, value, container.source, `${at}${field}`);
  if (!isObject(probe)) return put('', undefined);
  const handler = HANDLERS.find(([, field]) => isObject(probe[field]));
  put('', {});
  if (handler) putHandler(put, { container, probe, handler: handler[0], field: handler[1] });
  for (const [name, fallback] of Object.entries(DEFAULTS)) {
    put(`.${name}`, readInteger(probe[name] ?? fallback), `/${name}`);
  }
  const period = sheet.value(`probes.${kind}.periodSeconds`);
  const failures = sheet.value(`probes.${kind}.failureThreshold`);
  put('.toleranceSeconds', isNumber(period) && isNumber(failures) ? period * failures : period, '/failureThreshold');
}

interface HandlerSource {
  readonly container: PodContainer;
  readonly probe: unknown;
  readonly handler: Handler;
  readonly field: string;
}

type Put = (fact: string, value: FactValue | undefined, field?: string) => void;

function putHandler(put: Put, { container, probe, handler, field }: HandlerSource): void {
  put('.handler', handler, `/${field}`);
  if (handler === 'exec') return;
  const port = dig(probe, field, 'port');
  if (typeof port === 'string' || (typeof port === 'number' && Number.isSafeInteger(port))) {
    put('.port', port, `/${field}/port`);
    put('.portResolves', resolves(port, container), `/${field}/port`);
  }
  if (handler === 'http') put('.path', stringOf(dig(probe, field, 'path')) ?? '/', `/${field}/path`);
}

/** A name must be listed by the container; a number works whether it is listed or not. */
function resolves(port: string | number, container: PodContainer): boolean | undefined {
  if (typeof port === 'number' || /^\d+$/.test(port)) return undefined;
  return portNumber(port, container) !== undefined;
}

function portNumber(port: unknown, container: PodContainer): unknown {
  if (typeof port !== 'string') return port;
  if (/^\d+$/.test(port)) return Number(port);
  return arrayOf(container.data['ports']).find((listed) => dig(listed, 'name') === port)
    ? dig(
        arrayOf(container.data['ports']).find((listed) => dig(listed, 'name') === port),
        'containerPort',
      )
    : undefined;
}

/** What a probe asks, in one string: two probes with the same one always answer alike. */
function question(probe: unknown, container: PodContainer): string {
  const handler = HANDLERS.find(([, field]) => isObject(dig(probe, field)));
  const body = handler ? dig(probe, handler[1]) : undefined;
  const port = portNumber(dig(body, 'port'), container) ?? dig(body, 'port');
  return JSON.stringify([
    handler?.[0],
    port,
    handler?.[0] === 'http' ? (dig(body, 'path') ?? '/') : undefined,
    dig(body, 'scheme') ?? 'HTTP',
    dig(body, 'host'),
    dig(body, 'httpHeaders'),
    dig(body, 'service') ?? '',
    dig(body, 'command'),
  ]);
}
