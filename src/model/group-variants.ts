import { matchesGlob } from '../lib/glob.ts';
import type { ServiceConfig } from '../types/config.ts';
import type { Subject, SubjectKind, Variant } from '../types/subject.ts';

/** A variant before it is known which service and subject it belongs to. */
export interface VariantDraft {
  readonly kind: SubjectKind;
  readonly id: string;
  /** Files that declare it, the most telling first. */
  readonly files: readonly string[];
  /** Logical names by which a service may claim it. */
  readonly names: readonly string[];
  /** What it says of itself that it belongs to, in names of services or workloads, the most telling first. */
  readonly says?: readonly string[];
  readonly variant: Variant;
}

/** Joins variants into subjects: those of the same service, kind and logical id are one. Sorted throughout. */
export function groupVariants(drafts: readonly VariantDraft[], services: readonly ServiceConfig[]): readonly Subject[] {
  const groups = new Map<string, { kind: SubjectKind; id: string; service: string; variants: Variant[] }>();
  const claim = claimer(services);
  for (const draft of drafts) {
    const service = claim(draft);
    const key = `${service}\n${draft.kind}\n${draft.id}`;
    const group = groups.get(key);
    if (group) group.variants.push(draft.variant);
    else groups.set(key, { kind: draft.kind, id: draft.id, service, variants: [draft.variant] });
  }
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, group]) => ({ ...group, variants: group.variants.sort(byCoordinates) }));
}

/** The service that a file belongs to, for what is no subject of its own. */
export function fileOwner(services: readonly ServiceConfig[]): (file: string) => string {
  const claim = claimer(services);
  return (file) => claim({ names: [], files: [file] });
}

/** The service that a variant belongs to: the first that claims its name or its files, else the one that claims all. */
type Claimable = Pick<VariantDraft, 'names' | 'files' | 'says'>;

function claimer(services: readonly ServiceConfig[]): (draft: Claimable) => string {
  const rest = services.find((service) => service.paths.length === 0 && service.workloads.length === 0) ?? services[0];
  const [only] = services;
  if (services.length === 1 && only) return () => only.name;
  return (draft) => {
    const claiming =
      serviceSaidBy(draft.says ?? [], services) ??
      services.find((service) => draft.names.some((name) => claims(service, name))) ??
      services.find((service) => service.paths.some((path) => draft.files.some((file) => isWithin(path, file))));
    return (claiming ?? rest)?.name ?? '';
  };
}

/** The service that is meant by the first of these names that means one. */
export function serviceSaidBy(says: readonly string[], services: readonly ServiceConfig[]): ServiceConfig | undefined {
  for (const name of says) {
    const named = services.find((service) => service.name === name || service.formerly.includes(name));
    const service = named ?? services.find((candidate) => claims(candidate, name));
    if (service) return service;
  }
  return undefined;
}

function claims({ workloads }: ServiceConfig, name: string): boolean {
  return workloads.some((glob) => matchesGlob(glob, name));
}

/** Whether some service says that a file is its own. */
export function isClaimed(file: string, services: readonly ServiceConfig[]): boolean {
  return services.some(({ paths }) => paths.some((path) => isWithin(path, file)));
}

/** A path names a folder and all below it, or is a glob. */
export function isWithin(path: string, file: string): boolean {
  const folder = path.replace(/\/+$/, '');
  return folder === '' || folder === '.' || file === folder || file.startsWith(`${folder}/`) || matchesGlob(path, file);
}

function byCoordinates(left: Variant, right: Variant): number {
  const one = sortKey(left);
  const other = sortKey(right);
  return one < other ? -1 : one > other ? 1 : 0;
}

function sortKey({ set, coordinates }: Variant): string {
  return [set, coordinates.platform, coordinates.kind, coordinates.namespace ?? '', coordinates.name].join('\n');
}
