import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemsOf } from './hold-schedules.ts';
import { loadProduct } from './product.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const kept = ['node_modules', 'templates', 'schemas', 'checks', 'package.json'];

interface Mutant {
  readonly does: string;
  readonly file: string;
  /** The seed to begin with: one that is known to catch it. */
  readonly from?: number;
  /** Each has to be found once. */
  readonly changes: readonly (readonly [old: string, fresh: string, file?: string])[];
}

const apply = 'publish/issues/apply-change.ts';
const find = 'publish/issues/find-issues.ts';
const store = 'publish/issues/issue-store.ts';
const open = 'publish/github/open-github.ts';

const oneLook = [
  ['const authored = await store.list({ creator: viewer.login, ...bound });', 'const authored = labelled;', find],
  ['const there = watch.find(digest);', "const there = watch.find('');", 'publish/issues/apply-create.ts'],
] as const;

const mutants: readonly Mutant[] = [
  {
    does: 'repeats a write that was not answered well',
    file: open,
    changes: [
      [
        'const answer = await connection.sender.send(call);\n  pace.afterWrite();',
        [
          'let answer = await connection.sender.send(call);',
          "  if (answer.kind === 'unanswered' || answer.status >= 500) {",
          '    await pace.wait(2_000);',
          '    answer = await connection.sender.send(call);',
          '  }',
          '  pace.afterWrite();',
        ].join('\n'),
      ],
    ],
  },
  {
    does: 'follows a write to where a repository or an issue moved',
    file: open,
    changes: [
      [
        'const answer = await connection.sender.send(call);\n  pace.afterWrite();',
        [
          'let answer = await connection.sender.send(call);',
          "  if (answer.kind === 'answered' && isMove(answer.status)) {",
          '    await pace.wait(2_000);',
          '    const { owner: _, repo: __, issue_number: ___, ...rest } = call.parameters;',
          "    const address = String(answer.headers['location']);",
          '    answer = await connection.sender.send({ ...call, route: `${call.method} {+address}`, parameters: { ...rest, address } });',
          '  }',
          '  pace.afterWrite();',
        ].join('\n'),
      ],
    ],
  },
  {
    does: 'searches in place of listing',
    from: 373,
    file: store,
    changes: [
      [
        "github.readAll(`GET ${issues}`, { ...all, direction: 'asc', ...filter }, issuesShape, asIs)",
        [
          "github.readAll('GET /search/issues', {",
          '  q: `repo:${place.owner}/${place.repo} is:issue ${filter.labels ? `label:${filter.labels}` : `author:${filter.creator}`}`,',
          '  per_page: 100,',
          "}, { schema: { type: 'object', required: ['items'], properties: { items: { type: 'array' } } } }, (page: { readonly items: readonly GithubIssue[] }) => page.items)",
        ].join('\n'),
      ],
    ],
  },
  { does: 'lists open issues only', file: store, changes: [["state: 'all', ", '']] },
  {
    does: 'reads the first page only',
    file: 'publish/github/read-pages.ts',
    changes: [['if (next === undefined) return', 'if (next === undefined || next) return']],
  },
  {
    does: 'replaces the labels of an issue',
    file: apply,
    changes: [
      [
        "return { ...common, ...title, ...(action.kind === 'reopen'",
        "return { ...common, ...title, labels: action.labelsAdded, ...(action.kind === 'reopen'",
      ],
    ],
  },
  {
    does: 'tells gaps apart by their line',
    file: 'report/issues/issue-subjects.ts',
    changes: [
      [
        '({ check }) => topicOf(grouping, check)',
        "({ check, findings: [one] }) => `${topicOf(grouping, check)}${grouping === 'gap' ? `/${one?.evidence[0]?.place?.line}` : ''}`",
      ],
    ],
  },
  {
    does: 'takes every marker for its own when it plans',
    file: 'publish/issues/recognise-issues.ts',
    changes: [['if (!user) return false;', 'if (user) return true;']],
  },
  {
    does: 'takes every marker for its own when it applies',
    file: 'publish/issues/open-home.ts',
    changes: [['if (!user) return false;', 'if (user) return true;']],
  },
  // Each of these is caught by another look unless there is none: two lists, two times, and the numbers above them.
  {
    does: 'takes a list that is empty for the truth',
    file: find,
    changes: [
      ['complete = seen.complete && seen.agree;\n', 'complete = true;\n    if (look === 0) break;\n'],
      ...oneLook,
    ],
  },
  {
    does: 'takes a list that fails for an empty one',
    file: store,
    changes: [
      [
        'issuesShape, asIs),\n    newest',
        'issuesShape, asIs).catch(() => ({ items: [], complete: true })),\n    newest',
      ],
      ...oneLook,
    ],
  },
  {
    does: 'looks at lists alone',
    file: find,
    changes: [['const mostHoles = 3;', 'const mostHoles = 0;'], ...oneLook],
  },
  {
    does: 'comments before it closes',
    file: 'publish/issues/close-issue.ts',
    changes: [
      [
        'return [close, ...comment(key, found, setting, remark)];',
        'return [...comment(key, found, setting, remark), close];',
      ],
    ],
  },
  {
    does: 'writes the body as the plan saw it',
    file: 'publish/issues/issue-fit.ts',
    changes: [
      ["if (shortDigest(issue.body ?? '') !== expects.body) return 'its text was edited';", ''],
      ["return isChanged ? 'it was changed or commented on' : undefined;", 'return undefined;'],
      ['return writeBody(body, managed);', 'return newBody(managed);'],
      ['import { readBody, writeBody }', 'import { newBody, readBody }'],
    ],
  },
  {
    does: 'counts what was not read as fixed',
    file: 'publish/issues/gap-standing.ts',
    changes: [
      ["if (!complete) return 'incomplete';\n  if (verdicts", 'if (verdicts'],
      ["if (verdicts.has('unknown')) return 'unknown';", "if (verdicts.has('unknown')) return 'fixed';"],
    ],
  },
  {
    does: 'links only what the same plan creates',
    file: 'publish/issues/plan-links.ts',
    changes: [['below.issue?.parent !== undefined', 'below.issue']],
  },
  {
    does: 'leaves duplicates open',
    file: 'publish/issues/choose-issue.ts',
    changes: [["others.filter(({ issue }) => issue.state === 'open')", 'others.slice(0, 0)']],
  },
];

/** So many seeds are enough for each of them; the unchanged sources pass all. */
const seeds = Number(process.env.ORRERY_MUTANT_SCHEDULES ?? 400);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-mutants-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.runIf(process.env.ORRERY_MUTANTS === '1').each(mutants.map((mutant, index) => ({ ...mutant, index })))(
  'one that $does is caught',
  { timeout: 600_000 },
  async ({ does, file, from = 1, changes, index }) => {
    const copy = join(folder, String(index));
    await cp(join(root, 'src'), join(copy, 'src'), { recursive: true });
    for (const name of kept) await symlink(join(root, name), join(copy, name));
    for (const [old, fresh, other = file] of changes) {
      const target = join(copy, 'src', other);
      const source = await readFile(target, 'utf8');
      expect(source.split(old), `${other} has changed: ${old}`).toHaveLength(2);
      await writeFile(
        target,
        source.replace(old, () => fresh),
      );
    }
    const product = await loadProduct(copy);
    let problems: readonly string[] = [];
    for (let seed = from; seed < from + seeds && problems.length === 0; seed += 1)
      problems = await problemsOf(seed, product);
    expect(problems, `no schedule catches one that ${does}`).not.toEqual([]);
    console.info(`One that ${does}: ${problems[0]}`);
  },
);
