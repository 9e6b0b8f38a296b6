import { arrayOf, dig, isObject, type JsonObject, numberOf, objectOf, pointerToken, stringOf } from '../../lib/json.ts';
import type { Document } from '../../types/document.ts';
import type { Job, Opaque, Pipeline } from './pipeline.ts';
import { joinDoings, readCommands } from './read-steps.ts';
import type { FindDocument } from './read-workflow.ts';

const MAIN_FILE = '.gitlab-ci.yml';
const DEFAULT_STAGES = ['.pre', 'build', 'test', 'deploy', '.post'];
/** Keys at the top that are no jobs. Source: GitLab documentation, "CI/CD YAML syntax reference". */
const KEYWORDS = new Set([
  ...['default', 'include', 'stages', 'variables', 'workflow', 'spec', 'image', 'services', 'cache', 'before_script'],
  ...['after_script', 'types', 'pages'],
]);
const MOST_INCLUDES = 50;
/** Few enough of each that what extends itself in circles comes to an end soon. */
const MOST_EXTENDS = 5;
const MOST_PARENTS = 5;
const MOST_JOBS = 300;

/** The pipeline that GitLab runs, with the local files that it includes; undefined where the document is none. */
export function readGitlab(document: Document, find: FindDocument): Pipeline | undefined {
  if (document.file !== MAIN_FILE || !isObject(document.data)) return undefined;
  const { files, remote } = included(document, find);
  const written = files.flatMap((file) =>
    Object.entries(objectOf(file.data)).flatMap(([id, body]): readonly Written[] =>
      KEYWORDS.has(id) || !isObject(body) ? [] : [{ id, body, document: file }],
    ),
  );
  const byId = new Map(written.map((one) => [one.id, one]));
  const stages = arrayOf(files.map((file) => dig(file.data, 'stages')).find(Array.isArray)).map(String);
  const order = stages.length > 0 ? ['.pre', ...stages, '.post'] : DEFAULT_STAGES;
  const staged = [...byId.values()]
    .filter(({ id }) => !id.startsWith('.'))
    .slice(0, MOST_JOBS)
    .map((one): Staged => ({ ...one, body: withExtends(one.body, byId) }))
    .map((one) => ({ ...one, stage: order.indexOf(stringOf(one.body['stage']) ?? 'test') }))
    .sort((one, other) => (one.stage ?? 0) - (other.stage ?? 0));
  const jobs = staged.map((one) => jobOf(one, staged, remote));
  const isForRequests = JSON.stringify(document.data).includes('merge_request');
  return {
    platform: 'gitlab-ci',
    name: 'gitlab-ci',
    document,
    triggers: {
      change: true,
      pullRequest: isForRequests || dig(document.data, 'workflow') === undefined,
      afterChange: true,
      schedule: false,
      manual: jobs.some(({ manual }) => manual),
      onlyManual: false,
      called: false,
    },
    jobs,
    paths: [],
  };
}

interface Written {
  readonly id: string;
  readonly body: JsonObject;
  readonly document: Document;
}

interface Staged extends Written {
  readonly stage?: number;
}

interface Included {
  readonly files: readonly Document[];
  /** What is included from elsewhere: it may add any job. */
  readonly remote: readonly Opaque[];
}

