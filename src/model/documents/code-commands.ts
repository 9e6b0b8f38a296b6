import { type ShellCommand, shellCommands } from '../../lib/shell-words.ts';
import type { MarkdownCode } from '../../types/markdown.ts';

const SHELLS: ReadonlySet<string> = new Set([
  '',
  'sh',
  'bash',
  'shell',
  'console',
  'zsh',
  'shell-session',
  'shellsession',
  'text',
  'terminal',
]);
const PROMPT = /^[ \t]*(?:\$|%|#|>|[\w.-]{1,40}@[\w.-]{1,60}[:~\w/ ]{0,60}[$#])[ \t]+(?=[a-z./])/;

const PROGRAM =
  /^(?:\.{0,2}\/[\w./-]+|(?:ansible(?:-playbook)?|argocd|aws|az|bash|cargo|cmctl|cp|crictl|curl|dig|docker(?:-compose)?|dropdb|etcdctl|flux|gcloud|gh|git|glab|go|gradle|gsutil|helm|helmfile|istioctl|jq|k|kill|kubectl|kustomize|make|mvn|mysql(?:dump)?|mv|node|nomad|npm|npx|oc|openssl|pg_(?:dump|restore|basebackup)|pip|pnpm|podman|poetry|psql|pulumi|python3?|redis-cli|rm|rsync|sh|skaffold|sops|ssh|systemctl|task|terraform|terragrunt|tofu|uv|valkey-cli|vault|velero|yarn|yq))$/;
const SQL = /^(?:alter|delete|drop|select|truncate|update)$/i;

export interface WrittenCommand {
  readonly words: readonly string[];
  readonly line: number;
}

/** The shell commands of a piece of code. What follows a prompt is typed; the rest of a session is what it printed. */
export function commandsIn(code: MarkdownCode): readonly WrittenCommand[] {
  if (!SHELLS.has(code.language.split(/[\s{,]/)[0] ?? '')) return [];
  const lines = code.text.split('\n');
  const isSession = lines.some((line) => PROMPT.test(line));
  const text = lines.map((line) =>
    PROMPT.test(line) ? line.replace(PROMPT, '') : isSession && !isContinued(lines, line) ? '' : line,
  );
  const written = shellCommands(withoutPlaceholders(text.join('\n'))).map(({ words, line }: ShellCommand) => ({
    words: withoutPrefixes(words),
    line: code.line + line - 1,
  }));
  // Where nothing says that it is a shell's, it may be any text.
  return isSession || /^\w/.test(code.language.replace(/^text\b/, ''))
    ? written
    : written.filter(({ words: [program = ''] }) => PROGRAM.test(program) || SQL.test(program));
}

function isContinued(lines: readonly string[], line: string): boolean {
  return lines[lines.indexOf(line) - 1]?.trimEnd().endsWith('\\') ?? false;
}

/** `<pod name>` is one word that somebody fills in. */
function withoutPlaceholders(text: string): string {
  return text.replaceAll(/<[\w.: /-]{1,60}>/g, '$PLACEHOLDER');
}

/** `sudo`, `time`, `watch` and settings of the environment say nothing of the command itself. */
function withoutPrefixes(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^(?:sudo|time|watch|exec|then|do|if|!|[A-Z_][A-Z0-9_]*=.*)$/.test(word));
  return start === -1 ? [] : words.slice(start);
}
