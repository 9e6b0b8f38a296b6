import { arrayOf, dig, isObject, type JsonObject, stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { within } from '../../fact-sheet.ts';
import type { PodContainer } from '../pod-containers.ts';
import { isNumber, readInteger } from '../read-value.ts';
import type { ContainerContext } from './context.ts';

/** Kubernetes API reference, Probe. */
const DEFAULTS = [
  ['periodSeconds', 10],
  ['timeoutSeconds', 1],
  ['failureThreshold', 3],
  ['initialDelaySeconds', 0],
] as const;
const HANDLERS = [
  ['http', 'httpGet'],
  ['tcp', 'tcpSocket'],
  ['grpc', 'grpc'],
  ['exec', 'exec'],
] as const;

/** Names and pointers of one kind of probe, put together once: there are many containers. */
interface ProbeKind {
  readonly field: string;
  readonly at: string;
  readonly self: string;
  fact(name: string): string;
}

const KINDS: readonly ProbeKind[] = ['readiness', 'liveness', 'startup'].map((kind) => {
  const names = new Map<string, string>();
  const fact = (name: string): string => {
    const path = names.get(name) ?? `probes.${kind}.${name}`;
    names.set(name, path);
    return path;
  };
  return { field: `${kind}Probe`, at: `/${kind}Probe`, self: `probes.${kind}`, fact };
});

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

function putProbe({ container, sheet }: ContainerContext, kind: ProbeKind): void {
  const probe = container.data[kind.field];
  sheet.put(kind.self, isObject(probe) ? {} : undefined, container.source, kind.at);
  if (!isObject(probe)) return;
  const source = within(container.source, kind.at);
  const put: Put = (name, value, pointer) => sheet.put(kind.fact(name), value, source, pointer);
  putHandler(put, probe, container);
  for (const [name, fallback] of DEFAULTS) put(name, readInteger(probe[name] ?? fallback), `/${name}`);
  const period = sheet.value(kind.fact('periodSeconds'));
  const failures = sheet.value(kind.fact('failureThreshold'));
  put('toleranceSeconds', isNumber(period) && isNumber(failures) ? period * failures : period, '/failureThreshold');
}

type Put = (name: string, value: FactValue | undefined, pointer: string) => void;

function putHandler(put: Put, probe: JsonObject, container: PodContainer): void {
  const [handler, field] = HANDLERS.find(([, candidate]) => isObject(probe[candidate])) ?? [];
  if (handler === undefined) return;
  put('handler', handler, `/${field}`);
  if (handler === 'exec') return;
  const port = dig(probe, field, 'port');
  if (typeof port === 'string' || (typeof port === 'number' && Number.isSafeInteger(port))) {
    put('port', port, `/${field}/port`);
    put('portResolves', resolves(port, container), `/${field}/port`);
  }
  if (handler === 'http') put('path', stringOf(dig(probe, field, 'path')) ?? '/', `/${field}/path`);
}

/** A name must be listed by the container; a number works whether it is listed or not. */
function resolves(port: string | number, container: PodContainer): boolean | undefined {
  if (typeof port === 'number' || /^\d+$/.test(port)) return undefined;
  return portNumber(port, container) !== undefined;
}

function portNumber(port: unknown, container: PodContainer): unknown {
  if (typeof port !== 'string') return port;
  if (/^\d+$/.test(port)) return Number(port);
  const listed = arrayOf(container.data['ports']).find((candidate) => dig(candidate, 'name') === port);
  return dig(listed, 'containerPort');
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
