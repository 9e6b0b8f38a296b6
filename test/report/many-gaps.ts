import type { Review } from '../../src/types/review.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview, sampleService } from './sample-review.ts';

const nasty = 'a|b `c` ``` <details> </details> | @team ```\n| x |\n✓';

/** A review with so many checks that fail for so many subjects each, and every other list filled; texts are hostile. */
export function manyGaps(checks: number, subjects: number): Review {
  const ids = Array.from({ length: checks }, (_, index) => `area/check-${`${index}`.padStart(4, '0')}`);
  const severities = ['critical', 'high', 'medium', 'low'] as const;
  const severityOf = (index: number) => severities[Math.floor((index * 4) / checks)] ?? 'low';
  return sampleReview({
    services: Array.from({ length: 12 }, (_, index) => sampleService({ name: `service-${index} ${nasty}` })),
    checks: ids.map((id, index) =>
      sampleCheck({
        id,
        severity: severityOf(index),
        failTitle: `Fails ${id} ${nasty}`,
        why: nasty,
        fix: `${nasty}\n\n\`\`\`yaml\na: 1\n\`\`\``,
      }),
    ),
    findings: ids.flatMap((check, index) =>
      Array.from({ length: subjects }, (_, subject) =>
        sampleFinding({
          check,
          severity: severityOf(index),
          subject: { kind: 'workload', id: `workload-${subject} ${nasty}` },
          fingerprint: `${check}-${subject}`,
          evidence: [
            {
              path: 'replicas.min',
              place: samplePlace({ file: `deploy/${nasty}.yaml` }),
              saw: nasty,
              wanted: nasty,
              excerpt: { start: 11, lines: ['```', '</details>', nasty] },
            },
          ],
        }),
      ),
    ),
    unread: Array.from({ length: 60 }, (_, index) => ({
      source: 'yaml',
      reason: 'unread',
      detail: `No ${index} ${nasty}`,
    })),
    gate: { verdict: 'NO-GO', reasons: [nasty, nasty, nasty] },
  });
}
