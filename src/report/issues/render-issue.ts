import { sha256Hex } from '../../lib/hash.ts';
import type { IssuePolicy } from '../../types/issue-policy.ts';
import type { IssueWish } from '../../types/issue-wish.ts';
import type { Review } from '../../types/review.ts';
import { fitBytes } from '../markdown/fit-bytes.ts';
import { openTemplate } from '../markdown/open-template.ts';
import { withoutCommands } from '../without-commands.ts';
import type { IssueContext } from './issue-context.ts';
import type { IssueSubject } from './issue-subjects.ts';
import { issueTitle } from './issue-title.ts';
import { type IssueDetail, type IssueViewInput, issueView } from './issue-view.ts';

export interface IssueRendering {
  /** Cleaned. */
  readonly review: Review;
  readonly policy: IssuePolicy;
  readonly context: IssueContext;
}

const all = Number.POSITIVE_INFINITY;

/** Ever less: places first, then what is said of the gaps, then the gaps themselves. */
const details: readonly IssueDetail[] = [
  ...[all, 100, 50, 20, 10, 5, 3].map((places) => ({ gaps: all, places, prose: true })),
  ...[3, 1].map((places) => ({ gaps: all, places, prose: false })),
  ...[50, 20, 10, 5, 1].map((gaps) => ({ gaps, places: 1, prose: false })),
];

/** Turns what an issue is to tell of into its title and, once it is known when the gap was first seen, its text. */
export async function openIssueRenderer(rendering: IssueRendering): Promise<(subject: IssueSubject) => IssueWish> {
  const templates = { one: await openTemplate('issue.md.hbs'), several: await openTemplate('tracking-issue.md.hbs') };
  const { review, policy } = rendering;
  return (subject) => {
    const template = subject.name.by === 'gap' ? templates.one : templates.several;
    const area = subject.service.areas.find(({ area: id }) => id === subject.name.topic)?.title ?? subject.name.topic;
    const since = firstDay(subject);
    return {
      name: subject.name,
      severity: subject.severity,
      checks: subject.gaps.map(({ check }) => check.id),
      title: issueTitle(subject, area),
      assignees: assigneesOf(subject, policy),
      ...(since === undefined ? {} : { since }),
      draft: (request) => {
        const render = (shown: Review): string =>
          renderRegion(template, { ...rendering, ...request, subject, review: shown });
        return { region: render(review), content: sha256Hex(render(withoutCommit(review))).slice(0, 12) };
      },
    };
  };
}

type Input = Omit<IssueViewInput, 'detail'>;

function renderRegion(template: Awaited<ReturnType<typeof openTemplate>>, input: Input): string {
  const at = (step: number): string => {
    const detail = details[step] as IssueDetail; // One of the steps by the contract of fitBytes.
    return withoutMarkers(withoutCommands(template(issueView({ ...input, detail })))).trimEnd();
  };
  return fitBytes(details.length, input.maxBytes, at);
}

/** The same gap at another commit, or seen by another version of ours, is no news. */
function withoutCommit(review: Review): Review {
  const { commit: _commit, modified: _modified, ...target } = review.target;
  return { ...review, target, profile: '', tool: { ...review.tool, name: '', version: '' } };
}

/** A check's own text may hold code, and code is shown as it is: a line of it must not pass for a marker of ours. */
function withoutMarkers(region: string): string {
  return region.replaceAll(/<!(--\s*orrery:)/giu, '<\u200B!$1');
}

/** The oldest day in the baseline, if every gap is in it or one is older than this review. */
function firstDay({ gaps }: IssueSubject): string | undefined {
  const days = gaps.flatMap(({ findings }) => findings.flatMap(({ baseline }) => baseline ?? []));
  return days.toSorted()[0];
}

/** A team cannot be assigned; whom it stands for is for the policy to say. */
function assigneesOf({ service: { owner } }: IssueSubject, { assignees }: IssuePolicy): readonly string[] {
  if (owner === undefined) return [];
  const person = /^(?:user:(?:default\/)?|@)([a-z\d](?:-?[a-z\d])*)$/iu.exec(owner)?.[1];
  const named = Object.hasOwn(assignees, owner) ? assignees[owner] : undefined;
  return (named ?? (person === undefined ? [] : [person])).slice(0, 10);
}
