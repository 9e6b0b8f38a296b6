import { FactSheet, type Locatable } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { ReadDependency } from './read-dependencies.ts';

export interface DependencyDraft {
  readonly read: ReadDependency;
  readonly sheet: FactSheet;
  readonly draft: VariantDraft;
}

export function dependencyDraft(read: ReadDependency): DependencyDraft {
  const { declared, name, service, place } = read;
  const home: Locatable = { locate: () => place };
  const sheet = new FactSheet(home);
  sheet.put('name', name);
  sheet.put('declaredIn', [...(declared ? ['configuration'] : []), ...(read.inCatalog ? ['catalog'] : [])]);
  sheet.put('criticality', declared?.criticality);
  sheet.put('reason', declared?.reason);
  sheet.put('fallback', declared?.fallback);
  sheet.put('thirdParty', declared?.thirdParty ?? false);
  sheet.put('provider', {});
  sheet.put('provider.sla', declared?.sla);
  sheet.put('provider.status', declared?.status);
  sheet.put('provider.support', declared?.support);
  sheet.put('provider.quota', declared?.quota);
  const draft: VariantDraft = {
    kind: 'dependency',
    id: name,
    files: [place.file],
    names: [],
    says: [service.name],
    variant: {
      set: 'dependencies',
      coordinates: { platform: declared ? 'orrery' : 'backstage', kind: 'Dependency', name },
      facts: sheet.facts,
      locate: (path) => sheet.locate(path),
    },
  };
  return { read, sheet, draft };
}
