import type { Review } from '../../types/review.ts';
import { type Answer, workloadRows } from '../workload-rows.ts';
import { left } from './left.ts';

/** How an answer looks: `good` and `bad` have a colour and a mark, `open` and `none` a word. */
interface Cell {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'open' | 'none' | 'plain';
}

const mostRows = 300;

/** The workloads of a service at a glance. */
export function workloadViews(review: Review, service: string): object | undefined {
  const subjects = review.subjects.filter((subject) => subject.service === service);
  const rows = workloadRows({ ...review, subjects });
  if (rows.length === 0) return undefined;
  return {
    rows: rows.slice(0, mostRows).map((row) => ({
      name: row.name,
      instances: instances(row.instances),
      zones: yesNo(row.zones),
      budget: yesNo(row.budget),
      readiness: yesNo(row.readiness),
      liveness: liveness(row.liveness),
    })),
    ...left('more', rows.length, mostRows),
  };
}

function instances(answer: Answer<number>): Cell {
  if (typeof answer !== 'number') return yesNo(answer);
  return { text: String(answer), tone: answer >= 2 ? 'good' : 'bad' };
}

function yesNo(answer: Answer<boolean>): Cell {
  if (answer === undefined) return { text: 'n/a', tone: 'none' };
  if (answer === 'unknown') return { text: 'unknown', tone: 'open' };
  return answer ? { text: 'yes', tone: 'good' } : { text: 'no', tone: 'bad' };
}

/** No liveness probe is a choice; one that asks what readiness asks restarts what it should only take out of service. */
function liveness(answer: Answer<'own' | 'same' | 'none'>): Cell {
  if (answer === undefined || answer === 'unknown') return yesNo(answer);
  if (answer === 'same') return { text: 'same as readiness', tone: 'bad' };
  return answer === 'own' ? { text: 'own', tone: 'good' } : { text: 'none', tone: 'plain' };
}
