import type { Unknown } from '../../types/unknown.ts';
import { unknown } from '../unknown.ts';
import type { Opaque } from './pipeline.ts';

/** Why it cannot be told what steps do; undefined where all of them can be seen. */
export function hiddenBy(opaque: readonly Opaque[]): Unknown | undefined {
  const [first] = opaque;
  return first && unknown('unread', `what ${first.by.slice(0, 60)} does is not read`);
}
