import type { Check, CompiledCheck, CompiledPredicate } from '../../types/check.ts';
import { blockLines } from './block-lines.ts';
import { createStyle } from './style.ts';
import { wrap } from './wrap.ts';

export interface CheckLayout {
  readonly width: number;
  readonly colour: boolean;
}

/** All that a check says, for `checks explain`. */
export function renderCheck(compiled: CompiledCheck, { width, colour }: CheckLayout): string {
  const { check, when, expect } = compiled;
  const style = createStyle(colour);
  const sections = [
    [style.bold(check.id), ...wrap(check.title, { width })],
    [`${check.severity} · ${check.area} · judges each ${check.subject}`, ...bindings(check)],
    titled(
      style.bold('Applies when'),
      when.flatMap((predicate) => predicateLines(predicate, width)),
    ),
    titled(
      style.bold('Expects'),
      expect.flatMap((predicate) => predicateLines(predicate, width)),
    ),
    titled(style.bold('Asks a person'), asked(check, width)),
    titled(style.bold('Parameters'), parameters(check, width)),
    titled(style.bold('Why'), prose(check.why, width)),
    titled(style.bold('Fix'), prose(check.fix, width)),
    titled(style.bold('References'), references(check, width)),
    check.origin === 'built-in' ? [] : [`Defined in ${check.origin}`],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'));
  return `${text.join('\n\n')}\n`;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}

const meanings: { readonly [binding: string]: string } = {
  block: 'blocks a launch',
  require: 'due by the next review',
  recommend: 'advice',
  skip: 'not evaluated',
};

function bindings(check: Check): readonly string[] {
  const optional = check.optional ? ['Off unless a profile or the configuration asks for it.'] : [];
  return [
    check.tiers.map((binding, index) => `tier ${index + 1}: ${meanings[binding] ?? binding}`).join(', '),
    ...optional,
  ];
}

function predicateLines({ path, wanted }: CompiledPredicate, width: number): readonly string[] {
  return wrap(`${path}: ${wanted}`, { width, first: '  ', rest: '    ' });
}

function asked({ attest }: Check, width: number): readonly string[] {
  if (!attest) return [];
  const limits = Object.entries(attest.within ?? {}).map(([name, fact]) => `${name} may be at most ${fact}.`);
  return [attest.ask, ...limits].flatMap((line) => wrap(line, { width, first: '  ' }));
}

function parameters(check: Check, width: number): readonly string[] {
  return Object.entries(check.params).flatMap(([name, { default: value, tiers = {}, means }]) => {
    const special = Object.entries(tiers).map(([tier, at]) => `, ${String(at)} for tier ${tier}`);
    return wrap(`${name}: ${String(value)}${special.join('')}. ${means}`, { width, first: '  ', rest: '    ' });
  });
}

function references(check: Check, width: number): readonly string[] {
  return check.references.flatMap(({ framework, edition, id, title, url }) => {
    const source = [framework, edition, id].filter(Boolean).join(' ');
    return wrap(`${source}: ${title}${url ? ` ${url}` : ''}`, { width, first: '  ', rest: '    ' });
  });
}

function prose(text: string, width: number): readonly string[] {
  return blockLines(text, { width, first: '  ', most: Number.POSITIVE_INFINITY });
}
