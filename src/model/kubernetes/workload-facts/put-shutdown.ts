import { dig } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { podContainers } from '../pod-containers.ts';
import { preStopSeconds } from '../pre-stop.ts';
import { isNumber, readInteger } from '../read-value.ts';
import type { Context } from './context.ts';

/** Seconds; Kubernetes API reference, PodSpec.terminationGracePeriodSeconds. */
const DEFAULT_GRACE = 30;

/** How an instance stops: preStop counts inside the grace period. */
export function putShutdown({ workload, sheet }: Context): void {
  const { template } = workload;
  const at = `${template.at}/terminationGracePeriodSeconds`;
  const grace = readInteger(template.spec['terminationGracePeriodSeconds'] ?? DEFAULT_GRACE);
  sheet.put('shutdown.graceSeconds', grace, template.object, at);
  const longest = longestPreStop(workload);
  sheet.put('shutdown.preStopSeconds', longest.seconds, template.object, longest.at);
  const delay = sheet.value('shutdown.preStopSeconds');
  const kept = sheet.value('shutdown.graceSeconds');
  if (isNumber(delay) && isNumber(kept)) sheet.put('shutdown.drainSeconds', kept - delay, template.object, at);
  else sheet.put('shutdown.drainSeconds', isNumber(delay) ? kept : delay, template.object, at);
}

/** The container that takes longest; one whose delay cannot be told makes the whole unknown. */
function longestPreStop(workload: Parameters<typeof podContainers>[0]): {
  readonly seconds: FactValue;
  readonly at: string;
} {
  const { template } = workload;
  let longest: { seconds: FactValue; at: string } = { seconds: 0, at: `${template.at}/containers` };
  for (const container of podContainers(workload)) {
    const hook = dig(container.data, 'lifecycle', 'preStop');
    if (container.role === 'init' || hook === undefined) continue;
    const seconds = preStopSeconds(hook);
    const at = `${container.at}/lifecycle/preStop`;
    if (!isNumber(seconds)) return { seconds, at };
    if (isNumber(longest.seconds) && seconds >= longest.seconds) longest = { seconds, at };
  }
  return longest;
}
