import type { Unknown } from '../../types/unknown.ts';
import type { FactSheet } from '../fact-sheet.ts';
import type { Inventory } from '../kubernetes/inventory.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';
import { logicalName } from '../logical-name.ts';
import { commandsIn, type WrittenCommand } from './code-commands.ts';
import { isUnmarked } from './destructive.ts';
import { kubectlTargets, type NamedObject, type SelectedPods } from './kubectl-names.ts';
import { lineOf, type Prose } from './prose.ts';

const MOST_NAMED = 10;

/** Commands that the reader is to run: how many, what they name that is not there, and what they destroy. */
export function putCommands(sheet: FactSheet, prose: Prose, inventory: Inventory): void {
  const { document, data } = prose;
  const written = data.commands.flatMap((code, index) => commandsIn(code).map((command) => ({ command, code, index })));
  const judged = written.map(({ command, index }) => ({
    line: command.line,
    index,
    missing: missingIn(command, inventory),
  }));
  const known = judged.filter(({ missing }) => missing.some((one) => typeof one === 'string'));
  const unresolved = [...new Set(judged.flatMap(({ missing }) => missing))].slice(0, MOST_NAMED);
  sheet.put('commands', {}, document);
  sheet.put(
    'commands.count',
    written.filter(({ command }) => command.words.length > 1).length,
    document,
    '/commands/0',
  );
  sheet.put('commands.unresolved', unresolved, lineOf(prose, known[0]?.line));
  const unmarked = written.filter(({ command, code }) => isUnmarked(command, code, data));
  sheet.put(
    'commands.destructive',
    unmarked.slice(0, MOST_NAMED).map(({ command }) => command.words.join(' ').slice(0, 120)),
    lineOf(prose, unmarked[0]?.command.line),
  );
}

/** The objects of the repository that the commands of a document name. */
export function namedBy({ data }: Prose, inventory: Inventory): readonly KubeObject[] {
  const commands = data.commands.flatMap((code) => commandsIn(code));
  const objects = commands.flatMap(({ words }) => kubectlTargets(words).objects);
  return [...new Set(objects.flatMap((wanted) => found(wanted, inventory)))];
}

/** Workloads that are written as `deployment/orders`, without a command. */
export function mentionedBy({ data }: Prose, inventory: Inventory): readonly KubeObject[] {
  const codes = data.commands.filter(({ isInline, text }) => isInline && /^[a-z]+\/[a-z0-9.-]+$/.test(text));
  const objects = codes.flatMap(({ text }) => kubectlTargets(['kubectl', 'get', text]).objects);
  return objects.flatMap((wanted) => found(wanted, inventory));
}

function missingIn({ words }: WrittenCommand, inventory: Inventory): readonly (string | Unknown)[] {
  const { objects, pods } = kubectlTargets(words);
  return [
    ...objects.flatMap((wanted) => missingObject(wanted, inventory)),
    ...pods.flatMap((wanted) => missingPods(wanted, inventory)),
  ];
}

/**
 * A name is missing only where the repository keeps objects of its kind, deploys to the namespace that is named, and
 * all of it was read: operators, other charts and people make objects too.
 */
function missingObject(wanted: NamedObject, inventory: Inventory): readonly (string | Unknown)[] {
  const { kind, name, namespace } = wanted;
  const alike = inventory.ofKind(kind);
  if (alike.length === 0 || !isOurs(namespace, inventory) || found(wanted, inventory).length > 0) return [];
  if (alike.some((object) => mayBeNamed(object, inventory))) return [];
  const hidden = hiddenIn(kind, alike, inventory);
  return [hidden ?? `${kind} ${name}`];
}

function hiddenIn(kind: string, alike: readonly KubeObject[], inventory: Inventory): Unknown | undefined {
  const sets = new Set(alike.map(({ set }) => set));
  return [...sets].map((set) => inventory.mayHold(kind, set)).find((marker) => marker !== undefined);
}

function found({ kind, name }: NamedObject, inventory: Inventory): readonly KubeObject[] {
  return inventory.ofKind(kind).filter((object) => {
    const set = inventory.sets.get(object.set);
    const logical = logicalName(object.name, set);
    return object.name === name || logical === name || (set?.release !== undefined && name.endsWith(`-${logical}`));
  });
}

/** What a chart for others installs is named by its release. */
function mayBeNamed({ set, touched }: KubeObject, inventory: Inventory): boolean {
  const renamed = touched?.some(({ pointer }) => pointer === '' || pointer.startsWith('/metadata/name')) ?? false;
  return renamed || (inventory.sets.get(set)?.release === undefined && inventory.sets.get(set)?.kind === 'helm');
}

/** Whether objects of this repository land in the namespace; where none is named, they land in the reader's own. */
function isOurs(namespace: string | undefined, inventory: Inventory): boolean {
  if (namespace === undefined) return true;
  return inventory.workloads.some(({ object }) => object.namespace === namespace);
}

function missingPods({ labels, namespace }: SelectedPods, inventory: Inventory): readonly (string | Unknown)[] {
  const keys = [...labels.keys()];
  const alike = inventory.workloads.filter(({ template }) => keys.every((key) => template.labels.has(key)));
  if (alike.length === 0 || !isOurs(namespace, inventory)) return [];
  const matches = alike.some(({ template }) => [...labels].every(([key, value]) => template.labels.get(key) === value));
  // The release that a chart is installed under is a label of its pods.
  if (matches || keys.some((key) => /instance|release|chart|version|hash/.test(key))) return [];
  const objects = alike.map(({ object }) => object);
  if (objects.some((object) => mayBeNamed(object, inventory))) return [];
  const text = [...labels].map(([key, value]) => `${key}=${value}`).join(',');
  return [hiddenIn('Deployment', objects, inventory) ?? `pods with ${text}`];
}
