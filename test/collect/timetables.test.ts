import { Cron } from 'croner';
import { expect, test } from 'vitest';
import { findTimetables } from '../../src/collect/timetables/find-timetables.ts';
import { reckonTimetable } from '../../src/collect/timetables/reckon-timetable.ts';
import { type TimetableOptions, timetableKey } from '../../src/lib/timetable-key.ts';
import { documentsOf } from '../model/model-of.ts';

const HOUR = 3600;

test.each<[string, string, TimetableOptions, number, number]>([
  ['every night', '0 2 * * *', {}, 24 * HOUR, 365],
  ['not at the weekend: from Friday to Monday', '0 2 * * 1-5', {}, 72 * HOUR, 261],
  ['twice a day, unevenly', '0 1,23 * * *', {}, 22 * HOUR, 730],
  ['in office hours: from Friday evening to Monday morning', '*/5 9-17 * * 1-5', {}, 63 * HOUR + 300, 28_150],
  ['monthly: over the longest month', '0 0 1 * *', {}, 31 * 24 * HOUR, 12],
  ['yearly: over a leap year', '0 0 1 1 *', {}, 366 * 24 * HOUR, 1],
  ['the day of the month or that of the week', '0 0 1 * 0', {}, 7 * 24 * HOUR, 62],
  ['a name', '@weekly', {}, 7 * 24 * HOUR, 52],
  ['a random minute of each day', '@daily-random', {}, 24 * HOUR, 365],
  ['an interval', '@every 6h', {}, 6 * HOUR, 1460],
  ['six fields, seconds first', '0 30 2 * * *', {}, 24 * HOUR, 365],
  ['many times a minute counts as once', '*/5 * * * * *', {}, 60, 525_600],
  ['five fields to whom the first is seconds: every hour', '0 2 * * *', { secondsFirst: true }, HOUR, 8760],
  ['the night on which clocks go back', '0 2 * * *', { zone: 'Europe/Berlin' }, 25 * HOUR, 365],
  ['a zone written before it', 'CRON_TZ=Asia/Tokyo 0 2 * * *', {}, 24 * HOUR, 365],
])('the worst gap of a timetable: %s', (_, text, options, worstGapSeconds, perYear) => {
  const reckoned = reckonTimetable({ text, options }, Cron);
  expect(reckoned).toMatchObject({ worstGapSeconds });
  const { firingsPerYear = 0 } = reckoned as { readonly firingsPerYear?: number };
  expect(Math.abs(firingsPerYear - perYear) / perYear).toBeLessThan(0.05);
});

test.each([
  ['a minute that no hour has', '61 * * * *', {}],
  ['a day that no month has', '0 0 31 2 *', {}],
  ['no timetable', 'nightly', {}],
  ['a zone that is nowhere', '0 2 * * *', { zone: 'Mars/Base' }],
  ['an interval of nothing', '@every 0s', {}],
])('a timetable that is refused: %s', (_, text, options) => {
  expect(reckonTimetable({ text, options }, Cron)).toEqual({ problem: expect.any(String) });
});

test('timetables are looked for in objects that say when something is done', () => {
  const text = `
kind: CronJob
spec: { schedule: '@daily', timeZone: Europe/Paris }
---
kind: ScheduledBackup
spec: { schedule: 0 0 2 * * * }
---
kind: List
items: [{ kind: CronJob, spec: { schedule: '@hourly' } }]
---
kind: ConfigMap
data: { schedule: '@yearly' }
`;
  expect([...findTimetables(documentsOf('all.yaml', text)).keys()]).toEqual([
    timetableKey('@daily', { zone: 'Europe/Paris' }),
    timetableKey('0 0 2 * * *', { secondsFirst: true }),
    timetableKey('@hourly'),
  ]);
});
