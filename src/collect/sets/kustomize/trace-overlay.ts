import { dig } from '../../../lib/json.ts';
import type { Place } from '../../../types/place.ts';
import { existingPart, isSame, pointerOf, tokensOf, translatePath, valueAt } from '../pointers.ts';
import { type ResourceIdentity, resourceIdentity } from '../resource-identity.ts';
import { fieldPlace } from './field-place.ts';
import type { Overlay } from './overlay.ts';
import { mayTarget } from './patch-target.ts';
import type { Patch } from './patches.ts';
import type { Resource } from './resource.ts';

export interface Trace {
  /** The file that the object comes from: where it is declared, or the overlay that generates it. */
  readonly file: string;
  locate(pointer: string): Place;
}

/** Leads from a rendered object back to the lines of the base, the patches and the overlay that made it. */
export function traceOverlay(overlay: Overlay, rendered: unknown): Trace {
  const identity = resourceIdentity(rendered);
  const resource = identity && findResource(overlay, identity);
  const patches = resource ? overlay.patches.filter((patch) => mayTarget(patch.target, resource)).toReversed() : [];
  const fallback: Place = { file: overlay.root.file, line: 1, column: 1, exact: false, via: 'rendered' };
  return {
    file: resource?.document.file ?? overlay.root.file,
    locate: (pointer) => {
      const tokens = existingPart(rendered, tokensOf(pointer));
      const place = resource && traceTokens({ overlay, resource, patches, rendered }, tokens);
      return place ? { ...place, via: 'rendered' } : fallback;
    },
  };
}

function findResource(overlay: Overlay, { kind, name, group }: ResourceIdentity): Resource | undefined {
  const sameKind = overlay.resources.filter(({ identity }) => identity.kind === kind && identity.group === group);
  return (
    sameKind.find(({ names }) => names.at(-1) === name) ??
    sameKind.find(({ names }) => names.includes(name)) ??
    sameKind.find(({ names }) => name.startsWith(`${names.at(-1)}-`) && /^[a-z0-9]{10}$/.test(name.slice(-10)))
  );
}

interface Origin {
  readonly overlay: Overlay;
  readonly resource: Resource;
  readonly patches: readonly Patch[];
  readonly rendered: unknown;
}

/** What a patch repeats to say which object or list item it means. */
const IDENTITY = new Set(['name', 'kind', 'apiVersion']);

function traceTokens(origin: Origin, tokens: readonly string[]): Place | undefined {
  const { resource, rendered } = origin;
  const value = valueAt(rendered, tokens);
  const isStructure = typeof value === 'object' && value !== null;
  const source = translatePath(rendered, resource.document.data, tokens);
  const isInSource = source !== undefined && (isStructure || isSame(valueAt(resource.document.data, source), value));
  const inSource = source && (isInSource || pointerOf(tokens) === '/metadata/name');
  if (inSource && (isStructure || IDENTITY.has(tokens.at(-1) ?? ''))) {
    return resource.document.locate(pointerOf(source));
  }
  // A patch may set what the base sets too: whoever changes the value has to change it there.
  for (const patch of origin.patches) {
    const place = placeInPatch(patch, rendered, tokens);
    if (place) return place;
  }
  if (inSource) return resource.document.locate(pointerOf(source));
  return fieldPlace(origin.overlay, resource, { tokens, image: imageBefore(resource, source) });
}

function imageBefore(resource: Resource, source: readonly string[] | undefined): unknown {
  return source?.at(-1) === 'image' ? dig(resource.document.data, ...source) : undefined;
}

function placeInPatch({ body }: Patch, rendered: unknown, tokens: readonly string[]): Place | undefined {
  const value = valueAt(rendered, tokens);
  if (body.kind === 'merge') {
    const path = translatePath(rendered, body.data, tokens);
    if (!path) return undefined;
    const found = valueAt(body.data, path);
    return typeof found === 'object' || isSame(found, value) ? body.locate(pointerOf(path)) : undefined;
  }
  if (body.kind === 'unknown') return undefined;
  const pointer = pointerOf(tokens);
  return body.operations.findLast((operation) => {
    if (operation.path === pointer) return operation.op !== 'remove' && isSame(operation.value, value);
    if (operation.path.endsWith('/-')) return isAppended(operation.path, operation.value, { rendered, tokens });
    const isBelow = pointer.startsWith(`${operation.path}/`);
    return isBelow && isSame(valueAt(operation.value, tokensOf(pointer.slice(operation.path.length))), value);
  })?.place;
}

function isAppended(
  path: string,
  item: unknown,
  where: { readonly rendered: unknown; readonly tokens: readonly string[] },
): boolean {
  const depth = tokensOf(path).length;
  const list = pointerOf(where.tokens.slice(0, depth - 1));
  return `${list}/-` === path && isSame(valueAt(where.rendered, where.tokens.slice(0, depth)), item);
}
