import type { Finding } from '../types/finding.ts';
import { describeValue, isUnknown } from './describe-value.ts';

/** The fix with `{{fact.path}}` filled in from what was seen; a fact that was not seen is named instead. */
export function fillFix(fix: string, findings: readonly Finding[]): string {
  return fix.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/gu, (_match, path: string) => {
    const values = new Set(findings.flatMap((finding) => seen(finding, path)));
    const [only] = values;
    return values.size === 1 && only !== undefined ? only : path;
  });
}

function seen(finding: Finding, path: string): readonly string[] {
  return finding.evidence
    .filter((evidence) => evidence.path === path && evidence.saw !== undefined && !isUnknown(evidence.saw))
    .map((evidence) => describeValue(evidence.saw, 60));
}
