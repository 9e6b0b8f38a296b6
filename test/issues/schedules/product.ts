import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/** What keeps issues, as it is loaded from a folder: the sources here, or a copy of them that was changed. */
export interface Product {
  readonly openGithub: typeof import('../../../src/publish/github/open-github.ts').openGithub;
  readonly readLiveTracker: typeof import('../../../src/publish/issues/read-live-tracker.ts').readLiveTracker;
  readonly recogniseIssues: typeof import('../../../src/publish/issues/recognise-issues.ts').recogniseIssues;
  readonly planIssues: typeof import('../../../src/plan-issues.ts').planIssues;
  readonly applyIssuePlan: typeof import('../../../src/publish/issues/apply-issue-plan.ts').applyIssuePlan;
}

export async function loadProduct(folder = root): Promise<Product> {
  const load = (file: string) => import(join(folder, 'src', file));
  const { openGithub } = await load('publish/github/open-github.ts');
  const { readLiveTracker } = await load('publish/issues/read-live-tracker.ts');
  const { recogniseIssues } = await load('publish/issues/recognise-issues.ts');
  const { planIssues } = await load('plan-issues.ts');
  const { applyIssuePlan } = await load('publish/issues/apply-issue-plan.ts');
  return { openGithub, readLiveTracker, recogniseIssues, planIssues, applyIssuePlan };
}
