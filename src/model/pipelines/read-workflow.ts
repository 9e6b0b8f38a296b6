import { arrayOf, dig, isObject, numberOf, objectOf, pointerToken, stringMap, stringOf } from '../../lib/json.ts';
import type { Document } from '../../types/document.ts';
import type { Place } from '../../types/place.ts';
import type { ActionUse, Job, Permissions, Pipeline } from './pipeline.ts';
import { type Doings, joinDoings, NOTHING, readAction, readCommands, type StepManner } from './read-steps.ts';
import { readPathFilters, readTriggers } from './read-triggers.ts';

const WORKFLOW = /^\.github\/workflows\/([^/]+)\.ya?ml$/;
/** Local workflows and actions call each other no deeper than this. Source: GitHub documentation, "Reusing workflows". */
const MOST_CALLS = 10;
/** What a workflow may follow in all: files that call each other many times over would grow without end. */
const MOST_FOLLOWED = 200;
const MOST_JOBS = 300;

/** Finds a file of the repository that a workflow names. */
export type FindDocument = (file: string) => Document | undefined;

/** A GitHub Actions workflow; undefined where the document is none. */
export function readWorkflow(document: Document, find: FindDocument): Pipeline | undefined {
  const name = WORKFLOW.exec(document.file)?.[1];
  const jobs = dig(document.data, 'jobs');
  if (name === undefined || !isObject(jobs)) return undefined;
  const on = dig(document.data, 'on');
  return {
    platform: 'github-actions',
    name,
    document,
    triggers: readTriggers(on),
    paths: readPathFilters(on),
    jobs: jobsOf({ document, find, calls: 0, spent: { files: 0 } }),
  };
}

interface Source {
  readonly document: Document;
  readonly find: FindDocument;
  readonly calls: number;
  /** Counted over all that one workflow calls. */
  readonly spent: { files: number };
}

function jobsOf(source: Source): readonly Job[] {
  const { document } = source;
  return Object.entries(objectOf(dig(document.data, 'jobs')))
    .slice(0, MOST_JOBS)
    .flatMap(([id, body]): readonly Job[] => {
      const at = `/jobs/${pointerToken(id)}`;
      const uses = stringOf(dig(body, 'uses'));
      const called = uses?.startsWith('./') ? calledJobs(source, uses) : undefined;
      const job = jobOf(source, { id, body, at });
      if (called === undefined) return [job];
      // The called jobs stand for the calling one: whoever needs it needs them all.
      const acts = called.flatMap((inner) => inner.acts);
      const opaque = called.flatMap((inner) => inner.opaque);
      const actions = called.flatMap((inner) => inner.actions);
      const environment = job.environment ?? called.find((inner) => inner.environment !== undefined)?.environment;
      const exclusive = called.find((inner) => inner.exclusive.group)?.exclusive ?? job.exclusive;
      return [
        {
          ...job,
          acts,
          opaque,
          actions,
          exclusive,
          hasServices: called.some((inner) => inner.hasServices),
          ...(environment !== undefined && { environment }),
        },
      ];
    });
}

function calledJobs(source: Source, uses: string): readonly Job[] | undefined {
  const document = follow(source, [uses.slice(2).replace(/@.*$/, '')]);
  return document && jobsOf({ ...source, document, calls: source.calls + 1 });
}

/** The first of the files that is there; none once too much was followed. */
function follow({ find, calls, spent }: Source, files: readonly string[]): Document | undefined {
  if (calls >= MOST_CALLS || spent.files >= MOST_FOLLOWED) return undefined;
  spent.files += 1;
  return files.map(find).find((document) => document !== undefined);
}

interface JobSource {
  readonly id: string;
  readonly body: unknown;
  readonly at: string;
}

