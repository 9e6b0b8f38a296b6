import { arrayOf, dig, isObject, numberOf, objectOf, pointerToken, stringOf } from '../../lib/json.ts';
import type { Document } from '../../types/document.ts';
import { FactSheet, within } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { ModelContext } from '../model-context.ts';
import { unknown } from '../unknown.ts';
import { putChaos } from './experiment.ts';
import { fisFaults } from './fis-faults.ts';

/** Load tests, and experiments of tools that are no part of Kubernetes. */
export function experimentVariants({ collection }: ModelContext): readonly VariantDraft[] {
  return collection.documents.flatMap((document) => {
    if (document.format === 'load-test') return [loadTest(document)];
    if (document.format !== 'yaml' && document.format !== 'json') return [];
    return [...fisTemplates(document), ...chaosToolkit(document)];
  });
}

function loadTest(document: Document): VariantDraft {
  const { data } = document;
  const sheet = new FactSheet(document);
  const criteria = numberOf(dig(data, 'criteria'));
  const tool = stringOf(dig(data, 'tool')) ?? 'k6';
  sheet.put('kind', 'load');
  sheet.put('tool', tool);
  sheet.put('criteria', {});
  const open = unknown('unresolved', `whether a run of ${tool} fails is decided where it is not read`);
  sheet.put('criteria.declared', criteria === undefined ? open : criteria > 0);
  sheet.put('load', {});
  sheet.put('load.peak', numberOf(dig(data, 'peak')));
  sheet.put('durationSeconds', numberOf(dig(data, 'durationSeconds')));
  return toDraft(document, { id: `load/${document.file}`, tool, name: document.file, sheet });
}

interface Drafted {
  readonly id: string;
  readonly tool: string;
  readonly name: string;
  readonly sheet: FactSheet;
}

function toDraft(document: Document, { id, tool, name, sheet }: Drafted): VariantDraft {
  return {
    kind: 'experiment',
    id,
    files: [document.file],
    names: [],
    variant: {
      set: 'experiments',
      coordinates: { platform: tool, kind: 'Experiment', name },
      facts: sheet.facts,
      doubtful: sheet.doubtful,
      locate: (path) => sheet.locate(path),
    },
  };
}

/** AWS Fault Injection Service: a template of its own, or resources of CloudFormation. */
function fisTemplates(document: Document): readonly VariantDraft[] {
  const { data } = document;
  const resources = Object.entries(objectOf(dig(data, 'Resources'))).filter(
    ([, resource]) => dig(resource, 'Type') === 'AWS::FIS::ExperimentTemplate',
  );
  const inStack = resources.map(([name, resource]) =>
    fisTemplate(document, {
      name,
      template: dig(resource, 'Properties'),
      at: `/Resources/${pointerToken(name)}/Properties`,
    }),
  );
  const isTemplate = isObject(dig(data, 'actions')) && Object.values(objectOf(dig(data, 'actions'))).some(isFisAction);
  return isTemplate ? [...inStack, fisTemplate(document, { name: document.file, template: data, at: '' })] : inStack;
}

function isFisAction(action: unknown): boolean {
  return stringOf(either(action, 'actionId'))?.startsWith('aws:') ?? false;
}

/** The API writes `stopConditions`, CloudFormation `StopConditions`. */
function either(value: unknown, name: string): unknown {
  return dig(value, name) ?? dig(value, (name[0] ?? '').toUpperCase() + name.slice(1));
}

interface FisTemplate {
  readonly name: string;
  readonly template: unknown;
  readonly at: string;
}

function fisTemplate(document: Document, { name, template, at }: FisTemplate): VariantDraft {
  const source = within(document, at);
  const sheet = new FactSheet(source);
  const actions = Object.values(objectOf(either(template, 'actions')));
  const conditions = arrayOf(either(template, 'stopConditions'));
  const stops = conditions.some((condition) => !['none', undefined].includes(stringOf(either(condition, 'source'))));
  const field =
    either(template, 'stopConditions') === dig(template, 'stopConditions') ? 'stopConditions' : 'StopConditions';
  putChaos(sheet, source, {
    tool: 'aws-fis',
    faults: actions.flatMap((action) => fisFaults(stringOf(either(action, 'actionId')) ?? '')),
    faultsAt: '',
    recurring: unknown('elsewhere', 'a schedule for it would be a resource of its own'),
    // An alarm that stops the experiment is what says that the service did not withstand it.
    judged: stops,
    judgedAt: `/${field}`,
    unbounded: stops ? [] : ['no alarm stops it: it has no stop condition'],
    unboundedAt: `/${field}`,
  });
  return toDraft(document, { id: `chaos/${name}`, tool: 'aws-fis', name, sheet });
}

/** Chaos Toolkit, Experiment: a hypothesis is checked before and after the method. */
function chaosToolkit(document: Document): readonly VariantDraft[] {
  const { data } = document;
  const title = stringOf(dig(data, 'title'));
  const method = arrayOf(dig(data, 'method'));
  if (title === undefined || !Array.isArray(dig(data, 'method')) || dig(data, 'description') === undefined) return [];
  if (!method.every((step) => ['action', 'probe'].includes(stringOf(dig(step, 'type')) ?? ''))) return [];
  const sheet = new FactSheet(document);
  const probes = arrayOf(dig(data, 'steady-state-hypothesis', 'probes'));
  putChaos(sheet, document, {
    tool: 'chaos-toolkit',
    faults: [],
    faultsAt: '/method',
    recurring: false,
    recurringAt: '/title',
    judged: probes.length > 0,
    judgedAt: '/steady-state-hypothesis',
    unbounded: [],
  });
  return [toDraft(document, { id: `chaos/${title}`.slice(0, 200), tool: 'chaos-toolkit', name: title, sheet })];
}
