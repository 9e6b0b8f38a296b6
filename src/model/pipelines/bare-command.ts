/** Words that run, repeat or guard the command behind them, by how many words of their own follow. */
const WRAPPERS: ReadonlyMap<string, number> = new Map([
  ...[
    'sudo',
    'time',
    'exec',
    'env',
    'nice',
    'command',
    '!',
    'if',
    'then',
    'else',
    'elif',
    'do',
    'while',
    'until',
    'npx',
    'bunx',
    '{',
  ].map((word) => [word, 0] as const),
  ...['xvfb-run', 'nohup', 'retry', 'dotenv'].map((word) => [word, 0] as const),
  ['timeout', 1],
]);
/** Programs that run another by its name: `poetry run pytest`. */
const RUNNERS = new Set([
  ...[
    'poetry run',
    'uv run',
    'pipenv run',
    'hatch run',
    'rye run',
    'pdm run',
    'bundle exec',
    'pnpm exec',
    'pnpm dlx',
    'yarn dlx',
  ],
  ...['npm exec', 'mise exec', 'asdf exec', 'dotnet tool', 'yarn exec'],
]);
/** Other names of one program, also where it stands in a folder of the repository. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['gradlew', 'gradle'],
  ['mvnw', 'mvn'],
  ['python3', 'python'],
  ['pip3', 'pip'],
  ['tofu', 'terraform'],
  ['gmake', 'make'],
]);
const TOOL_FOLDERS = /^(?:\.\/)?(?:node_modules\/\.bin|vendor\/bin|bin|\.?venv\/bin|\/usr(?:\/local)?\/bin|\/bin)\//;
const MOST_WRAPPERS = 8;

/** A command without what only starts it, its program by its usual name: `sudo -E ./gradlew test` is `gradle test`. */
export function bareCommand(words: readonly string[]): readonly string[] {
  let rest = words;
  for (let round = 0; round < MOST_WRAPPERS; round += 1) {
    const [first = '', second = ''] = rest;
    const own = WRAPPERS.get(first);
    if (own !== undefined) rest = withoutFlags(rest.slice(1)).slice(own);
    else if (RUNNERS.has(`${first} ${second}`)) rest = withoutFlags(rest.slice(2));
    else if (/^[A-Za-z_]\w*=/.test(first) && rest.length > 1) rest = rest.slice(1);
    else break;
  }
  return named(rest);
}

function withoutFlags(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !word.startsWith('-'));
  return start === -1 ? [] : words.slice(start);
}

function named(words: readonly string[]): readonly string[] {
  const [program = '', ...rest] = words;
  if (program === 'docker-compose') return ['docker', 'compose', ...rest];
  const short = program.replace(TOOL_FOLDERS, '').replace(/^\.\/(?=gradlew$|mvnw$|manage\.py$)/, '');
  const [script = '', ...behind] = rest;
  // The interpreter only starts these, and their own name says what they do.
  if (/^python3?$/.test(short) && /(?:^|\/)manage\.py$/.test(script)) return ['manage.py', ...behind];
  if (short === 'php' && /(?:^|\/)artisan$/.test(script)) return ['artisan', ...behind];
  return program === '' ? [] : [ALIASES.get(short) ?? short, ...rest];
}
