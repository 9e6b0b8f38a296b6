import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderSarif } from '../../../src/report/sarif/render-sarif.ts';
import type { Finding } from '../../../src/types/finding.ts';
import type { Review } from '../../../src/types/review.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview } from '../sample-review.ts';
import { officialProblems, sarifProblems } from './sarif-problems.ts';

const waiver = {
  kind: 'waiver',
  check: 'redundancy/*',
  place: samplePlace(),
  state: 'used',
  reason: 'pilot until spring',
  owner: 'team-orchard',
  approver: 'amy',
  expires: '2026-12-31',
} as const;

const full = sampleReview({
  target: { name: 'orchard/fruit', repository: 'git.example/orchard/fruit', commit: 'abcdef0' },
  checks: [
    sampleCheck(),
    sampleCheck({ id: 'health/readiness', severity: 'low', attest: { ask: '?', validForSeconds: 1 } }),
  ],
  findings: [
    sampleFinding({
      severity: 'low',
      check: 'health/readiness',
      verdict: 'stale',
      measured: 'unknown',
      fingerprint: 'f3',
    }),
    sampleFinding({ verdict: 'waived', override: 0, fingerprint: 'f2' }),
    sampleFinding(),
    sampleFinding({ verdict: 'pass', measured: 'pass', fingerprint: 'f4' }),
    sampleFinding({ verdict: 'unknown', measured: 'unknown', fingerprint: 'f5' }),
    sampleFinding({ verdict: 'waived', measured: 'unknown', override: 0, fingerprint: 'f6' }),
  ],
  overrides: [waiver],
  unread: [{ source: 'helm', reason: 'needs-render', detail: 'No helm.', hint: 'Install it.', place: samplePlace() }],
});

function runOf(review: Review) {
  const text = renderSarif(review);
  expect(sarifProblems(text)).toEqual([]);
  return JSON.parse(text).runs[0];
}

function atPlace(given: Parameters<typeof samplePlace>[0]): Finding {
  const evidence = [{ path: 'replicas.min', place: samplePlace(given), saw: 1, wanted: 'at least 2' }];
  return sampleFinding({ evidence, variants: [{ set: 'manifests', measured: 'fail', evidence }] });
}

describe('the file', () => {
  const official = officialProblems();

  test('is valid by the schema of OASIS', () => {
    for (const review of [full, sampleReview(), sampleReview({ findings: [] }), sampleReview({ checks: [] })]) {
      expect(official(renderSarif(review))).toEqual([]);
    }
  });

  test('has every rule even without a result, or old alerts would stay open', () => {
    const run = runOf({ ...full, findings: [] });
    expect(run.results).toEqual([]);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'redundancy/min-replicas',
      'health/readiness',
    ]);
  });

  test('never says security-severity', () => {
    expect(renderSarif(full)).not.toContain('security-severity');
  });

  test('names the commit and the category', () => {
    const run = runOf(full);
    expect(run.automationDetails.id).toBe('orrery/orchard/fruit/');
    expect(run.versionControlProvenance).toEqual([
      {
        repositoryUri: 'https://git.example/orchard/fruit',
        revisionId: 'abcdef0',
        mappedTo: { uriBaseId: '%SRCROOT%' },
      },
    ]);
  });

  test('a run that assessed nothing did not succeed', () => {
    const run = runOf({ ...full, gate: { verdict: 'NOT-ASSESSED', reasons: [] } });
    expect(run.invocations[0].executionSuccessful).toBe(false);
  });

  test('names what was unread', () => {
    const [notification] = runOf(full).invocations[0].toolExecutionNotifications;
    expect(notification).toMatchObject({
      descriptor: { id: 'unread/needs-render' },
      level: 'warning',
      message: { text: 'No helm. Install it.' },
    });
  });
});

