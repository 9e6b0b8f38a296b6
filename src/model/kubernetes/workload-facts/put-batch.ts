import { dig, stringOf } from '../../../lib/json.ts';
import { readInteger, readText } from '../read-value.ts';
import type { Context } from './context.ts';

/** Retries; Kubernetes API reference, JobSpec.backoffLimit. */
const DEFAULT_BACKOFF = 6;
const CONCURRENCY: ReadonlyMap<string, string> = new Map([
  ['Allow', 'allow'],
  ['Forbid', 'forbid'],
  ['Replace', 'replace'],
]);

/** How jobs run to completion, and when scheduled ones start. */
export function putBatch(context: Context): void {
  const { workload, sheet } = context;
  if (workload.lifecycle !== 'job' && workload.lifecycle !== 'schedule') return;
  const { object, template } = workload;
  if (object.kind === 'Pod') return;
  const keys = workload.kind.template.slice(0, -1);
  const spec = dig(object.data, ...keys);
  const at = keys.map((key) => `/${key}`).join('');
  sheet.put('job', {}, object, at);
  sheet.put(
    'job.backoffLimit',
    readInteger(dig(spec, 'backoffLimit') ?? DEFAULT_BACKOFF),
    object,
    `${at}/backoffLimit`,
  );
  sheet.put(
    'job.deadlineSeconds',
    readInteger(dig(spec, 'activeDeadlineSeconds')),
    object,
    `${at}/activeDeadlineSeconds`,
  );
  sheet.put(
    'job.ttlSeconds',
    readInteger(dig(spec, 'ttlSecondsAfterFinished')),
    object,
    `${at}/ttlSecondsAfterFinished`,
  );
  const policy = stringOf(template.spec['restartPolicy']) ?? 'Always';
  sheet.put('job.restartPolicy', policy, template.source, '/restartPolicy');
  if (workload.lifecycle === 'schedule') putSchedule(context);
}

function putSchedule({ workload, sheet }: Context): void {
  const { object } = workload;
  const spec = dig(object.data, 'spec');
  const concurrency = CONCURRENCY.get(stringOf(dig(spec, 'concurrencyPolicy')) ?? 'Allow');
  sheet.put('schedule', {}, object, '/spec/schedule');
  sheet.put('schedule.cron', readText(dig(spec, 'schedule')), object, '/spec/schedule');
  const deadline = readInteger(dig(spec, 'startingDeadlineSeconds'));
  sheet.put('schedule.startingDeadlineSeconds', deadline, object, '/spec/startingDeadlineSeconds');
  sheet.put('schedule.concurrency', concurrency, object, '/spec/concurrencyPolicy');
  sheet.put('schedule.suspended', dig(spec, 'suspend') === true, object, '/spec/suspend');
}
