import { realpathSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type BuiltIn, loadBuiltIn } from '../../src/catalog/load-built-in.ts';
import { extendBuiltIn } from '../../src/catalog/open-catalog.ts';
import { collect } from '../../src/collect/collect.ts';
import { packageRoot } from '../../src/lib/package-root.ts';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { examine } from '../../src/pipeline.ts';
import type { Catalog, Profile } from '../../src/types/check.ts';
import type { CheckSettings, ServiceConfig } from '../../src/types/config.ts';
import type { Collection } from '../../src/types/document.ts';
import type { Examination } from '../../src/types/examination.ts';
import type { Finding, Measured } from '../../src/types/finding.ts';
import type { Coordinates } from '../../src/types/subject.ts';
import { checkoutAt } from '../checkout-at.ts';
import type { Mapping } from './read-mapping.ts';
import type { Row } from './read-rows.ts';

/** Of tier 1, for which no check is left out. */
const service: ServiceConfig = { ...repositoryService('truth'), tier: 1 };

/** kube-score's own default, for runs that set no floor. */
const DEFAULT_FLOOR = 2;

interface By {
  readonly ours: readonly string[];
  readonly mapping: Mapping;
}

/** What our checks say together about the row's file, as a repository of its own. */
export async function judgeRow(row: Row, { ours, mapping }: By): Promise<Measured> {
  const { floors, leftOut } = mapping;
  const dropped = Object.keys(leftOut).flatMap((setting) => (row.config[setting] === true ? leftOut[setting] : []));
  const checks = ours.filter((check) => !dropped.includes(check));
  const profile: Profile = { id: 'truth', title: 'What peers judge too', select: { checks }, blocks: [] };
  const examination = examine({
    collection: await collectFile(row.path),
    settings: { services: [service], environments: {}, podTemplates: {}, repository: 'truth' },
    catalog: await catalogWith(paramsOf(row, floors)),
    profile,
    overrides: [],
    now: new Date('2026-01-01T00:00:00Z'),
  });
  const measured = examination.findings.flatMap((finding) => measuredOf(finding, examination, row.resource));
  return (['fail', 'unknown', 'pass'] as const).find((verdict) => measured.includes(verdict)) ?? 'not-applicable';
}

async function collectFile(path: string): Promise<Collection> {
  const files = [{ path: basename(path), size: statSync(path).size }];
  const checkout = checkoutAt(realpathSync(dirname(path)), { name: 'truth', files });
  return collect(checkout, { tools: {}, allowRemote: false, rendered: [], chartsForOthers: false });
}

/** A finding's verdicts on the variants that are the resource; on all of them where the row names none. */
function measuredOf(finding: Finding, { subjects }: Examination, resource: string | undefined): readonly Measured[] {
  const subject = subjects.find(({ kind, id }) => kind === finding.subject.kind && id === finding.subject.id);
  return finding.variants.flatMap(({ measured }, index) => {
    const coordinates = subject?.variants[index]?.coordinates;
    return resource === undefined || (coordinates && nameOf(coordinates) === resource) ? [measured] : [];
  });
}

function nameOf({ kind, namespace, name }: Coordinates): string {
  return `${kind}/${namespace ?? '-'}/${name}`;
}

function paramsOf({ config }: Row, floors: Mapping['floors']): CheckSettings['params'] {
  return Object.fromEntries(
    Object.entries(floors).flatMap(([setting, params]) => {
      const floor = Number(config[setting] ?? 0) || DEFAULT_FLOOR;
      return Object.entries(params).map(([check, param]) => [check, { [param]: floor }]);
    }),
  );
}

const catalogs = new Map<string, Promise<Catalog>>();
let builtIn: Promise<BuiltIn> | undefined;

function catalogWith(params: CheckSettings['params']): Promise<Catalog> {
  const key = JSON.stringify(params);
  const catalog = catalogs.get(key) ?? openWith(params);
  catalogs.set(key, catalog);
  return catalog;
}

async function openWith(params: CheckSettings['params']): Promise<Catalog> {
  builtIn ??= loadBuiltIn();
  return extendBuiltIn(await builtIn, { paths: [], params, root: packageRoot() });
}