function jobOf(source: Source, { id, body, at }: JobSource): Job {
  const { document } = source;
  const place = document.locate(at);
  const uses = stringOf(dig(body, 'uses'));
  const isIgnored = dig(body, 'continue-on-error') === true;
  const isOnFailure = isAfterFailure(dig(body, 'if'));
  const steps = stepsOf(source, { steps: dig(body, 'steps'), at: `${at}/steps`, isIgnored, isOnFailure });
  const remote = uses === undefined ? [] : [{ by: uses, place: document.locate(`${at}/uses`) }];
  const environment = environmentOf(dig(body, 'environment'));
  const timeoutMinutes = numberOf(dig(body, 'timeout-minutes'));
  const exclusive = exclusiveOf(dig(body, 'concurrency') ?? dig(document.data, 'concurrency'));
  return {
    id,
    place,
    needs: [dig(body, 'needs')].flat().filter((need) => typeof need === 'string'),
    ...(environment !== undefined && { environment }),
    ...(timeoutMinutes !== undefined && { timeoutMinutes }),
    acts: steps.acts,
    opaque: [...remote, ...steps.opaque],
    actions:
      uses === undefined || uses.startsWith('./') ? steps.actions : [{ uses, place: document.locate(`${at}/uses`) }],
    hasServices: Object.keys(objectOf(dig(body, 'services'))).length > 0,
    exclusive,
    manual: false,
    permissions: permissionsOf(dig(body, 'permissions') ?? dig(document.data, 'permissions')),
  };
}

function environmentOf(value: unknown): string | undefined {
  const name = stringOf(value) ?? stringOf(dig(value, 'name'));
  return name?.includes('${{') ? '' : name;
}

function exclusiveOf(value: unknown): Job['exclusive'] {
  const isGroup = typeof value === 'string' || stringOf(dig(value, 'group')) !== undefined;
  return { group: isGroup, cancels: dig(value, 'cancel-in-progress') === true };
}

function permissionsOf(value: unknown): Permissions {
  if (value === undefined || value === null) return 'default';
  return value === 'write-all' ? 'all' : 'limited';
}

/** `if: failure()` runs after a failure only; `always()` runs after a success too. */
function isAfterFailure(condition: unknown): boolean {
  return (
    typeof condition === 'string' && /\bfailure\(\)/.test(condition) && !/\b(?:always|success)\(\)/.test(condition)
  );
}

interface Steps {
  readonly steps: unknown;
  readonly at: string;
  readonly isIgnored: boolean;
  readonly isOnFailure: boolean;
}

interface StepDoings extends Doings {
  readonly actions: readonly ActionUse[];
}

function stepsOf(source: Source, { steps, at, isIgnored, isOnFailure }: Steps): StepDoings {
  const parts = arrayOf(steps).map((step, index): StepDoings => {
    const here = `${at}/${index}`;
    const manner: StepManner = {
      ignored: isIgnored || dig(step, 'continue-on-error') === true,
      onFailure: isOnFailure || isAfterFailure(dig(step, 'if')),
    };
    const run = stringOf(dig(step, 'run'));
    if (run !== undefined)
      return { ...readCommands(run, lineIn(source.document, `${here}/run`, run), manner), actions: [] };
    const uses = stringOf(dig(step, 'uses'));
    if (uses === undefined) return { ...NOTHING, actions: [] };
    const place = source.document.locate(`${here}/uses`);
    if (uses.startsWith('./')) return localAction(source, { uses, place, manner });
    const doings = readAction(uses, stringMap(dig(step, 'with')), { ...place, ...manner });
    return { ...doings, actions: [{ uses, place }] };
  });
  return { ...joinDoings(parts), actions: parts.flatMap(({ actions }) => actions) };
}

/** A line of a block text stands below its key; a text on one line stands beside it. */
function lineIn(document: Document, at: string, text: string): (line: number) => Place {
  return (line) => {
    const place = document.locate(at);
    return text.trimEnd().includes('\n') ? { ...place, line: place.line + line, column: 1 } : place;
  };
}

interface LocalAction {
  readonly uses: string;
  readonly place: Place;
  readonly manner: StepManner;
}

/** The steps of a composite action of this repository; any other local action hides what it does. */
function localAction(source: Source, { uses, place, manner }: LocalAction): StepDoings {
  const folder = uses.slice(2).replace(/\/$/, '');
  const document = follow(source, [`${folder}/action.yml`, `${folder}/action.yaml`]);
  const steps = dig(document?.data, 'runs', 'steps');
  if (!document || !Array.isArray(steps)) return { acts: [], opaque: [{ by: uses, place }], actions: [] };
  const { ignored, onFailure } = manner;
  const inner = { ...source, document, calls: source.calls + 1 };
  return stepsOf(inner, { steps, at: '/runs/steps', isIgnored: ignored, isOnFailure: onFailure });
}
