import type { Finding } from '../../types/finding.ts';
import type { CheckSummary, Review } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { escapeXml } from '../escape-xml.ts';
import { testCase } from './test-case.ts';

interface Suite {
  readonly service: string;
  readonly area: string;
  readonly findings: readonly Finding[];
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** The review as JUnit XML: a suite for each area of a service, a case for each check of a subject. */
export function renderJunit(given: Review): string {
  const review = cleanReview(given);
  const checks = new Map(review.checks.map((check) => [check.id, check]));
  const { tests, failures, errors } = countFindings(review.findings);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `${review.tool.name}: ${review.target.name}`, tests, failures, errors, time: 0 })}>`,
    ...suitesOf(review, checks).flatMap((suite) => suiteLines(suite, { review, checks })),
    '</testsuites>',
    '',
  ].join('\n');
}

/** In the order of the review's services, then of their areas. */
function suitesOf(review: Review, checks: ReadonlyMap<string, CheckSummary>): readonly Suite[] {
  const byService = Map.groupBy(review.findings, ({ service }) => service);
  const services = new Set([...review.services.map(({ name }) => name), ...byService.keys()]);
  return [...services].flatMap((service) => {
    const byArea = Map.groupBy(byService.get(service) ?? [], ({ check }) => checks.get(check)?.area ?? 'other');
    const known = review.services.find(({ name }) => name === service)?.areas.map(({ area }) => area) ?? [];
    return [...new Set([...known, ...byArea.keys()])]
      .map((area) => ({ service, area, findings: byArea.get(area) ?? [] }))
      .filter(({ findings }) => findings.length > 0);
  });
}

interface Context {
  readonly review: Review;
  readonly checks: ReadonlyMap<string, CheckSummary>;
}

function suiteLines({ service, area, findings }: Suite, { review, checks }: Context): readonly string[] {
  const counts = countFindings(findings);
  const when = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/u.exec(review.generatedAt)?.[0];
  const timestamp = when === undefined ? {} : { timestamp: when };
  return [
    `  <testsuite${attributes({ name: `${service}: ${area}`, ...counts, time: 0, ...timestamp })}>`,
    '    <properties>',
    ...propertiesOf(review, service, area).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...findings.flatMap((finding) => testCase(finding, { review, area, check: checks.get(finding.check) })),
    '  </testsuite>',
  ];
}

function countFindings(findings: readonly Finding[]): Counts {
  const count = (...verdicts: readonly string[]) => findings.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    tests: findings.length,
    failures: count('fail', 'stale'),
    errors: count('unknown'),
    skipped: count('waived', 'not-applicable'),
  };
}

function propertiesOf(review: Review, name: string, area: string): readonly (readonly [string, string])[] {
  const service = review.services.find((candidate) => candidate.name === name);
  const score = service?.areas.find((candidate) => candidate.area === area);
  const properties: readonly (readonly [string, string | number | undefined])[] = [
    ['profile', review.profile],
    ['commit', review.target.commit],
    ['tier', service?.tier],
    ['owner', service?.owner],
    ['verdict', service?.gate.verdict],
    ['score', score?.value],
    ['coverage', score?.coverage],
  ];
  return properties.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)] as const]));
}

function attributes(values: { readonly [name: string]: string | number }): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}
