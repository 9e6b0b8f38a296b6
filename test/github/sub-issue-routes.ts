import { issueData, issuesData } from './issue-data.ts';
import { isReply, issueAt } from './issue-rules.ts';
import { change } from './journal.ts';
import { type Context, failure, notAllowed, notFound, type Reply, type Routes, shown } from './routes.ts';
import type { Issue, Repository, World } from './world.ts';

/** "Up to 100 sub-issues per parent issue and up to eight levels": docs.github.com, "Adding sub-issues". Closed ones count. */
const mostChildren = 100;
const mostLevels = 8;

export const subIssueRoutes: Routes = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/sub_issues': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    const children = everyIssue(context.world, context.repository).filter((child) => child.parent === issue.id);
    return { status: 200, items: shown(children, (page) => issuesData(page, context)) };
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues': (context) => {
    const parent = issueAt(context);
    if (isReply(parent)) return parent;
    const child = childIn(context);
    const refusal = child ? refuse(parent, child, context) : notFound;
    if (refusal || !child) return refusal ?? notFound;
    change(context.world, child, context.now, { parent: parent.id });
    return { status: 201, data: issueData(parent, context) };
  },
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue': (context) => {
    const parent = issueAt(context);
    if (isReply(parent)) return parent;
    if (!context.token.writes.includes('issues')) return notAllowed;
    const child = childIn(context);
    if (child?.parent !== parent.id) return notFound;
    change(context.world, child, context.now, { parent: null });
    return { status: 200, data: issueData(parent, context) };
  },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/parent': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    const parent = everyIssue(context.world, context.repository).find(({ id }) => id === issue.parent);
    return parent ? { status: 200, data: issueData(parent, context) } : notFound;
  },
};

/** By its id, not its number: description, issues/add-sub-issue. */
function childIn({ world, repository, body }: Context): Issue | undefined {
  return everyIssue(world, repository).find(({ id }) => id === body['sub_issue_id']);
}

function refuse(parent: Issue, child: Issue, { world, repository, token, body }: Context): Reply | undefined {
  if (!token.writes.includes('issues')) return notAllowed;
  const among = everyIssue(world, repository);
  const ancestors = lineOf(parent, among);
  if (ancestors.includes(child)) return failure(422, 'An issue cannot be its own ancestor.');
  if (child.parent === parent.id) return failure(422, 'Issue may not contain duplicate sub-issues.');
  if (child.parent !== null && body['replace_parent'] !== true)
    return failure(422, 'Sub issue may only have one parent');
  if (ancestors.length >= mostLevels) return failure(422, 'Parent cannot have more than 8 layers of sub-issues');
  const count = among.filter((issue) => issue.parent === parent.id).length;
  return count < mostChildren ? undefined : failure(422, 'Parent cannot have more than 100 sub-issues');
}

/** The issue and all that it is below of. */
function lineOf(issue: Issue, among: readonly Issue[]): readonly Issue[] {
  const parent = among.find(({ id }) => id === issue.parent);
  return parent ? [issue, ...lineOf(parent, among)] : [issue];
}

/** "The sub-issue must belong to the same repository owner as the parent issue": description, issues/add-sub-issue. */
function everyIssue({ repositories }: World, { owner }: Repository): readonly Issue[] {
  return repositories.filter((repository) => repository.owner === owner).flatMap(({ issues }) => issues);
}
