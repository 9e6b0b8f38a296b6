import type { Review } from '../../src/types/review.ts';
import { readCsv } from './csv/read-csv.ts';
import { htmlStructure } from './html-structure.ts';
import { junitProblems } from './junit/junit-problems.ts';
import { elementsOf, readXml } from './junit/read-xml.ts';
import { markdownProblems, outsideCode } from './markdown-problems.ts';
import { readOpenmetrics } from './openmetrics/read-openmetrics.ts';
import { sarifProblems } from './sarif/sarif-problems.ts';

export interface Rendered {
  readonly text: string;
  readonly review: Review;
  /** The same format of a review without hostile texts: its structure is all that may come from us. */
  readonly benign: string;
}

type Reader = (rendered: Rendered) => readonly string[];

/** For each format an independent reader; a format that has none here is still held to what holds for all. */
const readers = new Map<string, Reader>([
  ['badge-json', badgeJson],
  ['badge-svg', badgeSvg],
  ['csv', csv],
  ['gitlab', gitlab],
  ['html', html],
  ['json', json],
  ['junit', ({ text }) => junitProblems(text)],
  ['markdown', markdown],
  ['markdown-comment', (rendered) => [...markdown(rendered), ...longerThan(rendered, 65_536)]],
  ['markdown-summary', (rendered) => [...markdown(rendered), ...longerThan(rendered, 1_048_576)]],
  ['openmetrics', ({ text }) => (readOpenmetrics(text).length > 0 ? [] : ['no metric'])],
  ['sarif', sarif],
]);

/** What is wrong with a report: no strict reader takes it, or a text in it acts. Reports of unknown formats are read as text. */
export function reportProblems(format: string, rendered: Rendered): readonly string[] {
  return [...textProblems(rendered.text, format), ...(readers.get(format)?.(rendered) ?? [])];
}

/** What no report may hold, whatever its format: a terminal, a log of a build or an eye would be deceived. */
function textProblems(text: string, format: string): readonly string[] {
  const forbidden: readonly (readonly [string, RegExp])[] = [
    ['a control character', format === 'csv' ? /(?!\r\n)[^\P{Cc}\n]/u : /[^\P{Cc}\n]/u],
    // The zero width space is the one invisible character that reports put in themselves, to break mentions and links.
    ['an invisible character', /[^\P{Cf}\u200B]|[\p{Zl}\p{Zp}\p{Cn}]/u],
    ['a lone surrogate', /\p{Cs}/u],
    // A page is for a browser; everything else is read in a log sooner or later.
    ...(format === 'html' ? [] : [['a command of a build', /^\s*::[\w-]+.*?::|##\w*\[/mu] as const]),
  ];
  return forbidden.flatMap(([what, pattern]) => {
    const found = pattern.exec(text);
    return found ? [`${what} at ${found.index}: ${JSON.stringify(text.slice(found.index, found.index + 60))}`] : [];
  });
}

function longerThan({ text }: Rendered, most: number): readonly string[] {
  return Buffer.byteLength(text) > most ? [`longer than ${most} bytes`] : [];
}

function json({ text, review }: Rendered): readonly string[] {
  const same = JSON.stringify(sorted(JSON.parse(text))) === JSON.stringify(sorted(JSON.parse(JSON.stringify(review))));
  return same ? [] : ['not the review that was written'];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}

function csv({ text }: Rendered): readonly string[] {
  const sign = '[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]';
  const [formula, later] = [new RegExp(`^\\s*${sign}`, 'u'), new RegExp(`^[\\s"]*${sign}`, 'u')];
  return readCsv(text)
    .flat()
    .filter((field) => {
      // Where a semicolon or a tab parts cells, quotes within a line are letters.
      const [first = '', ...others] = field.split(/[;\t]/u);
      return formula.test(first) || others.some((cell) => later.test(cell));
    })
    .map((field) => `a formula: ${field}`);
}

function sarif({ text }: Rendered): readonly string[] {
  const problems = sarifProblems(text);
  if (problems.length > 0) return problems;
  const { rules } = JSON.parse(text).runs[0].tool.driver;
  return rules.flatMap((rule: { readonly help: { readonly markdown: string } }) =>
    markdownActs(rule.help.markdown, ''),
  );
}

function gitlab({ text }: Rendered): readonly string[] {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries)) return ['no list'];
  const fingerprints = new Set(entries.map(({ fingerprint }) => fingerprint));
  return [
    ...(fingerprints.size === entries.length ? [] : ['a fingerprint twice']),
    ...entries.flatMap(({ description, check_name, severity, location }) => [
      ...(typeof description === 'string' && typeof check_name === 'string' ? [] : ['no description or name']),
      ...(/^(?:info|minor|major|critical|blocker)$/u.test(severity) ? [] : [`severity ${severity}`]),
      ...(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))./u.test(location.path) ? [] : [`path ${location.path}`]),
      ...(Number.isInteger(location.lines.begin) && location.lines.begin > 0 ? [] : ['line']),
    ]),
  ];
}

