/** Something that a command acts on. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** Pods a command looks for by their labels. */
export interface SelectedPods {
  readonly labels: ReadonlyMap<string, string>;
  readonly namespace?: string;
}

export interface CommandTargets {
  readonly objects: readonly NamedObject[];
  readonly pods: readonly SelectedPods[];
}

/** Kinds whose names people write; those of pods, replica sets, jobs and claims are made by others. */
const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Deployment: ['deploy', 'deployment', 'deployments', 'deployment.apps', 'deployments.apps'],
    StatefulSet: ['sts', 'statefulset', 'statefulsets', 'statefulset.apps', 'statefulsets.apps'],
    DaemonSet: ['ds', 'daemonset', 'daemonsets', 'daemonset.apps', 'daemonsets.apps'],
    CronJob: ['cj', 'cronjob', 'cronjobs', 'cronjob.batch', 'cronjobs.batch'],
    Service: ['svc', 'service', 'services'],
    Ingress: ['ing', 'ingress', 'ingresses'],
    HorizontalPodAutoscaler: ['hpa', 'horizontalpodautoscaler', 'horizontalpodautoscalers'],
    PodDisruptionBudget: ['pdb', 'poddisruptionbudget', 'poddisruptionbudgets'],
    Rollout: ['ro', 'rollout', 'rollouts', 'rollout.argoproj.io', 'rollouts.argoproj.io'],
    Cluster: ['cluster.postgresql.cnpg.io', 'clusters.postgresql.cnpg.io'],
  }).flatMap(([kind, words]) => words.map((word) => [word, kind] as const)),
);
/** Flags that stand alone: the word after any other flag is its value. */
const SWITCHES =
  /^(?:-[AwfihLRt]|-it|-ti|--(?:all|all-namespaces|watch|follow|previous|stdin|tty|wait|force|now|dry-run|overwrite|recursive|show-labels|no-headers|ignore-not-found|prefix|timestamps|all-containers|record))$/;
const SET_SUBJECTS: ReadonlySet<string> = new Set([
  'env',
  'image',
  'resources',
  'selector',
  'serviceaccount',
  'subject',
]);
const VERBS: ReadonlySet<string> = new Set(
  'get describe delete edit scale autoscale annotate label patch expose wait top'.split(' '),
);
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
/** Names that stand for whatever the reader has. */
const EXAMPLE = /^(?:my|your|some|example|foo|bar|xxx?|the)(?:[-.]|$)|(?:^|-)(?:xxx+|name|example)$/;

/** What a command line of kubectl names; nothing for other programs, and for names that are to be filled in. */
export function kubectlTargets(words: readonly string[]): CommandTargets {
  const [program = ''] = words;
  if (!/(?:^|\/)(?:kubectl|oc|k)$/.test(program)) return { objects: [], pods: [] };
  const end = words.indexOf('--');
  const { flags, positional } = split(words.slice(1, end === -1 ? undefined : end));
  const namespace = flags.findLast(({ name }) => name === '-n' || name === '--namespace')?.value;
  const scope = namespace === undefined ? {} : { namespace };
  const from = flags.flatMap(({ name, value }) => (name === '--from' ? objectsOf([value]) : []));
  const objects = [...targetsOf(positional), ...from].filter(({ name }) => isName(name));
  const selectors = flags.filter(({ name }) => name === '-l' || name === '--selector');
  const pods = selectors.flatMap(({ value }) => (selectsPods(positional) ? (labelsOf(value) ?? []) : []));
  return {
    objects: objects.map((object) => ({ ...object, ...scope })),
    pods: pods.map((labels) => ({ labels, ...scope })),
  };
}

interface Flag {
  readonly name: string;
  readonly value: string;
}

function split(words: readonly string[]): { readonly flags: readonly Flag[]; readonly positional: readonly string[] } {
  const flags: Flag[] = [];
  const positional: string[] = [];
  const rest = words.values();
  for (const word of rest) {
    const equals = word.indexOf('=');
    if (!word.startsWith('-')) positional.push(word);
    else if (equals > 0) flags.push({ name: word.slice(0, equals), value: word.slice(equals + 1) });
    else if (/^-[nl]./.test(word)) flags.push({ name: word.slice(0, 2), value: word.slice(2) });
    else if (!SWITCHES.test(word)) flags.push({ name: word, value: rest.next().value ?? '' });
  }
  return { flags, positional };
}

function targetsOf(positional: readonly string[]): readonly NamedObject[] {
  const [verb = '', second = ''] = positional;
  if (verb === 'cnpg') return second === 'promote' || second === 'status' ? named('Cluster', positional[2]) : [];
  if (verb === 'argo' && second === 'rollouts') return named('Rollout', positional[3]);
  if (verb === 'rollout') return objectsOf(positional.slice(2));
  if (verb === 'set' && SET_SUBJECTS.has(second)) return objectsOf(positional.slice(2));
  // A log and a shell are of a pod, where no kind is named.
  if (['logs', 'exec', 'port-forward', 'attach', 'debug', 'cp'].includes(verb))
    return second.includes('/') ? objectsOf([second]) : [];
  return VERBS.has(verb) ? objectsOf(positional.slice(1)) : [];
}

/** `deployment/a deployment/b`, or `deployment a b`. */
function objectsOf(words: readonly string[]): readonly NamedObject[] {
  const slashed = words.filter((word) => word.includes('/'));
  if (slashed.length > 0) {
    return slashed.flatMap((word) => {
      const [type = '', name, ...rest] = word.split('/');
      return rest.length > 0 ? [] : named(KINDS.get(type.toLowerCase()), name);
    });
  }
  const [type = '', ...names] = words;
  return names.filter((name) => !/[=:]/.test(name)).flatMap((name) => named(KINDS.get(type.toLowerCase()), name));
}

function named(kind: string | undefined, name: string | undefined): readonly NamedObject[] {
  return kind === undefined || name === undefined ? [] : [{ kind, name }];
}

function isName(name: string): boolean {
  return NAME.test(name) && !EXAMPLE.test(name);
}

function selectsPods(positional: readonly string[]): boolean {
  const [verb = '', type = ''] = positional;
  return verb === 'logs' || ['po', 'pod', 'pods'].includes(type.toLowerCase());
}

/** Plain equalities; undefined where a word is to be filled in or the form is another. */
function labelsOf(selector: string): readonly ReadonlyMap<string, string>[] | undefined {
  const pairs = selector.split(',').map((pair) => /^([\w./-]+)==?([\w.-]+)$/.exec(pair.trim()));
  if (pairs.some((pair) => pair === null || !isName(String(pair[2]).toLowerCase()))) return undefined;
  return [new Map(pairs.map((pair) => [String(pair?.[1]), String(pair?.[2])]))];
}