describe('the results', () => {
  test('are what fails, is stale or is accepted: what is open first, the worst first', () => {
    const { results } = runOf(full);
    expect(
      results.map((result: { partialFingerprints: object }) => Object.values(result.partialFingerprints)[0]),
    ).toEqual(['f1:1', 'f3:1', 'f2:1']);
    expect(results.map(({ level }: { level: string }) => level)).toEqual(['error', 'note', 'error']);
    expect(results[2].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'pilot until spring' },
    ]);
  });

  test('a fingerprint survives a move to another line', () => {
    const [a, b] = [12, 40].map((line) => runOf(sampleReview({ findings: [atPlace({ line })] })).results[0]);
    expect(a.partialFingerprints).toEqual(b.partialFingerprints);
  });

  test('two findings of one fingerprint stay two results', () => {
    expect(runOf(sampleReview({ findings: [sampleFinding(), sampleFinding()] })).results).toHaveLength(2);
  });

  test.each([
    ['a space, a percent sign and a hash', 'deploy/a b%#.yaml', 'deploy/a%20b%25%23.yaml'],
    ['a colon, which would make a scheme of it', 'c:/d.yaml', 'c%3A/d.yaml'],
    ['a path out of the repository', '../../etc/passwd', 'etc/passwd'],
    ['an absolute path', '//host/a.yaml', 'host/a.yaml'],
    ['letters beyond ASCII', 'déploy.yaml', 'd%C3%A9ploy.yaml'],
  ])('%s in a path', (_name, file, uri) => {
    const [result] = runOf(sampleReview({ findings: [atPlace({ file })] })).results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  test('what is missing from the repository stands at a file of the service', () => {
    const whole = { ...atPlace({ file: '.', line: 0, column: 0 }), fingerprint: 'f2' };
    const [, result] = runOf(sampleReview({ findings: [sampleFinding(), whole] })).results;
    expect(result.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'deploy/apple.yaml' },
      region: { startLine: 1 },
    });
    const [alone] = runOf(sampleReview({ findings: [whole] })).results;
    expect(alone.locations[0].physicalLocation.artifactLocation.uri).toBe('README.md');
  });

  test('further variants are related places, each place once', () => {
    const at = (line: number) => ({ path: 'replicas.min', place: samplePlace({ line }), saw: 1, wanted: 'at least 2' });
    const variant = (set: string, line: number) => ({ set, measured: 'fail' as const, evidence: [at(line)] });
    const variants = [
      variant('a', 12),
      variant('b', 20),
      variant('c', 20),
      ...Array.from({ length: 40 }, (_, index) => variant('d', 100 + index)),
    ];
    const [result] = runOf(sampleReview({ findings: [sampleFinding({ variants })] })).results;
    expect(result.relatedLocations).toHaveLength(20);
    expect(result.relatedLocations[0].message.text).toBe('b: replicas.min: 1');
    expect(result.properties.relatedLocationsOmitted).toBe(21);
  });

  test('a text makes no link and no placeholder', () => {
    const check = sampleCheck({ failTitle: 'see [this](https://evil.example) {0}' });
    const [result] = runOf(sampleReview({ checks: [check] })).results;
    expect(result.message.text).toContain('see [this]\u200B(https://evil.example) {\u200B0}');
  });
});

describe('the limits', () => {
  test('the size of the compressed file: the mildest are left out and counted', () => {
    const noise = Array.from({ length: 300 }, (_, index) =>
      sampleFinding({ fingerprint: `f${index}`, subject: { kind: 'workload', id: noiseOf(index, 1200) } }),
    );
    const worst = sampleFinding({ fingerprint: 'worst', severity: 'critical' });
    const text = renderSarif(sampleReview({ findings: [...noise, worst] }), { maxBytes: 200_000 });
    expect(gzipSync(text).length).toBeLessThan(200_000);
    expect(sarifProblems(text)).toEqual([]);
    const [run] = JSON.parse(text).runs;
    expect(run.results.length).toBeGreaterThan(10);
    expect(run.results[0].partialFingerprints.primaryLocationLineHash).toBe('worst:1');
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain(
      `${301 - run.results.length} more gaps are not in this file`,
    );
  });

  test('what code scanning will not show is said', () => {
    const findings = Array.from({ length: 5001 }, (_, index) => sampleFinding({ fingerprint: `f${index}` }));
    const [notification] = runOf(sampleReview({ findings })).invocations[0].toolExecutionNotifications;
    expect(notification.message.text).toBe(
      'Code scanning shows the first 5000 results of a run: 1 more gap in this file.',
    );
  });

  test('text of any length fits the limits of names and descriptions', () => {
    const long = 'x{0}'.repeat(5000);
    runOf(sampleReview({ checks: [sampleCheck({ id: long, failTitle: long, why: long, fix: '', title: '' })] }));
  });
});

/** Letters that compress badly, the same for the same seed. */
function noiseOf(seed: number, length: number): string {
  let state = seed + 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += String.fromCodePoint(0x4e00 + (state >>> 19));
  }
  return text;
}
