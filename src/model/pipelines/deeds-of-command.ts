import { shellCommands } from '../../lib/shell-words.ts';
import { COMMANDS_WITHOUT_DEED, INERT_PROGRAMS, KNOWN_COMMANDS } from './known-commands.ts';
import { listed } from './listed.ts';
import type { Deed } from './pipeline.ts';

interface Known {
  readonly words: readonly string[];
  readonly deed?: Deed;
}

const BY_PROGRAM: ReadonlyMap<string, readonly Known[]> = Map.groupBy(
  [
    ...Object.entries(KNOWN_COMMANDS).flatMap(([deed, lines]) =>
      listed(lines).map((line): Known => ({ words: line.split(' '), deed: deed as Deed })),
    ),
    ...listed(COMMANDS_WITHOUT_DEED).map((line): Known => ({ words: line.split(' ') })),
  ],
  ({ words }) => words[0] ?? '',
);

/**
 * The deeds of a command line, by its program and the words behind it; none where it is not a known one. Where several
 * fit, the longest counts; several deeds of one length all count.
 */
export function deedsOfCommand([program = '', ...rest]: readonly string[]): {
  readonly deeds: readonly Deed[];
  readonly by: string;
} {
  if (program === 'ssh' && rest.some(startsByHand)) return { deeds: ['remote-shell'], by: 'ssh' };
  if (isLooseInstall(program, rest))
    return { deeds: ['loose-install'], by: `${program} ${rest.join(' ')}`.slice(0, 60) };
  const fitting = (BY_PROGRAM.get(program) ?? []).filter(({ words }) => follows(rest, words.slice(1)));
  const longest = Math.max(0, ...fitting.map(({ words }) => words.length));
  const best = fitting.filter(({ words }) => words.length === longest);
  return { deeds: [...new Set(best.flatMap(({ deed }) => deed ?? []))], by: best[0]?.words.join(' ') ?? program };
}

/** What starts a service by hand on a host. */
const STARTS = [
  /^docker(?:-compose)? (?:run|compose|stack|up|start|restart)\b/,
  /^(?:systemctl|service|supervisorctl) \S*start\b/,
  /^pm2 /,
];

/** Whether commands that run on another host start a service there. */
export function startsByHand(text: string): boolean {
  const commands = shellCommands(text).map(({ words }) => words.filter((word) => word !== 'sudo').join(' '));
  return commands.some((command) => STARTS.some((start) => start.test(command)));
}

/** `npm install` of everything takes what fits, not what the lock file says; of one named package it installs a tool. */
function isLooseInstall(program: string, rest: readonly string[]): boolean {
  if (program !== 'npm') return false;
  const isAlone = rest.filter((word) => !word.startsWith('-')).length === 1;
  const flags = ['-g', '--global', '--package-lock-only', '--prefix', '-C'];
  return isAlone && /^(?:install|i)$/.test(rest[0] ?? '') && !rest.some((word) => flags.includes(word));
}

/** How many values of flags may stand between a program and its subcommand: `kubectl -n shop apply`. */
const MOST_BETWEEN = 3;

function follows(rest: readonly string[], wanted: readonly string[]): boolean {
  const flags = wanted.filter((word) => word.startsWith('-'));
  const names = wanted.filter((word) => !word.startsWith('-'));
  if (!flags.every((flag) => rest.some((word) => isFlag(word, flag)))) return false;
  const positional = rest.filter((word) => !word.startsWith('-')).slice(0, names.length + MOST_BETWEEN);
  for (let start = 0; start + names.length <= positional.length && start <= MOST_BETWEEN; start += 1) {
    if (names.every((name, index) => positional[start + index] === name)) return true;
  }
  return names.length === 0;
}

/** `-f` also stands among others: `-fsS`. */
function isFlag(word: string, flag: string): boolean {
  if (word === flag || word.startsWith(`${flag}=`) || word.startsWith(`${flag}-`)) return true;
  return /^-[a-z]$/.test(flag) && /^-[A-Za-z]{2,8}$/.test(word) && word.includes(flag.slice(1));
}

const INERT = new Set(listed(INERT_PROGRAMS));

/** Programs that run a script by its name, which may stand for anything. */
const RUNS_SCRIPTS = /^(?:npm|yarn|pnpm|bun)$/;
const OWN_COMMANDS = new Set([
  ...[
    'ci',
    'install',
    'i',
    'add',
    'publish',
    'pack',
    'version',
    'config',
    'cache',
    'exec',
    'audit',
    'link',
    'login',
    'set',
  ],
  ...[
    'prune',
    'rebuild',
    'view',
    'whoami',
    'dlx',
    'x',
    'import',
    'up',
    'upgrade',
    'update',
    'store',
    'workspaces',
    'workspace',
  ],
  'build',
]);

/** Whether a command line that is not a known one surely does none of the deeds that absence is concluded of. */
export function isInert([program = '', ...rest]: readonly string[]): boolean {
  if (/^[\w.-]+\+?=/.test(program) || program.startsWith('-') || /^\d?[<>]/.test(program) || /^[{}!]/.test(program))
    return true;
  if (program === 'docker' || program === 'podman')
    return !rest.some((word) => ['run', 'exec', 'compose'].includes(word));
  if (program === 'go') return !rest.includes('run') && !rest.includes('generate');
  if (program === 'java' || program === 'eval') return false;
  if (RUNS_SCRIPTS.test(program)) {
    const [first = 'install', second = ''] = rest.filter((word) => !word.startsWith('-'));
    return OWN_COMMANDS.has(first) || (first === 'run' && second === 'build');
  }
  return INERT.has(program);
}
