import { renderReport } from '../src/report/render-report.ts';
import { type ReportFormat, reportFormats } from '../src/report/report-formats.ts';
import type { Severity } from '../src/types/check.ts';
import type { Evidence, Finding, Verdict } from '../src/types/finding.ts';
import type { AreaScore, CheckSummary, Review, ServiceReview } from '../src/types/review.ts';

/**
 * Renders a generated review in every report format, or in those named, and prints a line of JSON for each:
 * milliseconds of CPU of the first time, which loads the renderer, and the best of four more; the best by the clock;
 * megabytes of text; and by how many mebibytes the heap grows over those four.
 * Run it as: node --expose-gc bench/reports.ts [--findings=5000] [FORMAT …]
 */
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const count = Number(process.argv.find((argument) => argument.startsWith('--findings='))?.slice(11) ?? 5000);
const review = generateReview(count);
for (const format of reportFormats.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  process.stdout.write(`${JSON.stringify(await measure(format))}\n`);
}

async function measure(format: ReportFormat): Promise<object> {
  const first = await render(format);
  const before = heapInUse();
  const others = [await render(format), await render(format), await render(format), await render(format)];
  const heapGrowth = heapInUse() - before;
  return {
    format,
    findings: count,
    first: first.cpu,
    best: Math.min(...others.map(({ cpu }) => cpu)),
    wall: Math.min(...others.map(({ wall }) => wall)),
    megabytes: round(first.bytes / 1_000_000),
    heapGrowth: round(heapGrowth / 1_048_576),
  };
}

interface Sample {
  readonly cpu: number;
  readonly wall: number;
  readonly bytes: number;
}

async function render(format: ReportFormat): Promise<Sample> {
  const started = performance.now();
  const used = process.cpuUsage();
  const bytes = Buffer.byteLength(await renderReport(review, format, 'inline'));
  const { user, system } = process.cpuUsage(used);
  return { cpu: Math.round((user + system) / 1000), wall: Math.round(performance.now() - started), bytes };
}

function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Three findings in five are gaps: far more than a service has, and as many as a fleet in one repository could. */
function generateReview(findings: number): Review {
  const areas = Array.from({ length: 17 }, (_, index) => `area-${index}`);
  const checks = Array.from({ length: 200 }, (_, index) => generateCheck(index, areas[index % areas.length] ?? ''));
  const services = Array.from({ length: 10 }, (_, index) => generateService(index, areas));
  return {
    schemaVersion: '1.0.0',
    tool: { name: 'orrery', version: '0.1.0', catalog: 'c0ffee00'.repeat(8) },
    generatedAt: '2026-11-22T12:00:00.000Z',
    target: { name: 'orchard/fruit', repository: 'git.example/orchard/fruit', commit: '0123456789abcdef' },
    profile: 'quarterly',
    services,
    checks,
    subjects: [],
    findings: Array.from({ length: findings }, (_, index) => generateFinding(index, checks, services)),
    read: { files: 900, documents: 1200, sets: [], skipped: [] },
    unread: [],
    overrides: [],
    gate: { verdict: 'NO-GO', reasons: ['Many gaps block the launch.'] },
  };
}

function generateCheck(index: number, area: string): CheckSummary {
  const sentence = 'A node that drains takes the only instance with it, and nobody notices before the users do.';
  return {
    id: `${area}/check-${index}`,
    title: `Keeps rule number ${index}`,
    failTitle: `Breaks rule number ${index}, and a failure follows`,
    area,
    severity: severityAt(index),
    tiers: ['block', 'require', 'recommend'],
    subject: 'workload',
    why: `${sentence} ${sentence}`,
    fix: `${sentence}\n\n\`\`\`yaml\nspec:\n  replicas: 2\n\`\`\`\n\nNow {{replicas.min}}.`,
    references: [{ framework: 'kubernetes', title: 'Disruptions', url: 'https://kubernetes.io/docs/' }],
    counts: { fail: 15, pass: 10 },
    applicabilityUnknown: 0,
  };
}

function generateService(index: number, areas: readonly string[]): ServiceReview {
  const score = { value: 60 + index, low: 50, high: 80, coverage: 0.84 };
  const counts = { pass: 10, fail: 15, unknown: 2, waived: 0, capped: false };
  return {
    name: `service-${index}`,
    type: 'service',
    tier: 1,
    tierDeclared: true,
    gate: { verdict: 'NO-GO', reasons: ['Many gaps block the launch.'] },
    score,
    level: 'bronze',
    areas: areas.map((area): AreaScore => ({ area, title: area, ...counts, ...score })),
  };
}

function generateFinding(index: number, checks: readonly CheckSummary[], services: readonly ServiceReview[]): Finding {
  const check = checks[index % checks.length];
  const verdicts: readonly Verdict[] = ['fail', 'fail', 'fail', 'pass', 'unknown'];
  const verdict = verdicts[Math.floor(index / checks.length) % verdicts.length] ?? 'fail';
  const measured = verdict === 'fail' || verdict === 'pass' ? verdict : 'unknown';
  const evidence = generateEvidence(index);
  return {
    check: check?.id ?? '',
    service: services[Math.floor(index / checks.length) % services.length]?.name ?? '',
    subject: { kind: 'workload', id: `workload-${Math.floor(index / checks.length)}` },
    severity: check?.severity ?? 'low',
    measured,
    verdict,
    variants: ['production', 'staging'].map((environment) => ({ set: environment, environment, measured, evidence })),
    evidence,
    ...(measured === 'unknown' ? { because: { reason: 'unresolved', detail: 'A variable that nobody sets.' } } : {}),
    fingerprint: `${index}`.padStart(32, '0'),
  };
}

function generateEvidence(index: number): readonly Evidence[] {
  const line = 10 + (index % 300);
  const lines = ['spec:', '  template:', `    replicas: ${index}`, '    selector:', '      app: fruit'];
  return ['replicas.min', 'replicas.declared'].map((path) => ({
    path,
    place: { file: `deploy/services/file-${index % 900}.yaml`, line, column: 5, exact: true, via: 'source' },
    saw: 1,
    wanted: 'at least 2',
    excerpt: { start: line - 2, lines },
  }));
}

function severityAt(index: number): Severity {
  const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
  return severities[index % severities.length] ?? 'low';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
