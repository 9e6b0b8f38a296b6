import type { MarkdownCode, MarkdownData } from '../../types/markdown.ts';
import type { WrittenCommand } from './code-commands.ts';

const GUARDED = /^(?:--dry-run(?:=.*)?|--interactive|-i|--confirm|--prompt|--help)$/;
const KEPT_KINDS =
  /^(?:ns|namespaces?|pvc|persistentvolumeclaims?|pv|persistentvolumes?|sts|statefulsets?(?:\.apps)?|crds?|customresourcedefinitions?|clusters?(?:\.postgresql\.cnpg\.io)?|secrets?)(?:\/|$)/;
const SQL = /\b(?:drop\s+(?:table|database|schema)|truncate\s+(?:table\s+)?\w)/i;

/** Whether a command destroys what cannot be had back, and nothing beside it warns. */
export function isUnmarked(command: WrittenCommand, code: MarkdownCode, data: MarkdownData): boolean {
  return isDestructive(command.words) && !isMarked(command, code, data);
}

function isDestructive(words: readonly string[]): boolean {
  if (words.some((word) => GUARDED.test(word))) return false;
  const [program = '', verb = '', ...rest] = words.filter((word) => !/^-(?:n|-namespace)/.test(word));
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === 'kubectl' || name === 'oc') {
    if (!words.includes('delete')) return false;
    const types = words.slice(words.indexOf('delete') + 1).flatMap((word) => word.split(','));
    return types.some((word) => KEPT_KINDS.test(word)) || words.includes('--all');
  }
  if (name === 'terraform' || name === 'tofu') return verb === 'destroy';
  if (name === 'helm') return verb === 'uninstall' || verb === 'delete';
  if (name === 'rm')
    return (
      words.some((word) => /^-(?:[a-z]*r[a-z]*f|[a-z]*f[a-z]*r)/i.test(word)) &&
      !/^\/?(?:tmp|var\/tmp)\//.test(rest.at(-1) ?? verb)
    );
  if (name === 'dropdb') return true;
  if (name === 'redis-cli' || name === 'valkey-cli') return words.some((word) => /^flush(?:all|db)$/i.test(word));
  if (name === 'aws')
    return rest.some((word) => /^(?:delete-db-instance|delete-table|delete-bucket|terminate-instances)$/.test(word));
  if (name === 'git') return verb === 'push' && words.some((word) => word === '--force' || word === '-f');
  return words.some((word) => SQL.test(word)) || SQL.test(words.slice(0, 3).join(' '));
}

/** How people mark danger: a quote or admonition, or a sentence that begins or says so in the same place. */
const WARNING =
  /(?:^\W{0,4}(?:warning|caution|danger|important|careful|attention|destructive|stop)\b|\[!(?:WARNING|CAUTION|IMPORTANT|DANGER)\]|\b(?:irreversibl[ey]|cannot be (?:undone|reversed|recovered)|data (?:loss|is lost|will be lost)|(?:is|are|will be) lost|destroys?|overwrites?|wipes?|drops|will (?:drop|delete|remove|overwrite|wipe)|permanently|only if|confirm (?:that|with)|second person|approval)\b|⚠|🛑|🚨)/i;
const NEAR_LINES = 12;

/** The warning stands in the same code, or in the same section, at most a few lines before or in the step itself. */
function isMarked({ line }: WrittenCommand, code: MarkdownCode, data: MarkdownData): boolean {
  const comments = code.text.split('\n').filter((text) => /^\s*(?:#|--|\/\/)/.test(text));
  if (comments.some((text) => WARNING.test(text.replace(/^\s*(?:#+|--|\/\/)\s*/, '')))) return true;
  const { section } = code;
  if (WARNING.test(data.sections[section]?.heading ?? '')) return true;
  return [...data.blocks, ...data.items].some(
    (said) =>
      said.section === section && said.line <= line && line - said.line <= NEAR_LINES && WARNING.test(said.text),
  );
}
