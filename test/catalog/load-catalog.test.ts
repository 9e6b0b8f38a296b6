import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/load-catalog.ts';
import { UserError } from '../../src/errors.ts';
import { smallCatalog, writeFiles } from './temporary-catalog.ts';

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  try {
    await loadCatalog({ builtIn: writeFiles({ ...smallCatalog, ...files }), paths: [], params: {} });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(
      ({ message, hint, place }) => `${place?.file}:${place?.line} ${message}${hint ? ` ${hint}` : ''}`,
    );
  }
}

const id = 'redundancy/min-replicas';
const file = `checks/${id}.yaml`;
const good = smallCatalog[`${id}.yaml`] ?? '';

test('a sound catalogue is read whole, sorted by id', async () => {
  const catalog = await loadCatalog({ builtIn: writeFiles(smallCatalog), paths: [], params: {} });
  expect(catalog.checks.map(({ check }) => check.id)).toEqual(['health/grace', 'redundancy/min-replicas']);
  const [grace, replicas] = catalog.checks;
  expect(grace?.check.tiers).toEqual(['require', 'recommend', 'recommend']);
  expect(replicas?.expect.map(({ path, segments, wanted }) => ({ path, segments, wanted }))).toEqual([
    { path: 'replicas.min', segments: ['replicas', 'min'], wanted: 'at least 2' },
  ]);
  expect(replicas?.byTier?.['1']?.expect[0]?.wanted).toBe('at least 3');
  expect(replicas?.byTier?.['1']?.expect[0]?.test({ replicas: { min: 2 } })).toBe(false);
  expect(catalog.areas.map((area) => area.id)).toEqual(['redundancy', 'health']);
});

