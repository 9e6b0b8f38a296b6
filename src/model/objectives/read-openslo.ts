import { arrayOf, dig, isObject, stringMap, stringOf } from '../../lib/json.ts';
import type { FactValue } from '../../types/subject.ts';
import { coordinatesOf } from '../kubernetes/kube-draft.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import { isUnknown } from '../unknown.ts';
import { openSloAlerting } from './openslo-alerting.ts';
import { openSloIndicator } from './openslo-indicator.ts';
import { openSloProblems } from './openslo-problems.ts';
import { ownerIn } from './owner-in.ts';
import type { FindNamed, ObjectiveWindow, ReadObjective } from './read-objective.ts';
import { percentOfShare, readPercent, readWindow } from './read-parts.ts';

const METHODS: ReadonlyMap<string, string> = new Map([
  ['Occurrences', 'occurrences'],
  ['Timeslices', 'timeslices'],
  ['RatioTimeslices', 'ratio-timeslices'],
]);
const MOST_OBJECTIVES = 50;

/** The objectives of an OpenSLO document, v1 and v1alpha: each target is one. */
export function readOpenSlo(object: KubeObject, find: FindNamed): readonly ReadObjective[] {
  const spec = dig(object.data, 'spec');
  const objectives = arrayOf(dig(spec, 'objectives')).slice(0, MOST_OBJECTIVES);
  const window = openSloWindow(spec);
  const method = dig(spec, 'budgetingMethod');
  const service = stringOf(dig(spec, 'service'));
  const isAlpha = object.apiVersion === 'openslo/v1alpha';
  return (objectives.length === 0 ? [undefined] : objectives).map((objective, index) => {
    const at = `/spec/objectives/${index}`;
    return {
      format: 'openslo',
      id: objectives.length > 1 ? `${object.name}/${labelOf(objective, index)}` : object.name,
      set: object.set,
      coordinates: coordinatesOf(object),
      file: object.document.file,
      source: object,
      at: {
        target: `${at}/${dig(objective, 'targetPercent') === undefined ? 'target' : 'targetPercent'}`,
        window: isAlpha ? '/spec/timeWindows/0' : '/spec/timeWindow/0',
        method: '/spec/budgetingMethod',
        indicator: isAlpha ? `${at}/ratioMetrics` : '/spec/indicator',
        alerting: '/spec/alertPolicies',
      },
      services: service === undefined ? [] : [service],
      target: targetOf(objective),
      ...(window ? { window } : {}),
      method: METHODS.get(String(method)),
      indicator: openSloIndicator(object, objective, find),
      owner: ownerIn(
        stringMap(dig(object.data, 'metadata', 'labels')),
        stringMap(dig(object.data, 'metadata', 'annotations')),
      ),
      problems: openSloProblems(object, objective),
      alerting: openSloAlerting(object, find),
    };
  });
}

function labelOf(objective: unknown, index: number): string {
  const name = stringOf(dig(objective, 'displayName'));
  return name === undefined || name.trim() === '' ? String(index + 1) : name.trim().slice(0, 60);
}

/** A target out of range is a problem, and no target. */
function targetOf(objective: unknown): FactValue | undefined {
  const percent = dig(objective, 'targetPercent');
  const target = percent === undefined ? percentOfShare(dig(objective, 'target')) : readPercent(percent);
  return isUnknown(target) || (typeof target === 'number' && target >= 0 && target <= 100) ? target : undefined;
}

const ALPHA_UNITS: Readonly<Record<string, string>> = {
  second: 's',
  minute: 'm',
  hour: 'h',
  day: 'd',
  week: 'w',
  month: 'M',
  quarter: 'Q',
  year: 'Y',
};

function openSloWindow(spec: unknown): ObjectiveWindow | undefined {
  const [alpha] = arrayOf(dig(spec, 'timeWindows'));
  const [window] = arrayOf(dig(spec, 'timeWindow'));
  const written = isObject(alpha)
    ? `${String(alpha['count'])}${ALPHA_UNITS[String(alpha['unit']).toLowerCase()] ?? '?'}`
    : dig(window, 'duration');
  const seconds = readWindow(written);
  if (seconds === undefined) return undefined;
  const isCalendar = dig(window ?? alpha, 'calendar') !== undefined;
  const rolling = dig(window ?? alpha, 'isRolling');
  return { seconds, rolling: typeof rolling === 'boolean' ? rolling : !isCalendar };
}
