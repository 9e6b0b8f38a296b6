import type { Problem } from '../errors.ts';
import { dig } from '../lib/json.ts';
import type { Settings } from './parse-settings.ts';

/** Sub-issues need an issue to be below of. */
export function checkIssues({ data, file, lineOf }: Settings): readonly Problem[] {
  const issues = dig(data, 'issues');
  if (dig(issues, 'subIssues') !== true || dig(issues, 'grouping') === 'service') return [];
  const place = { file, line: lineOf(['issues', 'subIssues']) };
  const hint = 'Write `grouping: service` beside it, or take `subIssues` out.';
  return [{ message: '`issues.subIssues` needs one issue for each service to put them below.', hint, place }];
}
