import type { Github, Repository, Shape } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import type { SentAnnotation } from './check-annotations.ts';

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly external_id: string | null;
  readonly html_url: string | null;
  readonly status: string;
  readonly conclusion: string | null;
  readonly app: { readonly slug: string } | null;
  readonly output: {
    readonly title: string | null;
    readonly summary: string | null;
    readonly text: string | null;
    readonly annotations_count: number;
  };
}

/** What a write says of a run; annotations are added to those that it has. */
export interface RunContent {
  readonly conclusion: string;
  readonly output: {
    readonly title: string;
    readonly summary: string;
    readonly text: string;
    readonly annotations: readonly SentAnnotation[];
  };
}

export interface RunKey {
  readonly repository: Repository;
  readonly sha: string;
  readonly name: string;
  readonly externalId: string;
  /** The app that writes: GitHub lets nobody else change its runs. */
  readonly app: string;
}

export interface CheckRuns {
  /** The newest run of ours: it is the one that GitHub shows. */
  readonly newest: () => Promise<CheckRun | undefined>;
  readonly annotations: (run: CheckRun) => Promise<readonly SentAnnotation[]>;
  readonly create: (content: RunContent) => Promise<CheckRun>;
  readonly extend: (id: number, content: RunContent) => Promise<CheckRun>;
}

export function openCheckRuns(github: Github, { repository, sha, name, externalId, app }: RunKey): CheckRuns {
  const place = { owner: repository.owner, repo: repository.name };
  return {
    newest: async () => {
      const parameters = { ...place, ref: sha, check_name: name, filter: 'all', per_page: 100 };
      const { items, complete } = await github.readAll(
        `GET ${ofCommit}`,
        parameters,
        listShape,
        (page) => page.check_runs,
      );
      if (!complete) throw tooMany('check runs');
      return items
        .filter((run) => run.name === name && run.external_id === externalId && run.app?.slug === app)
        .sort((left, right) => right.id - left.id)[0];
    },
    annotations: async ({ id, output }) => {
      if (output.annotations_count === 0) return [];
      const parameters = { ...place, check_run_id: id, per_page: 100 };
      const { items, complete } = await github.readAll(`GET ${run}/annotations`, parameters, annotationsShape, asIs);
      if (!complete) throw tooMany('annotations');
      return items;
    },
    create: (content) => {
      const parameters = { ...place, name, head_sha: sha, external_id: externalId, status: 'completed', ...content };
      return github.write(`POST ${runs}`, parameters, runShape);
    },
    extend: (id, content) =>
      github.write(`PATCH ${run}`, { ...place, check_run_id: id, status: 'completed', ...content }, runShape),
  };
}

const runs = '/repos/{owner}/{repo}/check-runs';
const run = `${runs}/{check_run_id}`;
const ofCommit = '/repos/{owner}/{repo}/commits/{ref}/check-runs';

const textOrNull = { type: ['string', 'null'] };

const runSchema = {
  type: 'object',
  required: ['id', 'name', 'external_id', 'html_url', 'status', 'conclusion', 'app', 'output'],
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    external_id: textOrNull,
    html_url: { type: ['string', 'null'], pattern: '^https?://' },
    status: { type: 'string' },
    conclusion: textOrNull,
    app: {
      anyOf: [{ type: 'null' }, { type: 'object', required: ['slug'], properties: { slug: { type: 'string' } } }],
    },
    output: {
      type: 'object',
      required: ['title', 'summary', 'text', 'annotations_count'],
      properties: { title: textOrNull, summary: textOrNull, text: textOrNull, annotations_count: { type: 'integer' } },
    },
  },
};

const annotationSchema = {
  type: 'object',
  required: ['path', 'start_line', 'end_line', 'annotation_level', 'message', 'title'],
  properties: {
    path: { type: 'string' },
    start_line: { type: 'integer' },
    end_line: { type: 'integer' },
    annotation_level: textOrNull,
    message: textOrNull,
    title: textOrNull,
  },
};

const runShape: Shape<CheckRun> = { schema: runSchema };
const listShape: Shape<{ readonly check_runs: readonly CheckRun[] }> = {
  schema: {
    type: 'object',
    required: ['check_runs'],
    properties: { check_runs: { type: 'array', items: runSchema } },
  },
};
const annotationsShape: Shape<readonly SentAnnotation[]> = { schema: { type: 'array', items: annotationSchema } };

function asIs<T>(page: readonly T[]): readonly T[] {
  return page;
}

function tooMany(what: string): GithubError {
  return new GithubError({
    kind: 'invalid',
    sentence: `There are more ${what} than can be read; nothing was written.`,
  });
}