const faults: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'an unknown fact',
    'replicas.min: {',
    'replicas.mni: {',
    [':11 workload has no fact `replicas.mni`. Did you mean replicas.min?'],
  ],
  [
    'an unknown key',
    'why:',
    'wy:',
    [':14 Unknown key `wy`. Did you mean why?', ':1 `why` is missing; it must be a text.'],
  ],
  ['a missing key', 'why: Because.\n', '', [':1 `why` is missing; it must be a text.']],
  [
    'a wrong value',
    'severity: critical',
    'severity: urgent',
    [':5 `severity` must be one of critical, high, medium, low.'],
  ],
  [
    'keys in another order',
    'why: Because.\nfix: Raise {{replicas.min}}.',
    'fix: Raise it.\nwhy: Because.',
    [':15 `why` must stand before `fix`.'],
  ],
  [
    'an id that is not the path',
    'id: redundancy/min-replicas',
    'id: redundancy/replicas-min',
    [":1 The id must be the file's place, `redundancy/min-replicas`."],
  ],
  [
    'two tiers',
    '[block, require, skip]',
    '[block, require]',
    [':6 `tiers` must be a list of three of block, require, recommend, skip, for tiers 1, 2 and 3.'],
  ],
  [
    'an unknown subject',
    'subject: workload',
    'subject: worklod',
    [':7 `worklod` is no kind of subject. Did you mean workload?'],
  ],
  [
    'an unknown fact in the fix',
    '{{replicas.min}}',
    '{{replicas.minimum}}',
    [':15 `{{replicas.minimum}}` names no fact. Did you mean replicas.min?'],
  ],
  [
    'a fact below an unlisted path',
    'exposed: true\nexpect',
    'kind.name: present\nexpect',
    [
      ':9 workload has no fact `kind.name`. Known: broken, exposed, graceSeconds, kind, memory, replicas, replicas.max, replicas.min, spread, spread.zone.',
    ],
  ],
  [
    'minimum on a text',
    'replicas.min: { minimum: { $param: minimum } }',
    'kind: { minimum: { $param: minimum } }',
    [':11 `minimum` speaks about numbers, but kind is a text.'],
  ],
  [
    'a value outside the list',
    'exposed: true\nexpect',
    'spread.zone: sometimes\nexpect',
    [':9 `const` for spread.zone must be one of required, preferred, none; this is "sometimes".'],
  ],
  [
    'a text for a flag',
    'exposed: true\nexpect',
    'exposed: "yes"\nexpect',
    [':9 `const` for exposed must be true or false; this is "yes".'],
  ],
  [
    'a value outside the list below not',
    'exposed: true\nexpect',
    'spread.zone: { not: { enum: [never] } }\nexpect',
    [':9 `enum` for spread.zone must be one of required, preferred, none; this is ["never"].'],
  ],
  [
    'an unknown keyword',
    'exposed: true\nexpect',
    'replicas.max: { minimun: 1 }\nexpect',
    [':9 Unknown keyword `minimun`. Did you mean minimum?'],
  ],
  [
    'a keyword that reaches below the fact',
    'exposed: true\nexpect',
    'replicas: { properties: { min: { const: 1 } } }\nexpect',
    [':9 Unknown keyword `properties`. Did you mean maxProperties?'],
  ],
  [
    'a duration on a fact that is no time',
    'exposed: true\nexpect',
    'replicas.max: { minDuration: 5m }\nexpect',
    [':9 `minDuration` needs a fact in seconds; replicas.max is not.'],
  ],
  [
    'a number for a duration',
    'exposed: true\nexpect',
    'graceSeconds: { minDuration: 30 }\nexpect',
    [':9 `minDuration` for graceSeconds must be a duration like 30s or 180d; this is 30.'],
  ],
  [
    'a quantity of seconds',
    'exposed: true\nexpect',
    'graceSeconds: { minQuantity: 30 }\nexpect',
    [':9 `minQuantity` does not fit graceSeconds, which is in seconds.'],
  ],
  [
    'two keywords that say the same',
    'exposed: true\nexpect',
    'graceSeconds: { minDuration: 30s, minimum: 30 }\nexpect',
    [':9 `minDuration` and `minimum` say the same; keep one.'],
  ],
  [
    'a regular expression that may never end',
    'exposed: true\nexpect',
    'kind: { pattern: "(a+)+$" }\nexpect',
    [':9 `pattern` for kind must be a short regular expression without nested repeats; this is "(a+)+$".'],
  ],
  [
    'a comparison that `when` does not guard',
    'minimum: { $param: minimum }',
    'minimum: { $param: minimum }, exclusiveMaximum: { $data: /replicas/max }',
    [
      ':11 `$data` compares with replicas.max, which `when` does not make sure of. Add `replicas.max: present` to `when`.',
    ],
  ],
  [
    'a comparison with what `when` wants absent',
    'exposed: true\nexpect:\n  replicas.min: {',
    'replicas.max: absent\nexpect:\n  replicas.min: { maximum: { $data: /replicas/max },',
    [
      ':11 `$data` compares with replicas.max, which `when` does not make sure of. Add `replicas.max: present` to `when`.',
    ],
  ],
  [
    'a comparison with no fact',
    'minimum: { $param: minimum }',
    'minimum: { $param: minimum }, maximum: { $data: /replicas/maxi }',
    [':11 `$data` points to `replicas.maxi`, which is no fact of this subject. Did you mean replicas.max?'],
  ],
  [
    'an undeclared parameter',
    '$param: minimum',
    '$param: minimun',
    [
      ':10 `$param` names `minimun`, which `params` lacks. Did you mean minimum?',
      ':13 The parameter `minimum` is not used.',
    ],
  ],
  [
    'a parameter of the wrong type',
    "default: 2, tiers: { '1': 3 }",
    'default: lots',
    [':11 `minimum` for replicas.min must be a number; this is "lots".'],
  ],
  ['a tier value of another type', "'1': 3", "'1': lots", [':13 The value must be a number, as the default is.']],
  ['a fourth tier', "'1': 3", "'4': 3", [':13 `4` is no tier; tiers are 1, 2 and 3.']],
  [
    'an unknown fact in an example',
    'replicas: { min: 1 }',
    'replicas: { mn: 1 }',
    [':18 There is no fact `replicas.mn`. Did you mean replicas.min?'],
  ],
  [
    'a value of the wrong type in an example',
    'replicas.min: 2',
    'replicas.min: two',
    [':17 `replicas.min` must be a whole number; this is "two".'],
  ],
  [
    'an example without a verdict',
    '- not-applicable: {}',
    '- maybe: {}',
    [
      ':19 An example is a map with one of pass, fail, unknown, not-applicable, and `subject` where it is not about the first.',
    ],
  ],
  [
    'a faulty reference',
    'examples:',
    'references: [{ framework: kubernetes }]\nexamples:',
    [':16 `title` is missing; it must be a text.'],
  ],
  ['a key twice', 'why: Because.', 'why: Because.\nwhy: Not.', [':15 Map keys must be unique.']],
  ['no YAML', 'aliases: [', 'aliases: [[', []],
];

test.each(faults)('%s', async (_, from, to, expected) => {
  expect(good).toContain(from);
  const problems = await problemsOf({ [`${id}.yaml`]: good.replace(from, () => to) });
  if (expected.length === 0) expect(problems.length).toBeGreaterThan(0);
  else
    expect(problems.filter((problem) => !problem.includes('No check matches'))).toEqual(
      expected.map((line) => `${file}${line}`),
    );
});

