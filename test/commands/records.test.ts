import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { writeAttestation } from '../../src/write-attestation.ts';
import { writeWaiver } from '../../src/write-waiver.ts';
import { writeTree } from '../config/write-tree.ts';

const today = '2026-11-22';
const waivers = '.orrery/waivers.yaml';
const attestations = '.orrery/attestations.yaml';
const configuration = 'services: [{ name: fruit, owner: "group:orchard" }, { name: mail, formerly: [post] }]\n';

const waiver = { reason: 'A pilot.', owner: 'orchard', approver: 'amy', expires: '2026-12-06', service: 'fruit' };
const statement = { by: 'ann', on: '2026-11-20', evidence: 'https://wiki.example.com/restore', service: 'fruit' };

interface Asked {
  readonly files?: { readonly [path: string]: string };
  readonly given?: { readonly [name: string]: string | undefined };
  /** What somebody types; no terminal where it is left out. */
  readonly typed?: string;
  readonly file?: string;
  readonly measured?: readonly string[];
  readonly scope?: readonly string[];
}

/** What came of it, what was asked, and what the folder holds then. */
async function write(command: 'waive' | 'attest', check: string, asked: Asked) {
  const root = writeTree({ 'orrery.yaml': configuration, ...asked.files });
  const output = new PassThrough().setEncoding('utf8');
  const terminal = asked.typed === undefined ? undefined : { input: PassThrough.from([asked.typed]), output };
  const { given = {}, file, measured = [], scope = [] } = asked;
  const request = { root, configFile: undefined, file, given, today, terminal, measured, scope };
  const written = command === 'waive' ? writeWaiver(check, request) : writeAttestation(check, request);
  const result = await written.catch((error: unknown) => error);
  const problems =
    result instanceof UserError
      ? result.problems.map(({ message, hint }) => [message, hint ?? ''].join(' ').trim())
      : [];
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  return { problems, questions: String(output.read() ?? ''), read };
}

describe('orrery waive', () => {
  test('writes an entry behind what is there', async () => {
    const before =
      '# Accepted risks.\n- check: health/liveness-probe   # old\n  reason: r\n  owner: o\n  approver: a\n  expires: 2026-01-01\n';
    const { read } = await write('waive', 'redundancy/min-replicas', { files: { [waivers]: before }, given: waiver });
    expect(read(waivers)).toBe(
      `${before}- check: redundancy/min-replicas\n  service: fruit\n  reason: A pilot.\n  owner: orchard\n  approver: amy\n  created: 2026-11-22\n  expires: 2026-12-06\n`,
    );
  });

  test('asks on a terminal for what no flag says, again where it is not understood', async () => {
    const typed = 'frut\nfruit\nA pilot.\n\norchard\n\namy\n2026-13-01\n\n\n';
    const { read, questions } = await write('waive', 'redundancy/min-replicas', { typed });
    expect(read(waivers)).toBe(
      '- check: redundancy/min-replicas\n  service: fruit\n  reason: A pilot.\n  owner: orchard\n  approver: amy\n  created: 2026-11-22\n  expires: 2026-12-06\n',
    );
    expect(questions).toContain('There is no service frut. Did you mean fruit?');
    expect(questions).toContain('Who accepts it? Somebody else: ');
    expect(questions).toContain('This is needed.');
    expect(questions).toContain('at most 14 days away [2026-12-06]: ');
    expect(questions).toContain('Write a calendar day, such as 2026-12-31.');
  });

  test('an input that ends writes nothing', async () => {
    const { problems, read } = await write('waive', 'redundancy/min-replicas', { typed: 'fruit\n' });
    expect(problems).toEqual(['orrery waive: the input ended before all was answered. Nothing was written.']);
    expect(() => read(waivers)).toThrow('ENOENT');
  });

  test.each<[string, string, Asked, RegExp]>([
    [
      'nothing given',
      'redundancy/min-replicas',
      {},
      /^orrery waive needs --reason, --owner, --approver and --expires\. On a terminal/,
    ],
    [
      'a check that is not',
      'redundancy/min-replica',
      { given: waiver },
      /^There is no check redundancy\/min-replica\. Did you mean redundancy\/min-replicas\?$/,
    ],
    [
      'a service that is not',
      'redundancy/min-replicas',
      { given: { ...waiver, service: 'fruits' } },
      /^There is no service fruits\. Did you mean fruit\?$/,
    ],
    [
      'too long',
      'redundancy/min-replicas',
      { given: { ...waiver, expires: '2026-12-07' } },
      /until 2026-12-06; `expires` is 2026-12-07/,
    ],
    [
      'over already',
      'redundancy/min-replicas',
      { given: { ...waiver, expires: '2026-11-21' } },
      /`expires` \(2026-11-21\) is before `created`/,
    ],
    [
      'no day',
      'redundancy/min-replicas',
      { given: { ...waiver, expires: 'soon' } },
      /^`expires` must be a calendar day/,
    ],
    [
      'approved by its owner',
      'redundancy/min-replicas',
      { given: { ...waiver, approver: '@orchard' } },
      /@orchard both owns and approves it/,
    ],
    [
      'approved by the team of the service',
      'redundancy/min-replicas',
      { given: { ...waiver, owner: 'ann', approver: 'orchard' } },
      /orchard both owns and approves it/,
    ],
    [
      'a check that cannot be waived',
      'ownership/tier-declared',
      { given: waiver },
      /ownership\/tier-declared cannot be waived/,
    ],
    [
      'a file that is not named',
      'redundancy/min-replicas',
      { given: waiver, file: 'w.yaml' },
      /does not name w\.yaml under `waivers`/,
    ],
    [
      'a list on one line',
      'redundancy/min-replicas',
      {
        given: waiver,
        files: { [waivers]: '[{ check: a/b, reason: r, owner: o, approver: a, expires: 2026-01-01 }]' },
      },
      /not a list with a line for each entry/,
    ],
    [
      'a faulty file',
      'redundancy/min-replicas',
      { given: waiver, files: { [waivers]: '- check: a/b\n' } },
      /`reason` is missing/,
    ],
  ])('refuses: %s', async (_, check, asked, message) => {
    const { problems, read } = await write('waive', check, asked);
    expect(problems).toContainEqual(expect.stringMatching(message));
    const before = asked.files?.[waivers];
    if (before === undefined) expect(() => read(waivers)).toThrow('ENOENT');
    else expect(read(waivers)).toBe(before);
  });

  test('a second renewal by the same approver', async () => {
    const one = (created: string) =>
      `- check: redundancy/min-replicas\n  service: fruit\n  reason: r\n  owner: orchard\n  approver: amy\n  created: ${created}\n  expires: ${created}\n`;
    const files = { [waivers]: `${one('2026-10-01')}${one('2026-10-15')}` };
    expect((await write('waive', 'redundancy/min-replicas', { files, given: waiver })).problems).toEqual([
      'This waiver would not count: there were 2 like it before, and amy approved one of them. Let somebody else approve it.',
    ]);
    const other = await write('waive', 'redundancy/min-replicas', { files, given: { ...waiver, approver: 'ben' } });
    expect(other.read(waivers)).toContain('approver: ben');
  });
});

