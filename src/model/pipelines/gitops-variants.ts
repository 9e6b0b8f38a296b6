import { arrayOf, dig, isObject, stringOf } from '../../lib/json.ts';
import type { FactValue } from '../../types/subject.ts';
import { environmentOf } from '../environment-of.ts';
import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import { readInteger } from '../kubernetes/read-value.ts';
import type { ModelContext } from '../model-context.ts';

interface Agent {
  readonly platform: 'argo-cd' | 'flux';
  readonly group: string;
  put(object: KubeObject, sheet: FactSheet): void;
}

const AGENTS: ReadonlyMap<string, Agent> = new Map([
  ['Application', { platform: 'argo-cd', group: 'argoproj.io', put: putApplication }],
  ['ApplicationSet', { platform: 'argo-cd', group: 'argoproj.io', put: putApplicationSet }],
  ['HelmRelease', { platform: 'flux', group: 'helm.toolkit.fluxcd.io', put: putHelmRelease }],
  ['Kustomization', { platform: 'flux', group: 'kustomize.toolkit.fluxcd.io', put: putKustomization }],
]);

/** What an agent in the cluster keeps as the repository says: applications of Argo CD, releases and folders of Flux. */
export function gitopsVariants({ objects, settings }: ModelContext): readonly VariantDraft[] {
  return objects.flatMap((object) => {
    const agent = AGENTS.get(object.kind);
    if (!agent || agent.group !== object.group) return [];
    const { name, namespace, kind, set, document } = object;
    const sheet = new FactSheet(object);
    sheet.put('platform', agent.platform, object, '/kind');
    sheet.put('deploys', true, object, '/kind');
    agent.put(object, sheet);
    const landing =
      stringOf(dig(object.data, 'spec', 'destination', 'namespace')) ??
      stringOf(dig(object.data, 'spec', 'targetNamespace'));
    const words = [document.file, name, landing, namespace].filter((word) => word !== undefined);
    const environment = environmentOf(words, settings.environments);
    const coordinates = { platform: agent.platform, kind, name, ...(namespace !== undefined && { namespace }) };
    const variant = {
      set,
      ...(environment !== undefined && { environment }),
      coordinates,
      facts: sheet.facts,
      doubtful: sheet.doubtful,
      locate: (path: string) => sheet.locate(path),
    };
    return [{ kind: 'pipeline', id: `${kind.toLowerCase()}/${name}`, files: [document.file], names: [name], variant }];
  });
}

function putApplication(object: KubeObject, sheet: FactSheet): void {
  const paused = stringOf(dig(object.data, 'metadata', 'annotations', 'argocd.argoproj.io/skip-reconcile'));
  const at = paused === undefined ? '/spec/syncPolicy' : '/metadata/annotations';
  sheet.put('reconciles', paused !== 'true', object, at);
  putSync(object, sheet, '/spec');
}

function putApplicationSet(object: KubeObject, sheet: FactSheet): void {
  sheet.put('reconciles', true, object, '/spec');
  putSync(object, sheet, '/spec/template/spec');
}

/** Argo CD documentation, "Automated Sync Policy": nothing is healed by default. A manual sync is somebody's decision. */
function putSync(object: KubeObject, sheet: FactSheet, spec: string): void {
  const policy = dig(object.data, ...spec.slice(1).split('/'), 'syncPolicy');
  const automated = dig(policy, 'automated');
  const isOn = isObject(automated) && automated['enabled'] !== false;
  const at = `${spec}/syncPolicy`;
  sheet.put('automatic', isOn, object, at);
  sheet.put('rollback', 'none', object, at);
  sheet.put('selfHeals', isOn && dig(automated, 'selfHeal') === true, object, at);
}

/** Flux documentation, "Helm Releases": a release is upgraded again or rolled back only where `remediation` says so. */
function putHelmRelease(object: KubeObject, sheet: FactSheet): void {
  putFlux(object, sheet);
  const upgrade = dig(object.data, 'spec', 'upgrade');
  const remediation = dig(upgrade, 'remediation');
  const retries = readInteger(dig(remediation, 'retries') ?? 0);
  const isLastKept = dig(remediation, 'remediateLastFailure') === false;
  const strategy = stringOf(dig(remediation, 'strategy')) ?? 'rollback';
  sheet.put('rollback', remediated(retries, { isLastKept, strategy }), object, '/spec/upgrade/remediation');
  const waits = dig(upgrade, 'disableWait') !== true;
  sheet.put('waits', waits, object, '/spec/upgrade/disableWait');
  // Few charts bring tests, so that not running them proves nothing.
  if (dig(object.data, 'spec', 'test', 'enable') === true) sheet.put('verifies', true, object, '/spec/test');
  const drift = stringOf(dig(object.data, 'spec', 'driftDetection', 'mode'));
  sheet.put('selfHeals', drift === 'enabled', object, '/spec/driftDetection');
}

interface Remediation {
  readonly isLastKept: boolean;
  readonly strategy: string;
}

/** With `retries` the last failure is remediated too, unless it says not to. */
function remediated(retries: FactValue | undefined, { isLastKept, strategy }: Remediation): FactValue | undefined {
  if (typeof retries !== 'number') return retries;
  return retries !== 0 && !isLastKept && strategy === 'rollback' ? 'automatic' : 'none';
}

function putKustomization(object: KubeObject, sheet: FactSheet): void {
  putFlux(object, sheet);
  const spec = dig(object.data, 'spec');
  const waits = dig(spec, 'wait') === true || arrayOf(dig(spec, 'healthChecks')).length > 0;
  sheet.put('waits', waits, object, '/spec/wait');
  sheet.put('selfHeals', true, object, '/spec');
}

function putFlux(object: KubeObject, sheet: FactSheet): void {
  sheet.put('reconciles', dig(object.data, 'spec', 'suspend') !== true, object, '/spec/suspend');
  sheet.put('automatic', true, object, '/spec');
}
