import { FactSheet } from '../fact-sheet.ts';
import type { VariantDraft } from '../group-variants.ts';
import type { ModelContext } from '../model-context.ts';
import { at } from './at.ts';
import { deploymentOf } from './deployment-of.ts';
import { TESTS } from './is-test.ts';
import type { Pipeline } from './pipeline.ts';
import { putDeployment } from './put-deployment.ts';

const MOST_NAMED = 10;
/** Actions that GitHub itself publishes run beside the runner of the same owner. */
const OF_GITHUB = /^(?:actions|github)\//;
const BY_COMMIT = /@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/;

/** Each workflow or CI file as a subject: when it runs, what it tests, and how it deploys. */
export function pipelineVariants({ pipelines, settings }: ModelContext): readonly VariantDraft[] {
  return pipelines.map((pipeline) => {
    const { document, name, platform, paths } = pipeline;
    const sheet = new FactSheet(document);
    const deployment = deploymentOf(pipeline, settings.environments);
    sheet.put('platform', platform);
    sheet.put('manual', pipeline.triggers.manual, document, '/on');
    putTests(pipeline, sheet);
    putActions(pipeline, sheet);
    const rollback = pipeline.jobs.flatMap(({ acts }) => acts).find(({ deed }) => deed === 'rollback');
    const migrate = pipeline.jobs.flatMap(({ acts }) => acts).find(({ deed }) => deed === 'migrate');
    sheet.put('migrates', migrate !== undefined, at(migrate));
    sheet.put('rollsBack', rollback !== undefined, at(rollback));
    sheet.put('deploys', deployment !== undefined, at(deployment?.main[0]?.act));
    if (deployment) putDeployment(pipeline, deployment, sheet);
    const coordinates = { platform, kind: 'Pipeline', name } as const;
    const facts = { set: 'pipelines', coordinates, facts: sheet.facts };
    const variant = { ...facts, doubtful: sheet.doubtful, locate: (path: string) => sheet.locate(path) };
    return { kind: 'pipeline', id: name, files: [...paths, document.file], names: [], variant };
  });
}

function putTests({ jobs }: Pipeline, sheet: FactSheet): void {
  const tests = jobs.flatMap(({ acts }) => acts).filter(({ deed }) => TESTS.includes(deed));
  sheet.put('tests', tests.length > 0, at(tests[0]));
  if (tests.length === 0) return;
  const ignored = tests.filter((act) => act.ignored);
  sheet.put('ignoredTests', named(ignored.map(({ by }) => by)), at(ignored[0] ?? tests[0]));
}

function putActions(pipeline: Pipeline, sheet: FactSheet): void {
  if (pipeline.platform !== 'github-actions') return;
  const { jobs } = pipeline;
  const foreign = jobs.flatMap(({ actions }) => actions).filter(({ uses }) => !OF_GITHUB.test(uses));
  const loose = foreign.filter(({ uses }) => !BY_COMMIT.test(uses) && !uses.startsWith('docker://'));
  sheet.put('unpinned', named(loose.map(({ uses }) => uses)), at(loose[0]));
  const open = jobs.find(({ permissions }) => permissions === 'all');
  sheet.put(
    'permissions',
    open ? 'all' : (jobs[0]?.permissions ?? 'default'),
    at(open) ?? pipeline.document,
    open ? '' : '/permissions',
  );
}

function named(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort().slice(0, MOST_NAMED);
}
