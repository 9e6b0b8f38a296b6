import type { Finding } from '../../types/finding.ts';
import type { Review } from '../../types/review.ts';
import { blocksLaunch } from '../blocks-launch.ts';
import { cleanReview } from '../clean-review.ts';
import { describeFinding } from '../describe-finding.ts';
import { isGap } from '../is-gap.ts';
import { printJson } from '../print-json.ts';
import { reportPlaces } from '../report-place.ts';
import { uniqueFingerprints } from '../unique-fingerprints.ts';

type GitlabSeverity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

const severities: { readonly [severity in Finding['severity']]: GitlabSeverity } = {
  critical: 'critical',
  high: 'major',
  medium: 'minor',
  low: 'info',
};

/** The gaps as GitLab's code quality report. A critical gap that stops a launch is a `blocker`. */
export function renderGitlab(given: Review): string {
  const review = cleanReview(given);
  const checks = new Map(review.checks.map((check) => [check.id, check]));
  const services = new Map(review.services.map((service) => [service.name, service]));
  const places = reportPlaces(review);
  const gaps = review.findings.filter(isGap);
  const fingerprints = uniqueFingerprints(gaps);
  const entries = gaps.map((finding, index) => {
    const check = checks.get(finding.check);
    const place = places.placeOf(finding);
    const blocks = finding.severity === 'critical' && blocksLaunch(check, services.get(finding.service));
    return {
      description: describeFinding(finding, check),
      check_name: finding.check,
      fingerprint: fingerprints[index],
      severity: blocks ? 'blocker' : severities[finding.severity],
      location: { path: place.file, lines: { begin: place.line } },
    };
  });
  return printJson(entries);
}