describe('orrery attest', () => {
  test('writes what was measured and what it covers', async () => {
    const lists = { measured: ['rtoMinutes=41', 'rows=as many'], scope: ['db/**'] };
    const { read } = await write('attest', 'data/restore-tested', { given: statement, ...lists });
    expect(read(attestations)).toBe(
      '- check: data/restore-tested\n  service: fruit\n  by: ann\n  on: 2026-11-20\n  evidence: https://wiki.example.com/restore\n  measured:\n    rtoMinutes: 41\n    rows: as many\n  scope:\n    - db/**\n',
    );
  });

  test('says on a terminal what is to be stated', async () => {
    const { read, questions } = await write('attest', 'data/restore-tested', {
      typed: 'fruit\n\nann\n\nhttps://w.example\n\n',
    });
    expect(read(attestations)).toBe(
      '- check: data/restore-tested\n  service: fruit\n  by: ann\n  on: 2026-11-22\n  evidence: https://w.example\n',
    );
    expect(questions).toContain('Which backup was restored');
  });

  test.each<[string, string, readonly string[], string, string]>([
    ['typed, once it is a number', 'data/rto-proven', [], 'about 40\n40.5\n', '    rtoMinutes: 40.5\n'],
    ['given in another unit, so not asked for', 'data/rto-proven', ['rtoHours=2'], '', '    rtoHours: 2\n'],
    ['where nobody wants any', 'testing/load-tested', [], '', ''],
  ])('a measurement %s', async (_, check, measured, typed, expected) => {
    const asked = { typed: `fruit\n\nann\n\nhttps://w.example\n${typed}`, measured };
    const { read, questions } = await write('attest', check, asked);
    expect(read(attestations).split('  measured:\n')[1] ?? '').toBe(expected);
    expect(questions.includes('How many minutes were measured (rtoMinutes)?')).toBe(typed !== '');
  });

  test.each<[string, string, Asked, RegExp]>([
    [
      'a time in words',
      'data/rto-proven',
      { given: statement, measured: ['rtoMinutes=about 40'] },
      /^`rtoMinutes` is no time\. Write a number: --measured rtoMinutes=42\.$/,
    ],
    [
      'a time below nothing, in another unit',
      'data/rto-proven',
      { given: statement, measured: ['rtoHours=-1'] },
      /^`rtoHours` is no time/,
    ],
    ['nothing given', 'data/restore-tested', {}, /^orrery attest needs --by, --on and --evidence\. On a terminal/],
    ['a check that asks nobody', 'redundancy/min-replicas', { given: statement }, /asks nobody/],
    ['a day to come', 'data/restore-tested', { given: { ...statement, on: '2026-11-23' } }, /has not come/],
    [
      'a day too long ago',
      'data/restore-tested',
      { given: { ...statement, on: '2026-01-01' } },
      /held until 2026-06-30/,
    ],
    [
      'an end too far away',
      'data/restore-tested',
      { given: { ...statement, expires: '2027-11-20' } },
      /holds until 2027-05-19 at most/,
    ],
    [
      'a measurement without a value',
      'data/restore-tested',
      { given: statement, measured: ['fast'] },
      /--measured fast is not understood/,
    ],
    [
      'a scope that leads out',
      'data/restore-tested',
      { given: statement, scope: ['../x'] },
      /must be a path or glob inside/,
    ],
  ])('refuses: %s', async (_, check, asked, message) => {
    const { problems, read } = await write('attest', check, asked);
    expect(problems).toContainEqual(expect.stringMatching(message));
    expect(() => read(attestations)).toThrow('ENOENT');
  });
});
