import type { Review } from '../../types/review.ts';
import { describeBaseline } from '../describe-baseline.ts';
import { groupGaps } from '../gap-group.ts';
import { isGap } from '../is-gap.ts';
import { anchorId } from './anchor-id.ts';
import { describeTime } from './describe-time.ts';
import { filterView } from './filter-view.ts';
import { left } from './left.ts';
import { overrideViews } from './override-view.ts';
import { overviewRows } from './overview-rows.ts';
import { passesView } from './passes-view.ts';
import { commitLink } from './permalink.ts';
import { readView } from './read-view.ts';
import { serviceView } from './service-view.ts';
import { shownServices } from './shown-services.ts';
import { sinceHtml } from './since-html.ts';
import { unknownsView } from './unknowns-view.ts';
import { verdictView } from './verdict-view.ts';

const mostReasons = 6;
/** Findings shown in full; the rest of a gap's subjects are counted. */
const mostInPage = 2000;
/** Services that one gap links to from the gaps of all services. */
const mostLinks = 30;

/** What the HTML template shows. Every text in it is plain: the template escapes them all. */
export function htmlView(review: Review): object {
  const several = review.services.length > 1;
  const { reasons } = review.gate;
  const shown = shownServices(review);
  return {
    title: `${review.gate.verdict}: ${review.target.name}`,
    verdict: verdictView(review.gate.verdict),
    target: targetView(review),
    when: { iso: review.generatedAt, words: describeTime(review.generatedAt) },
    profile: review.profile,
    reasons: reasons.slice(0, mostReasons),
    moreReasons: reasons.slice(mostReasons),
    baseline: describeBaseline(review.baseline),
    since: sinceHtml(review, shown),
    several,
    overview: several ? overviewRows(review, shown) : [],
    index: several ? indexRows(review, shown) : [],
    services: serviceViews(review, several, shown),
    ...left('servicesLeft', review.services.length, shown.size),
    filter: filterView(review),
    overrides: overrideViews(review),
    unknowns: unknownsView(review),
    passes: passesView(review),
    read: readView(review),
    tool: { name: review.tool.name, version: review.tool.version, catalog: review.tool.catalog },
    schemaVersion: review.schemaVersion,
  };
}

function targetView({ target }: Review): object {
  const { name, repository, commit, modified } = target;
  const link = commitLink(target);
  return { name, repository, commit: commit?.slice(0, 12), modified, ...(link ? { commitHref: link } : {}) };
}

function serviceViews(review: Review, several: boolean, shown: ReadonlySet<string>): readonly object[] {
  const findings = Map.groupBy(review.findings, ({ service }) => service);
  const gaps = review.findings.filter(isGap).length;
  const share = gaps > mostInPage ? mostInPage / gaps : 1;
  return review.services
    .filter(({ name }) => shown.has(name))
    .map((service) => serviceView({ review, service, findings: findings.get(service.name) ?? [], several, share }));
}

/** The gaps of all services, worst first: where a link to a check's gap leads when several services have it. */
function indexRows(review: Review, shown: ReadonlySet<string>): readonly object[] {
  return groupGaps(review).map(({ check, severity, blocking, findings }) => {
    const names = [...new Set(findings.map(({ service }) => service))];
    const linked = names.filter((name) => shown.has(name)).slice(0, mostLinks);
    return {
      id: anchorId('gap', check.id),
      title: check.failTitle,
      check: check.id,
      area: check.area,
      severity,
      blocking,
      subjects: findings.length,
      names,
      services: linked.map((name) => ({ name, href: `#${anchorId('gap', check.id, name)}` })),
      ...left('more', names.length, linked.length),
    };
  });
}
