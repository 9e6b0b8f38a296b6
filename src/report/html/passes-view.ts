import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { left } from './left.ts';

const mostSubjects = 12;

/** What holds, by check, and how much did not apply. */
export function passesView(review: Review): object {
  const held = review.findings.filter(({ verdict }) => verdict === 'pass' || verdict === 'attested');
  const byCheck = Map.groupBy(held, ({ check }) => check);
  const apart = review.checks.reduce((sum, { counts }) => sum + (counts['not-applicable'] ?? 0), 0);
  const rows = review.checks.flatMap(({ id, title, area, severity }) => {
    const own = byCheck.get(id);
    if (!own) return [];
    const names = [...new Set(own.map(({ subject }) => subject.id))];
    return {
      check: id,
      title,
      area,
      severity,
      count: own.length,
      attested: own.some(({ verdict }) => verdict === 'attested'),
      subjects: names.slice(0, mostSubjects).join(', '),
      ...left('more', names.length, mostSubjects),
    };
  });
  return {
    title: `${counted(rows.length, 'check')}, ${counted(held.length, 'subject')}`,
    ...(apart > 0 ? { notApplicable: counted(apart, 'time') } : {}),
    rows,
  };
}
