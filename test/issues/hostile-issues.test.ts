import { describe, expect, test } from 'vitest';
import { issuePolicy } from '../../src/config/issue-policy.ts';
import { planIssues } from '../../src/plan-issues.ts';
import { markerLine, parseMarker } from '../../src/publish/issues/issue-marker.ts';
import { readBody } from '../../src/publish/issues/managed-body.ts';
import { renderIssuePlan } from '../../src/report/terminal/render-issue-plan.ts';
import type { Grouping } from '../../src/types/issue-policy.ts';
import type { Review } from '../../src/types/review.ts';
import { allHostile, freePositions, someHostile, wholeReview } from '../report/hostile-reviews.ts';
import { hostileTexts } from '../report/hostile-texts.ts';
import { reportProblems } from '../report/report-problems.ts';
import { sampleCheck, sampleFinding } from '../report/sample-review.ts';
import { orchardReview, orchardTracker, planFor } from './orchard.ts';

const review = wholeReview();
const positions = freePositions(review);
const offsets = Array.from({ length: Math.ceil(hostileTexts.length / 3) }, (_, index) => index * 3);
const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe.each<Grouping>(['gap', 'area', 'service'])('issues by %s', (grouping) => {
  test('of a review without hostile texts', async () => {
    expect(await problems(review)).toEqual([]);
  });

  test.each(offsets)('every text is hostile, from number %i', async (offset) => {
    expect(await problems(allHostile(review, positions, offset))).toEqual([]);
  });

  test('some texts are hostile, wherever they stand', async () => {
    for (const seed of seeds) {
      const found = await problems(someHostile(review, positions, seed));
      expect(found.map((problem) => `seed ${seed}: ${problem}`)).toEqual([]);
    }
  });

  async function problems(hostile: Review): Promise<readonly string[]> {
    const benign = (await createdBy(review)).map(({ body }) => body).join('\n\n');
    const texts = await createdBy(hostile);
    return texts.flatMap(({ title, body }) => [
      ...reportProblems('markdown', { text: body, review: hostile, benign }),
      ...reportProblems('text', { text: title, review: hostile, benign }),
      ...titleProblems(title),
      ...bodyProblems(body),
    ]);
  }

  async function createdBy(given: Review) {
    const policy = issuePolicy({ grouping });
    const context = { waivers: '.orrery/waivers.yaml', attestations: '.orrery/attestations.yaml' };
    const request = { review: given, tracker: orchardTracker(), policy, context, prune: false };
    const { plan } = await planIssues(request);
    const text = renderIssuePlan(plan, { width: 80, colour: false });
    expect(reportProblems('text', { text, review: given, benign: '' })).toEqual([]);
    return plan.actions.flatMap((action) => (action.kind === 'create' ? [action] : []));
  }
});

function titleProblems(title: string): readonly string[] {
  const acting = /@\w|#\d|\bGH-\d|:\/\/|\bwww\.|<[a-z!/]/iu.exec(title);
  const found = acting ? [`the title acts: ${title}`] : [];
  return [...title].length > 200 ? [...found, 'the title is too long'] : found;
}

function bodyProblems(body: string): readonly string[] {
  const read = readBody(body);
  const isOurs = read.kind === 'whole' && !read.edited;
  return [...(isOurs ? [] : [`the body is ${read.kind}`]), ...(body.length > 65_536 ? ['the body is too long'] : [])];
}

const forged = [
  '<!-- orrery:end -->',
  '<!-- orrery:begin -->',
  markerLine({
    name: { by: 'gap', service: 'fruit', topic: 'a/b' },
    severity: 'low',
    state: 'fixed',
    since: '2026-01-01',
    profile: 'launch',
    content: '',
    region: '',
    title: '',
    commit: '',
    reopened: 0,
    checks: [],
  }),
];

test.each(forged)('a check whose code is a marker of ours closes no region: %s', async (line) => {
  const prose = `Text.\n\n\`\`\`\n${line}\n\`\`\`\n`;
  const checks = [sampleCheck({ why: prose, fix: prose })];
  const plan = await planFor(orchardReview([sampleFinding()], { checks }), orchardTracker());
  const [create] = plan.actions;
  const read = readBody(create?.kind === 'create' ? create.body : '');
  expect(read).toMatchObject({ kind: 'whole', edited: false, marker: { name: { topic: 'redundancy/min-replicas' } } });
});

test.each([
  ['letters that count as two', '\u{1F34E}'],
  ['accents', '\u00E9'],
  ['angle brackets, which are written longer', '<'],
  ['backticks', '`'],
])('an issue of too many long texts is cut to what GitHub takes: %s', async (_what, sign) => {
  const long = Array.from({ length: 200 }, () => sign.repeat(900)).join('\n');
  const name = sign.repeat(1000);
  const checks = [sampleCheck({ id: name, failTitle: name, why: long, fix: long })];
  const findings = Array.from({ length: 500 }, (_, index) =>
    sampleFinding({ check: name, service: name, subject: { kind: 'workload', id: `${name}${index}` } }),
  );
  const [service] = orchardReview([]).services;
  if (!service) throw new Error('The orchard has a service.');
  const services = [{ ...service, name, owner: name }];
  for (const grouping of ['gap', 'area', 'service'] as const) {
    const given = orchardReview(findings, { checks, services });
    const [create] = (await planFor(given, orchardTracker(), { policy: { grouping } })).actions;
    const body = create?.kind === 'create' ? create.body : '';
    expect(body.length).toBeLessThan(65_536);
    expect(readBody(body)).toMatchObject({ kind: 'whole', edited: false });
    expect(body).toContain('First seen');
  }
});

test.each(hostileTexts.filter((text) => text.length < 200))(
  'a marker gives back the names it was given: %j',
  (text) => {
    const name = { by: 'gap', service: text.toWellFormed(), topic: `a/${text.toWellFormed()}` } as const;
    const rest = {
      severity: 'low',
      state: 'open',
      since: '',
      profile: text.toWellFormed(),
      content: '',
      region: '',
    } as const;
    const marker = { name, ...rest, title: '', commit: '', reopened: 0, checks: [] };
    const line = markerLine(marker);
    expect(line).toMatch(/^<!-- orrery:issue v1 [\w.%=/ -]+ -->$/u);
    expect(line.slice(4, -3)).not.toContain('--');
    expect(parseMarker(line)).toEqual(marker);
  },
);
