import { dependency, objective, response } from './promise-schema.ts';
import { recovery } from './read-recovery.ts';
import { listOf, name, text } from './schema-parts.ts';

/** What `description` says completes the sentence "must be …"; the messages are made from it. */
const path = {
  type: 'string',
  minLength: 1,
  maxLength: 500,
  pattern: '^(?!/)(?!.*(?:^|/)\\.\\.(?:/|$))',
  description: 'a path or glob inside the repository, relative to its root',
};
const sourceKinds = ['alerts', 'objectives', 'dashboards', 'runbooks', 'drills', 'incidents', 'pipelines'];

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
    recovery,
    dependencies: { ...listOf(dependency, 'dependencies'), maxItems: 200 },
    objectives: { ...listOf(objective, 'objectives'), maxItems: 200 },
    response,
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

const label = {
  type: 'string',
  maxLength: 50,
  pattern: '^\\S(?:[^,\\r\\n]*\\S)?$',
  description: 'the name of a label, without commas',
};
const login = {
  type: 'string',
  maxLength: 100,
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*(?:\\[bot\\])?$',
  description: 'the name of an account',
};
const severityNames = ['critical', 'high', 'medium', 'low'];

const issues = {
  type: 'object',
  description: 'a map that says how gaps become issues',
  additionalProperties: false,
  properties: {
    grouping: { enum: ['gap', 'area', 'service'] },
    subIssues: { type: 'boolean' },
    severity: { enum: severityNames },
    baseline: { enum: ['file', 'skip'] },
    maxNew: { type: 'integer', minimum: 0, maximum: 500, description: 'a number from 0 to 500' },
    label,
    labels: { ...listOf(label, 'labels'), maxItems: 20 },
    severityLabels: bySeverity(label, 'a label'),
    wontfixLabels: { ...listOf(label, 'labels'), maxItems: 20 },
    milestone: { ...text, maxLength: 200 },
    dueDays: bySeverity(
      { type: 'integer', minimum: 1, maximum: 3650, description: 'a number of days from 1 to 3650' },
      'the days until a gap is due',
    ),
    assignees: {
      type: 'object',
      description: 'a map from the owner of a service to accounts',
      additionalProperties: { ...listOf(login, 'accounts'), maxItems: 10 },
    },
    trustedAuthors: { ...listOf(login, 'accounts'), maxItems: 20 },
    maxReopens: { type: 'integer', minimum: 0, maximum: 100, description: 'a number from 0 to 100' },
    reopenAfterDays: { type: 'integer', minimum: 0, maximum: 3650, description: 'a number of days from 0 to 3650' },
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
    issues,
  },
};

function bySeverity(value: object, what: string) {
  const properties = Object.fromEntries(severityNames.map((severity) => [severity, value]));
  return { type: 'object', description: `a map from a severity to ${what}`, additionalProperties: false, properties };
}
