import { describe, expect, test } from 'vitest';
import { renderTerminal } from '../../src/report/terminal/render-terminal.ts';
import type { OverrideStatus } from '../../src/types/override.ts';
import type { Review } from '../../src/types/review.ts';
import { sampleCheck, sampleFinding, samplePlace, sampleReview, sampleService } from './sample-review.ts';

const esc = String.fromCharCode(27);

function render(
  review: Partial<Review> = {},
  options: { all?: boolean; colour?: boolean; width?: number } = {},
): string {
  return renderTerminal(sampleReview(review), { width: 80, colour: false, all: false, ...options });
}

test('one gap reads like this', () => {
  expect(render()).toBe(`NO-GO  orchard/fruit at 0123456, profile launch
  - fruit has one open failure on a blocking check.

fruit, tier 1, owned by team-orchard
  Score 62 of 100 (58 to 81, depending on what is unknown), coverage 84%
  Level bronze; silver still needs redundancy/min-replicas

Gaps: 1 failing check, 1 subject, worst first

 1. One instance only: a single failure stops it
    HIGH, blocks a launch  redundancy/min-replicas
     apple  deploy/apple.yaml:12
     12 |   replicas: 1
     Saw  replicas.min: 1; wanted at least 2
     Why  A node that drains takes the only instance with it.
     Fix  Raise replicas from 1 to two.

Read 4 files, 7 documents, in 1 set: manifests.

Next: orrery checks explain redundancy/min-replicas
`);
});

describe('gaps', () => {
  test('subjects that fail one check are one entry with five places', () => {
    const fruits = ['apple', 'cherry', 'medlar', 'pear', 'plum', 'quince', 'sloe'];
    const findings = fruits.map((id) => sampleFinding({ subject: { kind: 'workload', id } }));
    const text = render({ findings });
    expect(text).toContain('Gaps: 1 failing check, 7 subjects');
    expect(text).toContain('     plum  deploy/apple.yaml:12\n     and 2 more\n');
    expect(render({ findings }, { all: true })).toContain('     sloe  ');
  });

  test('the eleventh has one line, and --all shows it in full', () => {
    const ids = Array.from({ length: 11 }, (_, index) => `redundancy/check-${String(index).padStart(2, '0')}`);
    const review = {
      checks: ids.map((id) => sampleCheck({ id })),
      findings: ids.map((check) => sampleFinding({ check })),
    };
    expect(render(review)).toContain('high      redundancy/check-10  1 workload  deploy/apple.yaml:12\n');
    expect(render(review, { all: true })).not.toContain('Further gaps');
  });

  test('severity comes first, then what blocks, then how many', () => {
    const checks = [
      sampleCheck({ id: 'a/low', severity: 'low' }),
      sampleCheck({ id: 'b/advice', tiers: ['recommend', 'recommend', 'skip'] }),
      sampleCheck({ id: 'c/many', tiers: ['recommend', 'recommend', 'skip'] }),
      sampleCheck({ id: 'd/blocks' }),
      sampleCheck({ id: 'e/critical', severity: 'critical', tiers: ['recommend', 'recommend', 'skip'] }),
    ];
    const findings = checks.map(({ id, severity }) => sampleFinding({ check: id, severity }));
    const second = sampleFinding({ check: 'c/many', subject: { kind: 'workload', id: 'pear' } });
    const text = render({ checks, findings: [...findings, second] });
    const order = [...text.matchAll(/^ {4}[A-Z].* ([a-e]\/\S+)$/gmu)].map((match) => match[1]);
    expect(order).toEqual(['e/critical', 'd/blocks', 'c/many', 'b/advice', 'a/low']);
  });

  test('a place that is a guess says so, and one of a rendered object says that', () => {
    const place = samplePlace({ exact: false, via: 'rendered', file: 'charts/fruit/templates/apple.yaml' });
    const evidence = [{ path: 'replicas.min', place, saw: 1, wanted: 'at least 2' }];
    const text = render({ findings: [sampleFinding({ evidence })] });
    expect(text).toContain('apple  rendered from charts/fruit/templates/apple.yaml:12  ~ approximate\n');
  });

  test('where it fails is named when it does not fail everywhere', () => {
    const failing = { set: 'kustomize:prod', environment: 'production', measured: 'fail', evidence: [] } as const;
    const passing = { set: 'kustomize:staging', environment: 'staging', measured: 'pass', evidence: [] } as const;
    expect(render({ findings: [sampleFinding({ variants: [failing, passing] })] })).toContain('apple in production  ');
    expect(render({ findings: [sampleFinding({ variants: [failing] })] })).toContain('apple  deploy');
  });

  test('what was not there is seen as nothing', () => {
    const evidence = [{ path: 'disruption.budget', place: samplePlace(), wanted: 'present' }];
    expect(render({ findings: [sampleFinding({ evidence })] })).toContain(
      'Saw  disruption.budget: nothing; wanted present',
    );
  });

  test('code in a fix keeps its shape', () => {
    const fix = 'Set the floor:\n```yaml\nspec:\n  replicas: 2\n```\nThen roll out.\n';
    expect(render({ checks: [sampleCheck({ fix })] })).toContain(
      '     Fix  Set the floor:\n            spec:\n              replicas: 2\n          Then roll out.\n',
    );
  });

  test('stale evidence is a gap; waived and unknown findings are not', () => {
    expect(render({ findings: [sampleFinding({ measured: 'unknown', verdict: 'stale' })] })).toContain(
      '1 failing check',
    );
    expect(render({ findings: [sampleFinding({ verdict: 'waived' })] })).not.toContain('Gaps');
  });
});

