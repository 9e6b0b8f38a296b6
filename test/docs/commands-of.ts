import { parse } from 'yaml';
import type { Page } from './pages.ts';

export interface NamedCommand {
  readonly page: string;
  /** The words behind `orrery`. */
  readonly words: readonly string[];
}

/** Every `orrery …` of a page: in blocks of shell, in scripts of workflows, and between backticks. */
export function commandsOf({ file, blocks, prose }: Page): readonly NamedCommand[] {
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const shell = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
  const scripts = blocks.filter(({ language }) => language === 'yaml').flatMap(({ text }) => scriptsIn(parse(text)));
  return [...spans, ...shell, ...scripts]
    .flatMap(commandsIn)
    .map((words) => ({ page: file, words }))
    .filter(({ words }) => words.length > 0);
}

/** What a workflow or a pipeline runs: `run:` of a step, `script:` of a job. */
function scriptsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    if (key !== 'run' && key !== 'script') return scriptsIn(value);
    return [value].flat().map(String);
  });
}

/** Split as a shell would, as far as the documentation goes: no substitution, no redirection of input. */
function commandsIn(script: string): readonly (readonly string[])[] {
  return script
    .replaceAll(/\\\n/g, ' ')
    .split(/\n|&&|\||;/)
    .flatMap((line) => {
      const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
        ([, double, single, plain]) => double ?? single ?? plain ?? '',
      );
      const start = words.findIndex((word) => /^orrery(?:@.+)?$/.test(word));
      const launcher = words.slice(0, Math.max(start, 0));
      if (start === -1 || launcher.some((word) => word !== 'npx' && word !== '--yes')) return [];
      const end = words.findIndex((word, index) => index > start && /^(?:#|>)/.test(word));
      return [words.slice(start + 1, end === -1 ? undefined : end)];
    });
}
