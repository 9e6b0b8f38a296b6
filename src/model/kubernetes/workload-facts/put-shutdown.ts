import { dig } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { type Locatable, within } from '../../fact-sheet.ts';
import { podContainers } from '../pod-containers.ts';
import { preStopSeconds } from '../pre-stop.ts';
import { isNumber, readInteger } from '../read-value.ts';
import type { Context } from './context.ts';

/** Seconds; Kubernetes API reference, PodSpec.terminationGracePeriodSeconds. */
const DEFAULT_GRACE = 30;

/** How an instance stops: preStop counts inside the grace period. */
export function putShutdown({ workload, sheet }: Context): void {
  const { template } = workload;
  const at = '/terminationGracePeriodSeconds';
  const grace = readInteger(template.spec['terminationGracePeriodSeconds'] ?? DEFAULT_GRACE);
  sheet.put('shutdown.graceSeconds', grace, template.source, at);
  const longest = longestPreStop(workload);
  sheet.put('shutdown.preStopSeconds', longest.seconds, longest.place);
  const delay = sheet.value('shutdown.preStopSeconds');
  const kept = sheet.value('shutdown.graceSeconds');
  if (isNumber(delay) && isNumber(kept)) sheet.put('shutdown.drainSeconds', kept - delay, template.source, at);
  else sheet.put('shutdown.drainSeconds', isNumber(delay) ? kept : delay, template.source, at);
}

/** The container that takes longest; one whose delay cannot be told makes the whole unknown. */
function longestPreStop(workload: Parameters<typeof podContainers>[0]): {
  readonly seconds: FactValue;
  readonly place: Locatable;
} {
  const { template } = workload;
  const nowhere = within(template.source, '/containers');
  let longest: { seconds: FactValue; place: Locatable } = { seconds: 0, place: nowhere };
  for (const container of podContainers(workload)) {
    const hook = dig(container.data, 'lifecycle', 'preStop');
    if (container.role === 'init' || hook === undefined) continue;
    const seconds = preStopSeconds(hook);
    const place = within(container.source, '/lifecycle/preStop');
    if (!isNumber(seconds)) return { seconds, place };
    if (isNumber(longest.seconds) && seconds >= longest.seconds) longest = { seconds, place };
  }
  return longest;
}
