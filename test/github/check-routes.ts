import { arrayOf, objectOf, stringOf } from '../../src/lib/json.ts';
import { change, noteAdded } from './journal.ts';
import { type Context, failure, notFound, type Reply, type Routes } from './routes.ts';
import { addCheckRun, type CheckRun } from './world.ts';

export const checkRoutes: Routes = {
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': (context) => {
    const { repository, path, query } = context;
    const name = query.get('check_name');
    const found = repository.checkRuns.filter((run) => run.sha === path['ref'] && (name === null || run.name === name));
    const shown = query.get('filter') === 'all' ? found : found.filter((run) => isLatest(run, found));
    return {
      status: 200,
      items: shown.toReversed().map((run) => runData(run, context)),
      wrap: (page, total) => ({ total_count: total, check_runs: page }),
    };
  },
  'POST /repos/{owner}/{repo}/check-runs': (context) => {
    const { world, repository, token, body } = context;
    const refusal = appRefusal(context, token.app);
    if (refusal) return refusal;
    const run = addCheckRun(world, repository, {
      sha: String(body['head_sha']),
      name: String(body['name']),
      app: token.app ?? '',
      externalId: stringOf(body['external_id']) ?? null,
      status: 'queued',
      conclusion: null,
    });
    apply(run, context);
    noteAdded(world, run, context.now);
    return { status: 201, data: runData(run, context) };
  },
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': (context) => {
    const run = runOf(context);
    if (!run) return notFound;
    const refusal = appRefusal(context, run.app);
    if (refusal) return refusal;
    apply(run, context);
    return { status: 200, data: runData(run, context) };
  },
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations': (context) => {
    const run = runOf(context);
    return run ? { status: 200, items: run.annotations } : notFound;
  },
};

/** "Write permission for the REST API to interact with checks is only available to GitHub Apps": description. */
function appRefusal({ token }: Context, owner: string | undefined): Reply | undefined {
  if (token.app === undefined) return failure(403, 'You must authenticate via a GitHub App.');
  if (!token.writes.includes('checks')) return failure(403, 'Resource not accessible by integration');
  // Only the app that made a run may change it: int128/argocd-commenter#631.
  return token.app === owner ? undefined : failure(403, 'Invalid app_id');
}

/** "Each time you update the check run, annotations are appended": description, checks/update. */
function apply(run: CheckRun, { body, world, now }: Context): void {
  const output = objectOf(body['output']);
  const conclusion = stringOf(body['conclusion']) ?? run.conclusion;
  const added = arrayOf(output['annotations']).map((annotation) => ({ ...emptyAnnotation, ...objectOf(annotation) }));
  change(world, run, now, {
    conclusion,
    // "Providing conclusion will automatically set the status parameter to completed": description, checks/create.
    status: conclusion === null ? (stringOf(body['status']) ?? run.status) : 'completed',
    title: stringOf(output['title']) ?? run.title,
    summary: stringOf(output['summary']) ?? run.summary,
    text: stringOf(output['text']) ?? run.text,
    annotations: [...run.annotations, ...added],
  });
}

const emptyAnnotation = { start_column: null, end_column: null, title: null, raw_details: null, blob_href: '' };

function runOf({ repository, path }: Context): CheckRun | undefined {
  return repository.checkRuns.find(({ id }) => id === Number(path['check_run_id']));
}

function isLatest(run: CheckRun, among: readonly CheckRun[]): boolean {
  return !among.some(({ name, app, id }) => name === run.name && app === run.app && id > run.id);
}

function runData(run: CheckRun, { repository }: Context): object {
  const { id, sha, name, externalId, app, status, conclusion, title, summary, text, annotations } = run;
  return {
    id,
    head_sha: sha,
    name,
    external_id: externalId,
    status,
    conclusion,
    html_url: `https://github.test/${repository.owner}/${repository.name}/runs/${id}`,
    app: { slug: app },
    output: { title, summary, text, annotations_count: annotations.length },
  };
}