function included(main: Document, find: FindDocument): Included {
  const files: Document[] = [];
  const remote: Opaque[] = [];
  const queue: Document[] = [main];
  for (let document = queue.shift(); document && files.length < MOST_INCLUDES; document = queue.shift()) {
    if (files.includes(document)) continue;
    files.push(document);
    const here = document;
    [dig(document.data, 'include')].flat().forEach((entry, index) => {
      if (entry === undefined) return;
      const local = stringOf(entry) ?? stringOf(dig(entry, 'local'));
      const found = local === undefined ? undefined : find(local.replace(/^\//, ''));
      if (found) {
        queue.push(found);
        return;
      }
      const by = local ?? stringOf(dig(entry, 'template')) ?? stringOf(dig(entry, 'project')) ?? 'an include';
      remote.push({ by, place: here.locate(`/include/${index}`), anywhere: true });
    });
  }
  return { files, remote };
}

/** `extends:` puts the other's keys below its own. */
function withExtends(body: JsonObject, byId: ReadonlyMap<string, Written>, depth = 0): JsonObject {
  const names = [body['extends']].flat().filter((name) => typeof name === 'string');
  if (names.length === 0 || depth >= MOST_EXTENDS) return body;
  const above = [...new Set(names)]
    .slice(0, MOST_PARENTS)
    .map((name) => withExtends(byId.get(name)?.body ?? {}, byId, depth + 1));
  return Object.assign({}, ...above, body) as JsonObject; // Each is an object, so their union is one.
}

function jobOf({ id, body, document, stage }: Staged, all: readonly Staged[], remote: readonly Opaque[]): Job {
  const at = `/${pointerToken(id)}`;
  const manner = { ignored: body['allow_failure'] === true, onFailure: body['when'] === 'on_failure' };
  const doings = joinDoings(
    ['before_script', 'script', 'after_script'].flatMap((key) =>
      [body[key]].flat(3).flatMap((line, index) => {
        if (typeof line !== 'string') return [];
        return [readCommands(line, () => document.locate(`${at}/${key}/${index}`), manner)];
      }),
    ),
  );
  const environment = stringOf(body['environment']) ?? stringOf(dig(body['environment'], 'name'));
  const timeoutMinutes = minutesOf(body['timeout']);
  const isChild = isObject(body['trigger']) || typeof body['trigger'] === 'string';
  const child = isChild ? [{ by: 'a triggered pipeline', place: document.locate(`${at}/trigger`) }] : [];
  return {
    id,
    place: document.locate(at),
    needs: needsOf(body, stage ?? 0, all),
    ...(environment !== undefined && { environment: environment.includes('$') ? '' : environment }),
    ...(timeoutMinutes !== undefined && { timeoutMinutes }),
    acts: [...doings.acts, ...credentialActs(body, document, at)],
    opaque: [...doings.opaque, ...child, ...remote],
    actions: [],
    hasServices: arrayOf(body['services']).length > 0,
    exclusive: { group: stringOf(body['resource_group']) !== undefined, cancels: body['interruptible'] === true },
    manual: isManual(body),
    permissions: 'limited',
  };
}

/** Jobs of earlier stages come first, unless `needs:` names others. */
function needsOf(body: JsonObject, stage: number, all: readonly Staged[]): readonly string[] {
  const { needs } = body;
  if (!Array.isArray(needs)) return all.filter((other) => (other.stage ?? 0) < stage).map(({ id }) => id);
  return needs.flatMap((need) => stringOf(need) ?? stringOf(dig(need, 'job')) ?? []);
}

function isManual(body: JsonObject): boolean {
  const rules = arrayOf(body['rules']);
  return body['when'] === 'manual' || rules.some((rule) => dig(rule, 'when') === 'manual');
}

/** `id_tokens:` is how a job proves who it is without a key. */
function credentialActs(body: JsonObject, document: Document, at: string): Job['acts'] {
  if (!isObject(body['id_tokens'])) return [];
  const place = document.locate(`${at}/id_tokens`);
  return [{ deed: 'workload-identity', by: 'id_tokens', place, ignored: false, undoes: false, onFailure: false }];
}

/** `30m`, `1h 30m`, `3 hours`; a plain number of seconds is not among what people write. */
function minutesOf(value: unknown): number | undefined {
  if (numberOf(value) !== undefined || typeof value !== 'string' || value.length > 40) return undefined;
  const hours = /(\d{1,4})\s?h/.exec(value)?.[1];
  const minutes = /(\d{1,5})\s?m/.exec(value)?.[1];
  return hours === undefined && minutes === undefined ? undefined : Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}
