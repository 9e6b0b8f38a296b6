import type { Review } from '../../../src/types/review.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview, sampleService } from '../sample-review.ts';

/** Every text that a repository could have written says `text`; the review's shape stays whole. */
export function hostileReview(text: string): Review {
  const place = samplePlace({ file: text });
  const evidence = [
    { path: text, place, saw: { [text]: text }, wanted: text, excerpt: { start: 11, lines: [text, text] } },
  ];
  const subject = { kind: 'workload' as const, id: text };
  const reference = { framework: text, title: text, url: text };
  const gate = { verdict: 'NO-GO' as const, reasons: [text] };
  const sampled = { service: text, check: text, subject, evidence };
  const area = { area: text, title: text, pass: 1, fail: 1, unknown: 1, waived: 0, capped: true, coverage: 1 };
  const because = { reason: 'elsewhere' as const, detail: text };
  return sampleReview({
    gate,
    target: { name: text, repository: text, commit: text },
    profile: text,
    services: [text, `${text}2`].map((name) =>
      sampleService({
        name,
        type: text,
        owner: text,
        gate,
        areas: [area],
        nextLevel: { level: 'gold', missing: [text] },
      }),
    ),
    checks: [
      sampleCheck({
        id: text,
        title: text,
        failTitle: text,
        area: text,
        why: text,
        fix: text,
        references: [reference],
      }),
    ],
    subjects: [{ ...subject, service: text, variants: [] }],
    findings: [
      sampleFinding({ ...sampled, fingerprint: text, variants: ['a', 'b'].map((set) => variant(set + text, text)) }),
      sampleFinding({ ...sampled, fingerprint: `${text}2`, measured: 'unknown', verdict: 'unknown', because }),
      sampleFinding({ ...sampled, fingerprint: `${text}3`, measured: 'pass', verdict: 'pass' }),
    ],
    read: {
      files: 1,
      documents: 1,
      sets: [{ id: text, kind: 'helm', source: text, namespace: text }],
      skipped: [{ why: text, files: 2, example: text }],
    },
    unread: [{ source: text, reason: 'unread', detail: text, hint: text, place }],
    overrides: [
      {
        kind: 'waiver',
        check: text,
        subject: text,
        place,
        reason: text,
        owner: text,
        approver: text,
        issue: text,
        expires: text,
        state: 'used',
      },
      {
        kind: 'attestation',
        check: text,
        place,
        statement: text,
        by: text,
        on: text,
        evidence: text,
        scope: [text],
        state: 'stale',
      },
    ],
  });
}

function variant(set: string, environment: string): Review['findings'][number]['variants'][number] {
  return { set, environment, measured: 'fail', evidence: [] };
}
