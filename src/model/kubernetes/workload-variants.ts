import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { Inventory } from './inventory.ts';
import { coordinatesOf, draft } from './kube-draft.ts';
import type { Relations } from './relations.ts';
import type { Workload } from './workload.ts';
import { putAnalysis } from './workload-facts/put-analysis.ts';
import { putBackups } from './workload-facts/put-backups.ts';
import { putBatch } from './workload-facts/put-batch.ts';
import { putConfigKeys } from './workload-facts/put-config-keys.ts';
import { putConfiguration } from './workload-facts/put-configuration.ts';
import { putDisruption } from './workload-facts/put-disruption.ts';
import { putExposure } from './workload-facts/put-exposure.ts';
import { putIdentity } from './workload-facts/put-identity.ts';
import { putKeptVolumes } from './workload-facts/put-kept-volumes.ts';
import { putGoverningService, putNetwork } from './workload-facts/put-network.ts';
import { putPlacement } from './workload-facts/put-placement.ts';
import { putQuota } from './workload-facts/put-quota.ts';
import { putRollout } from './workload-facts/put-rollout.ts';
import { putScale } from './workload-facts/put-scale.ts';
import { putShutdown } from './workload-facts/put-shutdown.ts';
import { putSpread } from './workload-facts/put-spread.ts';
import { putStorage } from './workload-facts/put-storage.ts';
import { putTelemetry } from './workload-facts/put-telemetry.ts';

/** In this order: later facts are reckoned from earlier ones (the floor before budgets and rollouts). */
const FACTS = [
  putIdentity,
  putExposure,
  putScale,
  putDisruption,
  putRollout,
  putAnalysis,
  putShutdown,
  putSpread,
  putStorage,
  putKeptVolumes,
  putBackups,
  putConfiguration,
  putConfigKeys,
  putBatch,
  putPlacement,
  putNetwork,
  putGoverningService,
  putQuota,
  putTelemetry,
] as const;

/** A workload with all its facts, and the sheet for those who need some of them. */
export interface WorkloadVariant {
  readonly workload: Workload;
  readonly sheet: FactSheet;
  readonly draft: VariantDraft;
}

export function workloadVariants(inventory: Inventory, relations: Relations): readonly WorkloadVariant[] {
  return inventory.workloads.map((workload) => {
    const sheet = new FactSheet(workload.object, '/kind');
    for (const put of FACTS) put({ workload, inventory, relations, sheet });
    const what = { kind: 'workload', id: workload.id, coordinates: coordinatesOf(workload.object) } as const;
    return {
      workload,
      sheet,
      draft: draft(what, { object: workload.object, workloads: [workload], sheet, inventory }),
    };
  });
}
