import { arrayOf, dig, isObject } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { isUnknown, unknown } from '../../unknown.ts';
import type { KubeObject } from '../kube-object.ts';
import { type PodContainer, podContainers } from '../pod-containers.ts';
import type { ContainerContext } from './context.ts';

/** Whether an endpoint sends traffic to this container, told by the ports that services aim at. */
export function putTraffic({ container, owner, relations, sheet }: ContainerContext): void {
  const { workload } = owner;
  const [first] = relations.servicesOf(workload);
  const source = first ?? workload.object;
  sheet.put(
    'receivesTraffic',
    trafficOf(container, owner.sheet.value('exposed'), relations.servicesOf(workload)),
    source,
    first ? '/spec/ports' : '/kind',
  );
}

function trafficOf(
  container: PodContainer,
  exposed: FactValue | undefined,
  services: readonly KubeObject[],
): FactValue {
  if (container.role === 'init') return false;
  if (exposed === false || isUnknown(exposed)) return exposed;
  const candidates = podContainers(container.workload).filter((other) => other.role !== 'init');
  if (candidates.length === 1) return true;
  const aims = aimsOf(container.workload, candidates, services);
  if (aims.containers.has(container)) return true;
  if (aims.isSettled) return false;
  // Some port is listed by nobody: it belongs to a container that lists none, if only one does.
  const silent = candidates.filter((candidate) => arrayOf(candidate.data['ports']).length === 0);
  if (silent.length === 1) return silent[0] === container;
  if (!silent.includes(container)) return false;
  return unknown('unresolved', 'its containers list no ports, so which of them the service reaches cannot be told');
}

/** What the services of a workload aim at. */
interface Aims {
  readonly containers: ReadonlySet<PodContainer>;
  /** Every port belongs to a container that is known. */
  readonly isSettled: boolean;
}

const cache = new WeakMap<PodContainer['workload'], Aims>();

/** Reckoned once for all containers of a workload. */
function aimsOf(
  workload: PodContainer['workload'],
  candidates: readonly PodContainer[],
  services: readonly KubeObject[],
): Aims {
  const known = cache.get(workload);
  if (known) return known;
  const targets = [...new Set(services.flatMap(targetPorts))];
  const found = targets.map(
    (target) =>
      candidates.find((candidate) => offers(candidate, target)) ??
      candidates.find((candidate) => isAskedAt(candidate, target)),
  );
  const containers = new Set(found.filter((container) => container !== undefined));
  const aims = { containers, isSettled: targets.length > 0 && !found.includes(undefined) };
  cache.set(workload, aims);
  return aims;
}

function targetPorts(service: KubeObject): readonly (string | number)[] {
  return arrayOf(dig(service.data, 'spec', 'ports')).flatMap((port) => {
    const target = dig(port, 'targetPort') ?? dig(port, 'port');
    return typeof target === 'string' || typeof target === 'number' ? [target] : [];
  });
}

function offers(container: PodContainer, target: string | number): boolean {
  return arrayOf(container.data['ports']).some(
    (port) => isObject(port) && (port['name'] === target || port['containerPort'] === Number(target)),
  );
}

/** Ports need not be listed, and a container's own probe tells where it listens as well as a list does. */
function isAskedAt(container: PodContainer, target: string | number): boolean {
  return ['readinessProbe', 'livenessProbe', 'startupProbe'].some((probe) =>
    ['httpGet', 'tcpSocket', 'grpc'].some(
      (handler) => Number(dig(container.data, probe, handler, 'port')) === Number(target),
    ),
  );
}
