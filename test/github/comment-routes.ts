import { commentData } from './issue-data.ts';
import { commentRefusal, isReply, issueAt } from './issue-rules.ts';
import { change, noteAdded, remove } from './journal.ts';
import { type Context, notAllowed, notFound, type Routes, shown } from './routes.ts';
import { addComment, type Comment } from './world.ts';

export const commentRoutes: Routes = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': (context) => {
    const issue = issueAt(context);
    if (isReply(issue)) return issue;
    const comments = context.repository.comments.filter((comment) => comment.issue === issue.number);
    return { status: 200, items: shown(comments, (page) => page.map((comment) => commentData(comment, context))) };
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': (context) => {
    const { world, repository, token, body, now } = context;
    const issue = issueAt(context);
    const text = String(body['body']);
    if (isReply(issue)) return issue;
    const refusal = commentRefusal(context, issue, text);
    if (refusal) return refusal;
    const written = { issue: issue.number, user: token.user, body: text, updatedAt: now };
    const comment = noteAdded(world, addComment(world, repository, written), now);
    change(world, issue, now, { updatedAt: now });
    return { status: 201, data: commentData(comment, context) };
  },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': (context) => {
    const comment = commentOf(context);
    return comment ? { status: 200, data: commentData(comment, context) } : notFound;
  },
  // Whoever may push may edit and delete the comments of others: docs.github.com, "Managing disruptive comments".
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': (context) => {
    const comment = commentOf(context);
    const text = String(context.body['body']);
    if (!comment) return notFound;
    const refusal = commentRefusal(context, undefined, text);
    if (refusal) return refusal;
    change(context.world, comment, context.now, { body: text, updatedAt: context.now });
    return { status: 200, data: commentData(comment, context) };
  },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': (context) => {
    const comment = commentOf(context);
    if (!comment) return notFound;
    if (!context.token.writes.includes('comments')) return notAllowed;
    remove(context.world, context.repository.comments, comment, context.now);
    return { status: 204 };
  },
};

function commentOf({ repository, path }: Context): Comment | undefined {
  return repository.comments.find(({ id }) => id === Number(path['comment_id']));
}
