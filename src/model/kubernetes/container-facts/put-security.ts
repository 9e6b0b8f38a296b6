import { dig, numberOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { unknown } from '../../unknown.ts';
import type { ContainerContext } from './context.ts';

/** What the container may do on its node. A field of the container comes before the same one of its pod. */
export function putSecurity({ container, owner, sheet }: ContainerContext): void {
  const own = container.data['securityContext'];
  const pod = dig(owner.workload.template.spec, 'securityContext');
  const at = '/securityContext';
  sheet.put('security', {}, container.source, at);
  sheet.put('security.privileged', dig(own, 'privileged') === true, container.source, `${at}/privileged`);
  const escalates = dig(own, 'allowPrivilegeEscalation') !== false;
  sheet.put('security.escalates', escalates, container.source, `${at}/allowPrivilegeEscalation`);
  const isReadOnly = dig(own, 'readOnlyRootFilesystem') === true;
  sheet.put('security.readOnlyRoot', isReadOnly, container.source, `${at}/readOnlyRootFilesystem`);
  sheet.put('security.nonRoot', nonRoot(own, pod), container.source, at);
  sheet.restsOn('security.nonRoot', owner.workload.template.source, '/securityContext');
}

/** Where neither says, the image decides. */
function nonRoot(own: unknown, pod: unknown): FactValue {
  const enforced = dig(own, 'runAsNonRoot') ?? dig(pod, 'runAsNonRoot');
  const user = numberOf(dig(own, 'runAsUser')) ?? numberOf(dig(pod, 'runAsUser'));
  if (enforced === true || (user !== undefined && user > 0)) return true;
  return user === 0 ? false : unknown('elsewhere', 'the image decides, where the manifest names no user');
}
