import { stringify } from 'yaml';
import { filesOf } from '../src/catalog/run-examples.ts';
import type { Check, CompiledCheck, CompiledPredicate, Example, Reference } from '../src/types/check.ts';
import type { FactSpecs } from '../src/types/vocabulary.ts';

const MOST_FACT_EXAMPLES = 8;
const MOST_LINES = 70;

export interface PageInput {
  readonly compiled: CompiledCheck;
  readonly facts: FactSpecs;
  readonly examples: readonly Example[];
  /** Practices of the mission that it speaks of. */
  readonly practices: readonly string[];
}

const meanings: { readonly [binding: string]: string } = {
  block: 'blocks a launch',
  require: 'due by the next review',
  recommend: 'advice',
  skip: 'not run',
};

/** The page of one check, in Markdown. */
export function checkPage(input: PageInput): string {
  const { check } = input.compiled;
  const parts = [
    `# ${plain(check.title)}`,
    `\`${check.id}\` · ${check.severity} · judges each ${check.subject}`,
    check.aliases.length === 0 ? '' : `Formerly ${check.aliases.map(code).join(', ')}.`,
    table(['tier 1', 'tier 2', 'tier 3'], [check.tiers.map((binding) => meanings[binding] ?? binding)]),
    check.optional ? 'An opinion: it runs only where a profile or `checks.enable` asks for it.' : '',
    check.waivable === false ? 'It cannot be waived.' : '',
    `When it does not hold: **${plain(check.failTitle)}.**`,
    `## Why\n\n${prose(check.why)}`,
    `## Fix\n\n${prose(check.fix)}`,
    attestPart(check),
    judgedPart(input),
    paramsPart(check),
    examplesPart(input.examples),
    listPart('References', check.references.map(referenceText)),
    listPart(
      'Part of the mission',
      input.practices.map((practice) => `[${plain(practice)}](../mission.md)`),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function attestPart({ id, attest }: Check): string {
  if (!attest) return '';
  const days = Math.floor(attest.validForSeconds / 86_400);
  const limits = Object.entries(attest.within ?? {}).map(
    ([name, fact]) => `Where it measured ${code(name)}, that may be at most the fact ${code(fact)}.`,
  );
  return [
    '## Asks a person',
    `> ${plain(attest.ask)}`,
    ...limits,
    `A statement holds for ${days} days. Write one with \`orrery attest ${id}\`; see [waivers and attestations](../../waivers-and-attestations.md).`,
  ].join('\n\n');
}

function judgedPart({ compiled, facts }: PageInput): string {
  const rows = (predicates: readonly CompiledPredicate[]) =>
    predicates.map(({ path, wanted }) => [
      code(path),
      plain(wanted),
      plain(facts[path]?.means ?? ''),
      (facts[path]?.from ?? []).join(', '),
    ]);
  const heads = ['fact', 'wanted', 'meaning', 'read from'];
  const when = compiled.when.length === 0 ? '' : `## Applies when\n\n${table(heads, rows(compiled.when))}`;
  const expected = compiled.expect.length === 0 ? '' : `## Expects\n\n${table(heads, rows(compiled.expect))}`;
  return [when, expected].filter((part) => part !== '').join('\n\n');
}

function paramsPart({ params }: Check): string {
  const rows = Object.entries(params).map(([name, { default: value, tiers = {}, means }]) => [
    code(name),
    code(JSON.stringify(value)),
    Object.entries(tiers)
      .map(([tier, special]) => `tier ${tier}: ${JSON.stringify(special)}`)
      .join(', '),
    plain(means),
  ]);
  return rows.length === 0 ? '' : `## Parameters\n\n${table(['name', 'default', 'by tier', 'meaning'], rows)}`;
}

/** Facts in a table; of the files, one example of each outcome. */
function examplesPart(examples: readonly Example[]): string {
  const inFacts = examples.filter(({ input }) => !filesOf(input)).slice(0, MOST_FACT_EXAMPLES);
  const rows = inFacts.map(({ verdict, input }) => [verdict, code(flow(input))]);
  const inFiles = examples.filter(
    ({ input, verdict }, index) =>
      filesOf(input) && examples.findIndex((other) => other.verdict === verdict && filesOf(other.input)) === index,
  );
  const parts = [rows.length === 0 ? '' : table(['verdict', 'facts'], rows), ...inFiles.map(filesText)];
  const shown = parts.filter((part) => part !== '');
  return shown.length === 0 ? '' : ['## Examples', ...shown].join('\n\n');
}

function filesText({ verdict, input }: Example): string {
  const files = Object.entries(filesOf(input) ?? {}).map(([path, text]) => {
    const lines = text.trimEnd().split('\n');
    const kept = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
    return `${code(path)}\n\n${fence(kept.join('\n'), path)}`;
  });
  return [`${verdict}:`, ...files].join('\n\n');
}

function fence(text: string, path: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${/\.ya?ml$/.test(path) ? 'yaml' : 'text'}\n${text}\n${ticks}`;
}

function referenceText({ framework, edition, id, title, url }: Reference): string {
  const where = [framework, edition, id].filter((part) => part !== undefined).join(' ');
  return `${plain(where)}: ${url === undefined ? plain(title) : `[${plain(title)}](${url})`}`;
}

function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim().replaceAll(/\s+/g, ' ');
}

export function listPart(title: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : `## ${title}\n\n${entries.map((entry) => `- ${entry}`).join('\n')}`;
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** As it is written, in Markdown; the facts that a report fills in stand by their names. */
function prose(text: string): string {
  return text.trim().replaceAll(/\{\{\s*([^{}]+?)\s*\}\}/g, '`$1`');
}

/** On one line, with what Markdown would take for a tag written out. */
export function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;');
}