test('unknowns are counted by what would resolve them', () => {
  const unknown = (reason: 'needs-render' | 'elsewhere') =>
    sampleFinding({ measured: 'unknown', verdict: 'unknown', because: { reason, detail: 'x' } });
  const text = render({ findings: [unknown('elsewhere'), unknown('needs-render'), unknown('needs-render')] });
  expect(text).toContain('Unknown: 3 open questions\n  - 2 need a rendered chart or overlay: install helm');
  expect(text).toContain('  - 1 may stand in another repository');
});

test('what could not be read is named with what to do, ten at most', () => {
  const unread = Array.from({ length: 12 }, (_, index) => ({
    source: 'yaml',
    reason: 'unread' as const,
    detail: `File ${index} is not valid YAML.`,
    hint: 'Fix it.',
    place: samplePlace({ line: index + 1 }),
  }));
  expect(render({ unread })).toContain(
    'Could not be read: 12\n  - deploy/apple.yaml:1: File 0 is not valid YAML.\n    Fix it.\n',
  );
  expect(render({ unread })).toContain('  - and 2 more (--all)\n');
  expect(render({ unread }, { all: true })).toContain('File 11');
  expect(render({ unread: unread.slice(0, 1).flatMap((one) => [one, { ...one, set: 'helm:b' }]) })).toContain(
    'Could not be read: 1\n',
  );
});

test('a waiver shows the time it has left, counted from the review', () => {
  const waiver = {
    kind: 'waiver' as const,
    check: 'redundancy/*',
    place: samplePlace(),
    reason: 'pilot until spring',
    owner: 'team-orchard',
    approver: 'amy',
    expires: '2026-12-31',
    state: 'used' as const,
  };
  const shown = (override: OverrideStatus) => render({ overrides: [override] }).replaceAll(/\s+/gu, ' ');
  expect(shown(waiver)).toContain(
    'redundancy/* (deploy/apple.yaml:12): accepted by amy for team-orchard: pilot until spring; until 2026-12-31, 39 days left',
  );
  expect(shown({ ...waiver, expires: '2026-11-22' })).toContain('until 2026-11-22, 0 days left');
  expect(shown({ ...waiver, expires: '2026-11-21', state: 'expired' })).toContain('ended 2026-11-21');
});

test('several services are told apart', () => {
  const services = [
    sampleService({ name: 'fruit' }),
    sampleService({ name: 'juice', gate: { verdict: 'GO', reasons: [] } }),
  ];
  const findings = [sampleFinding({ service: 'juice', subject: { kind: 'workload', id: 'press' } })];
  const text = render({ services, findings });
  expect(text).toContain('juice: GO, tier 1\n');
  expect(text).toContain('juice · press  deploy');
});

describe('what comes from a repository', () => {
  const hostile = `${esc}[2J${esc}[31mGO\u202e\rok`;

  test('cannot steer the terminal', () => {
    const evidence = [
      {
        path: 'p',
        place: samplePlace({ file: hostile }),
        saw: hostile,
        wanted: hostile,
        excerpt: { start: 12, lines: [hostile] },
      },
    ];
    const text = render({
      target: { name: hostile },
      findings: [sampleFinding({ subject: { kind: 'workload', id: hostile }, evidence })],
      unread: [{ source: 'yaml', reason: 'unread', detail: hostile, hint: hostile }],
      gate: { verdict: 'NO-GO', reasons: [hostile] },
      services: [sampleService({ name: hostile, owner: hostile })],
      checks: [sampleCheck({ why: hostile, fix: hostile, failTitle: hostile })],
    });
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });

  test('is never broken where it is a path', () => {
    const file = `deploy/${'very-long-folder/'.repeat(8)}apple.yaml`;
    const evidence = [{ path: 'p', place: samplePlace({ file }), saw: 1, wanted: 'at least 2' }];
    expect(render({ findings: [sampleFinding({ evidence })] }, { width: 40 })).toContain(`       ${file}:12\n`);
  });
});

test('lines keep to the width, and colour changes no text', () => {
  const plain = render({}, { width: 60 });
  expect(plain.split('\n').filter((line) => line.length > 60)).toEqual([]);
  const coloured = render({}, { colour: true });
  expect(coloured).toContain(esc);
  expect(coloured.replaceAll(new RegExp(`${esc}\\[\\d+m`, 'gu'), '')).toBe(render());
});
