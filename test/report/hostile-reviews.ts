import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Comparison, FindingChange, LineRange } from '../../src/types/comparison.ts';
import type { Review } from '../../src/types/review.ts';
import { hostileTexts } from './hostile-texts.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview, sampleService } from './sample-review.ts';

type Path = readonly (string | number)[];

const schemaFile = join(import.meta.dirname, '..', '..', 'schemas', 'review.schema.json');
const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(schemaFile, 'utf8')),
);

/** A review with something in every list, so that every text that a report can show has a position. */
export function wholeReview(): Review & { readonly comparison: Comparison } {
  return { ...reviewAlone(), comparison: wholeComparison() };
}

function wholeComparison(): Comparison {
  const { evidence } = sampleFinding();
  const [seen] = evidence;
  const change: FindingChange = {
    fingerprint: 'f1',
    check: 'redundancy/min-replicas',
    title: 'One instance only',
    severity: 'high',
    blocking: true,
    service: 'fruit',
    subject: { kind: 'workload', id: 'apple' },
    before: 'pass',
    after: 'fail',
    variants: [{ set: 'kustomize:a', environment: 'production', before: 'pass', after: 'fail' }],
    ...(seen ? { evidence: seen } : {}),
  };
  const standing = { tier: 1, verdict: 'GO', level: 'gold', score: 90 } as const;
  return {
    base: {
      name: 'orchard/fruit',
      commit: 'fedcba9',
      generatedAt: '2026-11-21T12:00:00.000Z',
      profile: 'launch',
      catalog: 'c0ffee',
      toolVersion: '0.1.0',
    },
    new: [change],
    worse: [{ ...change, check: 'data/restore-tested', severity: 'critical', after: 'unknown' }],
    fixed: [{ ...change, after: 'pass' }],
    weakened: [
      {
        service: 'fruit',
        subject: { kind: 'workload', id: 'apple' },
        fact: 'spread.zone',
        means: 'Whether instances are kept apart: by zone.',
        variants: [{ set: 'kustomize:a', environment: 'production', before: 'required', after: 'none' }],
        checks: ['redundancy/zone-spread'],
        severity: 'high',
        place: samplePlace(),
      },
    ],
    removed: [change],
    unchanged: 3,
    unknown: [change],
    resolved: [change],
    waived: [change],
    attested: [change],
    subjectsRemoved: [{ kind: 'workload', id: 'pear', service: 'fruit' }],
    rules: {
      checks: [{ check: 'a/b', title: 'Is so', kind: 'severity', detail: 'low to high' }],
      findings: [change],
    },
    services: [{ name: 'fruit', formerName: 'orchard', before: standing, after: standing }],
    governance: [{ kind: 'waiver', text: 'A waiver is added.', loosens: true, place: samplePlace() }],
    changedLines: { 'deploy/apple.yaml': [[1, 12]] },
    warnings: ['The reviews ran different profiles.'],
  };
}

function reviewAlone(): Review {
  const finding = sampleFinding();
  const because = { reason: 'elsewhere', detail: 'Alerts may stand in another repository.' } as const;
  const variant = { environment: 'production', measured: 'fail', evidence: finding.evidence, because } as const;
  const variants = [
    { set: 'kustomize:a', ...variant },
    { set: 'helm:b', measured: 'pass' as const, evidence: [] },
  ];
  const area = { area: 'redundancy', title: 'Redundancy', pass: 1, fail: 2, unknown: 3, waived: 1, capped: true };
  const people = { reason: 'pilot', owner: 'team', approver: 'amy', created: '2026-01-01', expires: '2026-12-31' };
  const facts = {
    name: 'apple',
    replicas: { min: 1 },
    list: ['a', 'b'],
    unknown: { $unknown: 'unread', detail: 'gone' },
  };
  const entry = {
    check: 'data/gone',
    service: 'fruit',
    subject: { kind: 'workload', id: 'pear' },
    since: '2026-08-01',
    fingerprint: 'f8',
  };
  const prose = 'It stops.\n\n- One `code` here.\n\n```yaml\nreplicas: 2\n```\n';
  return sampleReview({
    target: { name: 'orchard/fruit', repository: 'git.example/orchard/fruit', commit: 'abcdef0', modified: true },
    services: [
      sampleService({ areas: [{ ...area, value: 49, low: 40, high: 60, coverage: 0.8 }] }),
      sampleService({ name: 'veg' }),
    ],
    checks: [
      sampleCheck({
        why: prose,
        fix: prose,
        references: [
          {
            framework: 'kubernetes',
            edition: '2',
            id: 'A.1',
            title: 'Disruptions',
            url: 'https://kubernetes.io/docs/',
          },
        ],
      }),
      sampleCheck({
        id: 'data/restore-tested',
        area: 'data',
        severity: 'critical',
        attest: { ask: 'When?', validForSeconds: 86_400 },
      }),
    ],
    subjects: [
      {
        kind: 'workload',
        id: 'apple',
        service: 'fruit',
        variants: [
          {
            set: 'kustomize:a',
            environment: 'production',
            coordinates: {
              platform: 'kubernetes',
              kind: 'Deployment',
              namespace: 'shop',
              name: 'apple',
              cluster: 'c1',
            },
            facts,
          },
        ],
      },
    ],
    findings: [
      sampleFinding({ variants, because }),
      sampleFinding({
        service: 'veg',
        severity: 'critical',
        check: 'data/restore-tested',
        verdict: 'stale',
        fingerprint: 'f2',
        override: 1,
      }),
      sampleFinding({ fingerprint: 'f7', baseline: '2026-08-01' }),
      sampleFinding({ verdict: 'waived', override: 0, fingerprint: 'f3' }),
      sampleFinding({
        verdict: 'unknown',
        measured: 'unknown',
        because,
        applicabilityUnknown: true,
        fingerprint: 'f4',
      }),
      sampleFinding({ verdict: 'attested', measured: 'unknown', override: 1, fingerprint: 'f5', because }),
      sampleFinding({
        verdict: 'pass',
        measured: 'pass',
        fingerprint: 'f6',
        evidence: [
          { path: 'a.b', place: samplePlace({ file: '.', line: 1 }), saw: { a: ['b', { c: 'd' }] }, wanted: 'x' },
        ],
      }),
    ],
    read: {
      files: 4,
      documents: 7,
      sets: [{ id: 'kustomize:a', kind: 'kustomize', source: 'deploy', environment: 'production' }],
      skipped: [{ why: 'too large', files: 2, example: 'big.yaml' }],
    },
    unread: [
      {
        source: 'helm',
        set: 'helm:b',
        reason: 'needs-render',
        detail: 'No helm.',
        hint: 'Install it.',
        place: samplePlace(),
        mentions: ['Secret'],
      },
    ],
    baseline: { file: '.orrery/baseline.jsonl', entries: 3, known: 1, stale: [entry], kept: [entry] },
    overrides: [
      {
        kind: 'waiver',
        check: 'redundancy/*',
        service: 'fruit',
        subject: 'app*',
        place: samplePlace(),
        state: 'used',
        issue: 'https://git.example/1',
        ...people,
      },
      {
        kind: 'attestation',
        check: 'data/*',
        place: samplePlace(),
        state: 'stale',
        statement: 'done',
        by: 'bo',
        on: '2026-02-03',
        evidence: 'log',
        scope: ['deploy'],
        changedOn: '2026-03-01',
        expires: '2026-08-01',
      },
    ],
  });
}

