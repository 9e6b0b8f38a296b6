/** What `description` says completes the sentence "must be …"; the messages are made from it. */
const path = {
  type: 'string',
  minLength: 1,
  maxLength: 500,
  pattern: '^(?!/)(?!.*(?:^|/)\\.\\.(?:/|$))',
  description: 'a path or glob inside the repository, relative to its root',
};
const text = { type: 'string', minLength: 1, maxLength: 2000, pattern: '\\S', description: 'a text' };
const name = {
  type: 'string',
  maxLength: 100,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
  description: 'a name of letters, digits, dots, dashes and underscores',
};
const sourceKinds = ['alerts', 'objectives', 'dashboards', 'runbooks', 'drills', 'incidents'];

const service = {
  type: 'object',
  description: 'a map with at least a `name`',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name,
    type: { enum: ['service', 'worker', 'library', 'infrastructure', 'chart'] },
    paths: listOf(path, 'paths'),
    workloads: listOf(text, 'workload names or globs of them'),
    tier: { enum: [1, 2, 3] },
    owner: text,
    formerly: listOf(name, 'names'),
    sources: {
      type: 'object',
      description: 'a map from a source to where it is kept',
      additionalProperties: false,
      properties: Object.fromEntries(sourceKinds.map((kind) => [kind, text])),
    },
    complete: { ...listOf({ enum: sourceKinds }, 'sources'), uniqueItems: true },
  },
};

const checks = {
  type: 'object',
  description: 'a map with `paths`, `disable`, `enable` or `params`',
  additionalProperties: false,
  properties: {
    paths: listOf(path, 'paths'),
    disable: listOf(text, 'check ids'),
    enable: listOf(text, 'check ids'),
    params: {
      type: 'object',
      description: 'a map from a check id to its parameters',
      additionalProperties: { type: 'object', description: "a map from a parameter's name to its value" },
    },
  },
};

/** `orrery.yaml`. Everything is optional. */
export const configSchema = {
  type: 'object',
  description: 'a map',
  additionalProperties: false,
  properties: {
    services: listOf(service, 'services'),
    profile: name,
    checks,
    environments: {
      type: 'object',
      description: 'a map from an environment to globs',
      additionalProperties: listOf(text, 'globs over set ids, paths and namespaces'),
    },
    ignore: listOf(path, 'paths'),
    podTemplates: {
      type: 'object',
      description: 'a map from `group/Kind` to the dotted path of its pod template',
      propertyNames: { pattern: '^[a-z0-9.-]+/[A-Za-z0-9]+$', description: 'a `group/Kind`' },
      additionalProperties: {
        type: 'string',
        pattern: '^[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*$',
        description: 'a dotted path, such as `spec.template`',
      },
    },
    waivers: listOf(path, 'paths'),
    attestations: listOf(path, 'paths'),
    baseline: { ...path, description: 'a path inside the repository, relative to its root' },
  },
};

function listOf(items: object, what: string) {
  return { type: 'array', maxItems: 2000, items, description: `a list of ${what}` };
}
