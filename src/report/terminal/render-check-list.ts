import type { Area, Check } from '../../types/check.ts';
import type { CheckLayout } from './render-check.ts';
import { createStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** Checks by area; an area without checks is left out. */
export function renderCheckList(checks: readonly Check[], areas: readonly Area[], layout: CheckLayout): string {
  const style = createStyle(layout.colour);
  const byArea = Map.groupBy(checks, (check) => check.area);
  const sections = areas.flatMap(({ id, title }) => {
    const members = byArea.get(id) ?? [];
    return members.length > 0 ? [[style.bold(title), ...members.flatMap((check) => rows(check, layout))]] : [];
  });
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function rows(check: Check, { width, colour }: CheckLayout): readonly string[] {
  const notes = [check.severity, ...(check.optional ? ['optional'] : [])].join(', ');
  return [`  ${check.id}  ${createStyle(colour).dim(notes)}`, ...wrap(check.title, { width, first: '      ' })];
}
