import type { Finding } from '../types/finding.ts';

/** Where a subject fails when it does not fail everywhere: its environments, or its sets where those have no name. */
export function failingSets(finding: Finding): readonly string[] {
  const failing = finding.variants.filter((variant) => variant.measured === 'fail');
  if (failing.length === 0 || failing.length === finding.variants.length) return [];
  return [...new Set(failing.map((variant) => variant.environment ?? variant.set))].sort();
}
