import type { Question } from './ask-missing.ts';
import { dayAfter } from './lib/calendar.ts';
import { isCalendarDay } from './lib/is-calendar-day.ts';
import { readMeasuredAmount, readTimedName } from './lib/timed-name.ts';
import { waiverDays } from './lib/waiver-days.ts';
import { serviceProblem } from './prepare-record.ts';
import type { Check } from './types/check.ts';
import type { Config } from './types/config.ts';

const SECONDS_PER_DAY = 86_400;

interface About {
  readonly check: Check;
  readonly config: Config;
  readonly today: string;
}

/** What a waiver of a check says. */
export function waiverQuestions({ check, config, today }: About): readonly Question[] {
  const last = lastDayOfWaiver(check, today);
  const days = waiverDays[check.severity];
  return [
    serviceQuestion(config),
    { name: 'reason', asks: 'Why is the risk acceptable for now?', required: true },
    { name: 'compensating', asks: 'What lessens the risk meanwhile?', required: false },
    { name: 'owner', asks: 'Who carries the risk?', required: true },
    { name: 'approver', asks: 'Who accepts it? Somebody else', required: true },
    {
      name: 'expires',
      asks: `The last day on which it counts, at most ${days} days away`,
      required: true,
      usual: last,
      problem: (day) =>
        dayProblem(day) ?? (day > last ? `A ${check.severity} risk may be accepted until ${last}.` : undefined),
    },
    { name: 'issue', asks: 'The issue that tracks it', required: false },
  ];
}

/** What an attestation of a check says. */
export function attestationQuestions({ check, config, today }: About): readonly Question[] {
  return [
    serviceQuestion(config),
    { name: 'statement', asks: 'What was done or seen?', required: false },
    { name: 'by', asks: 'Who states it?', required: true },
    {
      name: 'on',
      asks: 'On which day was it done or seen?',
      required: true,
      usual: today,
      problem: (day) => dayProblem(day) ?? (day > today ? 'That day has not come.' : undefined),
    },
    { name: 'evidence', asks: 'Where can that be seen? An address or a path', required: true },
    ...Object.keys(check.attest?.within ?? {}).map(measurementQuestion),
  ];
}

function measurementQuestion(name: string): Question {
  return {
    name,
    asks: `How many ${readTimedName(name)?.unit ?? 'unit'}s were measured (${name})?`,
    required: false,
    problem: (answer) => (readMeasuredAmount(answer) === undefined ? 'Write a number, such as 42.' : undefined),
  };
}

/** The last day for which a waiver that is made today may count. */
export function lastDayOfWaiver({ severity }: Check, today: string): string {
  return dayAfter(today, waiverDays[severity] * SECONDS_PER_DAY);
}

function serviceQuestion(config: Config): Question {
  const [only, ...more] = config.services;
  return {
    name: 'service',
    asks: 'For which service?',
    required: false,
    ...(only && more.length === 0 ? { usual: only.name } : {}),
    problem: (name) => serviceProblem(config, name),
  };
}

function dayProblem(day: string): string | undefined {
  return isCalendarDay(day) ? undefined : 'Write a calendar day, such as 2026-12-31.';
}
