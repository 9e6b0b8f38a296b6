import type { Comparison } from '../../types/comparison.ts';
import { counted } from '../counted.ts';

/** The comparison in one sentence. */
export function summaryLine(comparison: Comparison): string {
  const weaker = comparison.weakened.length;
  const parts = [
    counted(comparison.new.length, 'new gap'),
    `${comparison.worse.length} worse`,
    ...(weaker > 0 ? [`${weaker} weaker`] : []),
    `${comparison.fixed.length} fixed`,
    `${comparison.unchanged} unchanged`,
  ];
  const rules = new Set(comparison.rules.checks.map(({ check }) => check)).size;
  const moved = comparison.rules.findings.length;
  const aside = `${counted(rules, 'check')} changed, and ${counted(moved, 'finding')} moved with them`;
  return `${parts.join(', ')}.${rules > 0 ? ` ${aside}; they count for no service.` : ''}`;
}
