import { expressionsOf } from '../../src/collect/promql/expressions-of.ts';
import { queryParser } from '../../src/collect/promql/query-parser.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { parseYaml } from '../../src/lib/yaml/parse-yaml.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { BuiltImage, Collection, DeploymentSet, Document, Unread } from '../../src/types/document.ts';
import type { Model, ModelSettings } from '../../src/types/examination.ts';
import type { Facts, SubjectKind, Variant } from '../../src/types/subject.ts';

const parse = await queryParser();
const shop: ServiceConfig = repositoryService('shop');

interface More {
  /** Documents beside those of the files. */
  readonly documents?: readonly Document[];
  readonly sets?: readonly DeploymentSet[];
  readonly unread?: readonly Partial<Unread>[];
  readonly builtImages?: readonly BuiltImage[];
  readonly services?: readonly Partial<ServiceConfig>[];
  readonly settings?: Partial<ModelSettings>;
}

/** The model of YAML files; a text alone stands in `all.yaml`. */
export function modelOf(files: string | { readonly [path: string]: string }, more: More = {}): Model {
  return buildModel(collectionOf(files, more), {
    services: (more.services ?? [{}]).map((service) => ({ ...shop, ...service })),
    environments: {},
    podTemplates: {},
    repository: 'shop',
    ...more.settings,
  });
}

export function collectionOf(files: string | { readonly [path: string]: string }, more: More = {}): Collection {
  const entries = Object.entries(typeof files === 'string' ? { 'all.yaml': files } : files);
  const read = entries.flatMap(([path, text]) => documentsOf(path, text));
  const documents = [...read, ...(more.documents ?? [])];
  return {
    documents,
    sets: more.sets ?? [],
    unread: (more.unread ?? []).map((one) => ({ source: 'yaml', reason: 'unread', detail: 'x.yaml.', ...one })),
    skipped: [],
    builtImages: more.builtImages ?? [],
    queries: new Map(documents.flatMap(expressionsOf).map((text) => [text, parse(text)])),
  };
}

/** The documents of a YAML text, with what a renderer would add to them. */
export function documentsOf(
  path: string,
  text: string,
  extra: Partial<Pick<Document, 'set' | 'touched'>> = {},
): readonly Document[] {
  const { documents, problem } = parseYaml(path, text);
  if (problem) throw new Error(`${path}:${problem.line}: ${problem.message}`);
  return documents.filter(({ data }) => data !== null).map((document) => ({ ...document, ...extra }));
}

export function variantsOf(model: Model, kind: SubjectKind, id: string): readonly Variant[] {
  const subject = model.subjects.find((candidate) => candidate.kind === kind && candidate.id === id);
  const known = model.subjects.filter((one) => one.kind === kind).map((one) => one.id);
  if (!subject) throw new Error(`There is no ${kind} ${id}; there are ${known.join(', ')}.`);
  return subject.variants;
}

/** A fact of the only variant of a subject, or of that in a set. */
export function factOf(model: Model, [kind, id, set]: readonly [SubjectKind, string, string?], path: string): unknown {
  const variants = variantsOf(model, kind, id);
  const variant = set === undefined ? variants[0] : variants.find((candidate) => candidate.set === set);
  if (!variant) throw new Error(`${id} stands in ${variants.map((one) => one.set).join(', ')}.`);
  return path.split('.').reduce<unknown>((here, key) => {
    if (typeof here !== 'object' || here === null) return undefined;
    return '$unknown' in here ? here : (here as Facts)[key];
  }, variant.facts);
}

/** Manifests in short: each has what its test does not care about filled in. */
export const deployment = (name: string, spec = '', pod = '', container = ''): string => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  ${spec || 'paused: false'}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      ${pod || 'hostNetwork: false'}
      containers:
        - name: app
          image: example.com/${name}:1.0
          ${container || 'tty: false'}
`;

export const service = (name: string, more = 'ports: [{ port: 80 }]'): string => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ${more} }
`;

export const budget = (name: string, more = 'minAvailable: 1'): string => `
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name} }
spec: { selector: { matchLabels: { app: ${name} } }, ${more} }
`;

export const hpa = (name: string, more = 'minReplicas: 3, maxReplicas: 6', kind = 'Deployment'): string => `
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name} }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: ${name} }, ${more} }
`;
