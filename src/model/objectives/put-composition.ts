import { serial } from '../../lib/reliability/composition.ts';
import {
  compare,
  divide,
  fromNumber,
  multiply,
  type Rational,
  rational,
  toNumber,
} from '../../lib/reliability/rational.ts';
import type { FactValue } from '../../types/subject.ts';
import type { DependencyDraft } from '../dependencies/dependency-drafts.ts';
import { unknown } from '../unknown.ts';
import { type ObjectiveDraft, objectiveOf } from './objective-drafts.ts';

const HUNDRED = rational(100n);

/**
 * Whether an availability can be kept on top of what the service needs: the product of what its hard dependencies
 * promise, which the service itself would have to match by never failing at all. Put only where something is needed.
 */
export function putComposition(
  { read, indicator, sheet }: ObjectiveDraft,
  dependencies: readonly DependencyDraft[],
): void {
  const needed = dependencies.filter(({ sheet: facts }) => facts.value('criticality') !== 'soft');
  const objective = objectiveOf(read);
  if (!objective || needed.length === 0 || indicator.kind !== 'availability') return;
  const hard = needed.flatMap(knownHard);
  const best = serial(hard.map(({ available }) => available));
  const { source, at } = read;
  sheet.put('composition', {}, source, at.target);
  sheet.put('composition.dependencies', hard.map(({ text }) => text).sort(), source, at.target);
  sheet.put('composition.best', toNumber(multiply(best, HUNDRED)), source, at.target);
  const isHopeless = hard.length > 0 && compare(objective.target, best) >= 0;
  sheet.put('composition.achievable', isHopeless ? false : (doubt(needed) ?? true), source, at.target);
}

function knownHard({
  sheet,
  read,
}: DependencyDraft): readonly { readonly available: Rational; readonly text: string }[] {
  const target = sheet.value('target');
  const percent = typeof target === 'number' ? fromNumber(target) : undefined;
  if (!percent || sheet.value('criticality') !== 'hard') return [];
  return [{ available: divide(percent, HUNDRED), text: `${read.name} ${target}%` }];
}

/** Why it cannot be told, where what is known does not rule it out. */
function doubt(needed: readonly DependencyDraft[]): FactValue | undefined {
  const unmarked = needed.find(({ sheet }) => sheet.value('criticality') === undefined);
  if (unmarked) return unknown('unresolved', `whether ${unmarked.read.name} is hard or soft is not declared`);
  const open = needed.find(({ sheet }) => typeof sheet.value('target') !== 'number');
  return open?.sheet.value('target');
}
