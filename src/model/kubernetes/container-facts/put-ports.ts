import { arrayOf, dig, stringOf } from '../../../lib/json.ts';
import type { ContainerContext } from './context.ts';

/** Characters that a port's name may have at most (IANA service name). */
const MAX_NAME = 15;

/** The ports that the container lists, and those that the platform would refuse or drop. */
export function putPorts({ container, sheet }: ContainerContext): void {
  const ports = arrayOf(container.data['ports']);
  const problems = ports.map((port, index) => problemOf(port, ports.slice(0, index)));
  const first = problems.findIndex((problem) => problem !== undefined);
  sheet.put('ports.count', ports.length, container.source, '/ports');
  const at = first === -1 ? '/ports' : `/ports/${first}`;
  sheet.put(
    'ports.invalid',
    problems.filter((problem) => problem !== undefined),
    container.source,
    at,
  );
}

function problemOf(port: unknown, earlier: readonly unknown[]): string | undefined {
  const name = stringOf(dig(port, 'name'));
  const number = dig(port, 'containerPort');
  if (number === undefined || number === null) return `port ${name ?? 'without a name'} has no number`;
  if (number === 0) return `port ${name ?? 'without a name'} has the number 0`;
  if (name !== undefined && name.length > MAX_NAME) return `the name ${name} has more than ${MAX_NAME} characters`;
  if (name !== undefined && earlier.some((other) => dig(other, 'name') === name))
    return `the name ${name} is used twice`;
  return undefined;
}
