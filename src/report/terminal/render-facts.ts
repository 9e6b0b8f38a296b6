import type { FactSpec, SubjectVocabulary } from '../../types/vocabulary.ts';
import type { CheckLayout } from './render-check.ts';
import { createStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** Every fact of the subjects, with its type, its values and its sentence. */
export function renderFacts(subjects: readonly SubjectVocabulary[], layout: CheckLayout): string {
  const style = createStyle(layout.colour);
  const sections = subjects.map(({ subject, means, facts }) => [
    ...wrap(`${style.bold(subject)}: ${means}`, { width: layout.width }),
    ...Object.entries(facts).flatMap(([path, spec]) => rows(path, spec, layout)),
  ]);
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function rows(path: string, spec: FactSpec, { width, colour }: CheckLayout): readonly string[] {
  const unit = spec.unit === undefined ? '' : `, ${spec.unit}`;
  const values = spec.values === undefined ? '' : ` (${spec.values.join(', ')})`;
  const type = createStyle(colour).dim(`${spec.type.join(' or ')}${unit}${values}`);
  return [`  ${path}  ${type}`, ...wrap(spec.means, { width, first: '      ' })];
}
