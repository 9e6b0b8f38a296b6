import { appendTo } from '../lib/append-to.ts';
import type { ServiceConfig } from '../types/config.ts';
import type { Subject } from '../types/subject.ts';
import type { SetAssignment } from './assign-sets.ts';
import type { KubeObject } from './kubernetes/kube-object.ts';
import { logicalName } from './logical-name.ts';

/** The service that an object belongs to: that of the subject which it became, else the first. */
export function ownerOfObjects(
  subjects: readonly Subject[],
  services: readonly ServiceConfig[],
  assignment: SetAssignment,
): (object: KubeObject) => string {
  const first = services[0]?.name ?? '';
  if (services.length === 1) return () => first;
  let index: ReadonlyMap<string, readonly Subject[]> | undefined;
  return (object) => {
    index ??= byObject(subjects);
    const name = logicalName(object.name, assignment.sets.get(object.set));
    const candidates = index.get(`${object.set}\n${object.kind}\n${object.name}`) ?? [];
    return candidates.find(({ id }) => id.endsWith(name))?.service ?? first;
  };
}

function byObject(subjects: readonly Subject[]): ReadonlyMap<string, readonly Subject[]> {
  const found = new Map<string, Subject[]>();
  for (const subject of subjects) {
    for (const { set, coordinates } of subject.variants) {
      appendTo(found, `${set}\n${coordinates.kind}\n${coordinates.name}`, subject);
    }
  }
  return found;
}
