import { stringify } from 'yaml';
import type { LensQuestion } from './config/read-lens.ts';
import { plainText } from './lib/sanitize.ts';
import type { Binding, Severity } from './types/check.ts';

const LINE_WIDTH = 100;
const MOST_CHOICES = 30;

interface Naming {
  readonly id: string;
  readonly title: string;
  readonly framework: string;
  readonly validFor: string;
}

interface Grade {
  readonly severity: Severity;
  readonly tiers: readonly Binding[];
}

const grades: { readonly [mark: string]: Grade } = {
  H: { severity: 'high', tiers: ['block', 'require', 'recommend'] },
  M: { severity: 'medium', tiers: ['require', 'recommend', 'recommend'] },
  L: { severity: 'low', tiers: ['recommend', 'recommend', 'recommend'] },
};
const middle: Grade = { severity: 'medium', tiers: ['require', 'recommend', 'recommend'] };

/** The file of a check that asks a person a question of a lens. It is unknown until somebody states something. */
export function lensCheck(question: LensQuestion, { id, title, framework, validFor }: Naming): string {
  const mark = /\(([HML])\) ?$/.exec(plainText(question.title, 1000))?.[1] ?? '';
  const { severity, tiers } = grades[mark] ?? middle;
  const check = {
    id,
    title: `Answered: ${title}`,
    failTitle: `Nobody has answered: ${title}`,
    severity,
    tiers,
    optional: true,
    subject: 'service',
    attest: { ask: askOf(question, title), validFor },
    when: { type: { enum: ['service', 'worker', 'infrastructure'] } },
    why: 'The questionnaire asks it, and no file is known that could answer.',
    fix: 'Answer the question, and attest the answer with what shows it. Where the answer is no, mend that first.',
    references: [{ framework, id: question.id, title }],
    examples: [{ unknown: { type: 'service' } }, { 'not-applicable': { type: 'library' } }],
  };
  return stringify(check, { lineWidth: LINE_WIDTH });
}

function askOf({ choices }: LensQuestion, title: string): string {
  const texts = choices
    .slice(0, MOST_CHOICES)
    .map((choice) => plainText(choice.title, 300).trim().replace(/\.$/, ''))
    .filter((text) => text !== '' && !/^none of these$/i.test(text));
  const which = texts.length === 0 ? '' : ` Which of these hold: ${texts.join('; ')}.`;
  return plainText(`${title}.${which}`, 1900);
}