function badgeJson({ text }: Rendered): readonly string[] {
  const { schemaVersion, label, message, color, ...others } = JSON.parse(text);
  const texts = [label, message, color].every((part) => typeof part === 'string' && part !== '');
  return schemaVersion === 1 && texts && Object.keys(others).length === 0 ? [] : ['no endpoint of shields'];
}

function badgeSvg({ text, benign }: Rendered): readonly string[] {
  const names = (svg: string) =>
    elementsOf(readXml(svg)).flatMap(({ name, attributes }) => [
      name,
      ...[...attributes.keys()].map((key) => `${name} ${key}`),
    ]);
  return added(names(text), names(benign));
}

function html({ text, benign }: Rendered): readonly string[] {
  const { shapes, addresses } = htmlStructure(text);
  const ours = htmlStructure(benign);
  const allowed = /^(?:https?:\/\/|#|[\w./-]*$)/iu;
  return [
    ...added(shapes, ours.shapes),
    ...added(
      addresses.filter((address) => !allowed.test(address)),
      ours.addresses,
    ),
  ];
}

function markdown({ text, benign }: Rendered): readonly string[] {
  return [...markdownProblems(text), ...markdownActs(text, benign)];
}

/** What would act in Markdown outside of code: HTML that is not ours, mentions, references, links and images. */
export function markdownActs(text: string, benign: string): readonly string[] {
  const [plain = '', ours = ''] = [text, benign].map((source) =>
    outsideFences(source).replaceAll(/\]\(<https?:\/\/[^\s<>]*>\)/gu, ''),
  );
  const tags = (source: string) => source.match(/<[/!?A-Za-z][^\s>]*/gu) ?? [];
  const acting: readonly (readonly [string, RegExp])[] = [
    ['a mention', /@\w/u],
    ['a reference', /(?<![&\w])#\d|\bGH-\d/iu],
    ['a link', /\]\(|\]\[|^\s*\[[^\]]*\]:/mu],
    ['an address', /\b(?:https?|ftp|file):\/\/|\bwww\./iu],
  ];
  return [
    ...added(tags(plain), tags(ours)),
    ...acting.flatMap(([what, pattern]) => {
      const found = pattern.exec(plain);
      return found ? [`${what}: ${plain.slice(Math.max(0, found.index - 20), found.index + 40)}`] : [];
    }),
  ];
}

function outsideFences(text: string): string {
  let fence: string | undefined;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const run = /^(`{3,})([^`]*)$/u.exec(line);
    if (fence === undefined && run) fence = run[1];
    else if (fence === undefined) lines.push(outsideCode(line));
    else if (run?.[2] === '' && (run[1]?.length ?? 0) >= fence.length) fence = undefined;
  }
  return lines.join('\n');
}

function added(found: Iterable<string>, known: Iterable<string>): readonly string[] {
  const ours = new Set(known);
  return [...new Set(found)].filter((item) => !ours.has(item)).map((item) => `not ours: ${item}`);
}