test('a predicate nested a thousand levels deep', async () => {
  const nested = `${'{ not: '.repeat(1000)}{ const: true }${' }'.repeat(1000)}`;
  const problems = await problemsOf({
    [`${id}.yaml`]: good.replace('exposed: true\nexpect', `exposed: ${nested}\nexpect`),
  });
  expect(problems[0]).toContain('This predicate is nested too deeply.');
});

test('problems of several files come together', async () => {
  const problems = await problemsOf({
    [`${id}.yaml`]: good.replace('severity: critical', 'severity: 1').replace('why: Because.', 'why: 3'),
    'health/grace.yaml': 'title: Only a title\n',
    'profiles/launch.yaml': 'id: launch\ntitle: Launch\nselect:\n  areas: [helth]\nblocks: [block]\n',
  });
  expect(new Set(problems.map((problem) => problem.split(':')[0]))).toEqual(
    new Set(['checks/health/grace.yaml', file, 'checks/profiles/launch.yaml', 'checks/_levels.yaml']),
  );
});

const asking = 'attest: { ask: "How long?", validFor: 180d,';

test.each([
  ['attest alone', 'attest: { ask: "Was it tested?", validFor: 180d }', []],
  ['attest without a time', 'attest: { ask: "Was it tested?" }', [':1 `validFor` is missing']],
  ['a measurement held against a fact', `${asking} within: { stopMinutes: graceSeconds } }`, []],
  ['nothing held against anything', `${asking} within: {} }`, ['`within` compares nothing.']],
  ['no map of measurements', `${asking} within: graceSeconds }`, ['`within` must be a map.']],
  ['a measurement without a unit', `${asking} within: { stop: graceSeconds } }`, ['`stop` names no measured time.']],
  ['a unit alone', `${asking} within: { Minutes: graceSeconds } }`, ['`Minutes` names no measured time.']],
  [
    'a fact that does not exist',
    `${asking} within: { stopMinutes: graceSecond } }`,
    ['workload has no fact `graceSecond`. Did you mean graceSeconds?'],
  ],
  ['a fact of every object', `${asking} within: { stopMinutes: constructor } }`, ['no fact `constructor`.']],
  [
    'a fact in another unit',
    `${asking} within: { stopMinutes: memory } }`,
    ['`memory` is no time in seconds. Known: graceSeconds.'],
  ],
  ['a fact that is a list', `${asking} within: { stopMinutes: [graceSeconds] } }`, ['no fact `graceSeconds`.']],
  [
    'neither attest nor expect',
    'optional: false',
    [':1 A check needs `expect`, or `attest` for what no file can prove.'],
  ],
])('%s', async (_, line, expected) => {
  const head = 'id: health/grace\ntitle: T\nfailTitle: F\nseverity: low\n';
  const text = line.startsWith('optional')
    ? `${head}${line}\nsubject: workload\n`
    : `${head}subject: workload\n${line}\n`;
  const problems = await problemsOf({ 'health/grace.yaml': `${text}why: W\nfix: F\n` });
  expect(problems).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part.replace(/^:1 /, ''));
});

test('a folder that is no area', async () => {
  const problems = await problemsOf({
    'helth/grace.yaml': (smallCatalog['health/grace.yaml'] ?? '').replace('health/', 'helth/'),
  });
  expect(problems).toEqual(['checks/helth/grace.yaml:1 `helth` is no area. Did you mean health?']);
});

test("an alias that is another check's id", async () => {
  const grace = (smallCatalog['health/grace.yaml'] ?? '').replace(
    'title: T',
    'aliases: [redundancy/replicas]\ntitle: T',
  );
  expect(await problemsOf({ 'health/grace.yaml': grace })).toEqual([
    `${file}:1 \`redundancy/replicas\` is already the id of a check (checks/health/grace.yaml). Give the check an id of its own.`,
  ]);
});

test('files and folders that begin with _ are no checks', async () => {
  expect(await problemsOf({ '_drafts/a.yaml': '[', 'health/_draft.yaml': '[' })).toEqual([]);
});

test('the digest follows every file', async () => {
  const digest = async (files: Readonly<Record<string, string>>) =>
    (await loadCatalog({ builtIn: writeFiles({ ...smallCatalog, ...files }), paths: [], params: {} })).digest;
  const before = await digest({});
  expect(await digest({})).toBe(before);
  for (const name of Object.keys(smallCatalog))
    expect(await digest({ [name]: `${smallCatalog[name]}# changed\n` })).not.toBe(before);
});

test('a missing path is named', async () => {
  const builtIn = writeFiles(smallCatalog);
  const paths = [join(builtIn, 'nowhere')];
  await expect(loadCatalog({ builtIn, paths, params: {}, root: builtIn })).rejects.toThrow(
    'There is no file or folder nowhere to read checks from.',
  );
});