/** Every position whose text is free: the schema holds with any text there. */
export function freePositions(review: Review): readonly Path[] {
  return textPaths(review).filter((path) => isValid(withTexts(review, new Map([[path.join('\0'), '<x>']]))));
}

/** The review with texts at positions, which are named by their paths joined with NUL. */
export function withTexts(review: Review, texts: ReadonlyMap<string, string>): Review {
  return replace(review, [], texts) as Review; // Same shape: only texts are replaced.
}

/** Every free position holds one hostile text, equal texts becoming equal ones so that what belongs together still does. */
export function allHostile(review: Review, positions: readonly Path[], offset: number): Review {
  const numbers = new Map<unknown, number>();
  const texts = positions.map((path) => {
    const known = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), review);
    if (!numbers.has(known)) numbers.set(known, numbers.size);
    return [path.join('\0'), pick(offset + (numbers.get(known) ?? 0))] as const;
  });
  return withHostileKeys(withTexts(review, new Map(texts)));
}

/** A few positions hold hostile texts, told by the seed. */
export function someHostile(review: Review, positions: readonly Path[], seed: number): Review {
  const next = random(seed);
  const count = 1 + next(12);
  const texts = Array.from({ length: count }, () => {
    const joined = Array.from({ length: 1 + next(2) }, () => pick(next(hostileTexts.length))).join('');
    return [positions[next(positions.length)]?.join('\0') ?? '', joined] as const;
  });
  return withHostileKeys(withTexts(review, new Map(texts)));
}

/** What was seen may be an object, whose keys come from the repository too. */
function withHostileKeys(review: Review): Review {
  const saw = Object.fromEntries(hostileTexts.map((text, index) => [text, index]));
  const [first, ...others] = review.findings;
  if (!first) return review;
  const evidence = first.evidence.map((item) => ({ ...item, saw }));
  return { ...withHostileChanges(review, saw), findings: [{ ...first, evidence }, ...others] };
}

function withHostileChanges(review: Review, saw: { readonly [text: string]: number }): Review {
  const { comparison } = review;
  if (!comparison) return review;
  const weakened = comparison.weakened.map((one) => ({
    ...one,
    variants: [...one.variants, { set: 'odd', before: saw, after: [saw] }],
  }));
  const changedLines = Object.fromEntries(hostileTexts.map((text): [string, [LineRange]] => [text, [[1, 2]]]));
  return { ...review, comparison: { ...comparison, weakened, changedLines } };
}

function pick(index: number): string {
  return hostileTexts[index % hostileTexts.length] ?? '';
}

function textPaths(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => textPaths(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => textPaths(item, [...path, key]));
}

function replace(value: unknown, path: Path, texts: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return texts.get(path.join('\0')) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => replace(item, [...path, index], texts));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item, [...path, key], texts)]));
}

/** Whole numbers below a bound, the same for the same seed. */
function random(seed: number): (bound: number) => number {
  let state = seed * 2_654_435_761;
  return (bound) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return (state >>> 8) % bound;
  };
}
