import type { FactValue } from '../../types/subject.ts';
import type { FactSheet } from '../fact-sheet.ts';
import type { ModelContext } from '../model-context.ts';
import { unknown } from '../unknown.ts';
import { at } from './at.ts';
import { hiddenBy } from './hidden.ts';
import { isTest, TESTS } from './is-test.ts';
import type { Act, Deed, Opaque, Pipeline } from './pipeline.ts';

const MOST_NAMED = 10;

interface Practice {
  readonly fact: string;
  readonly deeds: readonly Deed[];
  /** What else would do it, so that not finding it here proves nothing; absent where CI is the only place for it. */
  readonly elsewhere?: string;
}

const PRACTICES: readonly Practice[] = [
  { fact: 'ci.lint', deeds: ['lint', 'validate-manifests'], elsewhere: 'an app may analyse every pull request' },
  { fact: 'ci.scans', deeds: ['scan'], elsewhere: 'GitHub or a registry may scan without a step in a pipeline' },
  {
    fact: 'ci.scansSecrets',
    deeds: ['scan-secrets'],
    elsewhere: 'GitHub may scan for secrets without a step in a pipeline',
  },
  {
    fact: 'ci.journeyTests',
    deeds: ['journey-test'],
    elsewhere: 'tests of whole journeys may be kept in another repository',
  },
  { fact: 'ci.loadTests', deeds: ['load-test'], elsewhere: 'load tests may be kept in another repository' },
  {
    fact: 'ci.coverageGate',
    deeds: ['coverage-gate'],
    elsewhere: 'the threshold may stand in the configuration of the test runner',
  },
  {
    fact: 'ci.provenance',
    deeds: ['provenance'],
    elsewhere: 'the registry or another pipeline may attest what is built',
  },
];

/** What is tried before a change is taken, over all pipelines that a change starts. */
export function putCi(context: ModelContext, sheet: FactSheet): void {
  const running = context.pipelines.filter(({ triggers }) => triggers.change || triggers.called || triggers.schedule);
  if (!running.some(({ triggers }) => triggers.change)) return;
  const home = running[0]?.document;
  sheet.put('ci', {}, home);
  for (const { fact, deeds, elsewhere } of PRACTICES) {
    const acts = actsOf(running, deeds);
    const otherwise = unknown('elsewhere', elsewhere ?? 'another system may do it');
    sheet.put(fact, counted(acts) ?? otherwise, at(acts.find(({ ignored }) => !ignored) ?? acts[0]) ?? home);
  }
  putTests(context, running, sheet);
  putManifests(context, running, sheet);
  putInstalls(running, sheet);
}

/** True where one is done and its failure counts; false where every failure is ignored; undefined where none is done. */
function counted(acts: readonly Act[]): boolean | undefined {
  return acts.length === 0 ? undefined : acts.some(({ ignored }) => !ignored);
}

function actsOf(pipelines: readonly Pipeline[], deeds: readonly Deed[]): readonly Act[] {
  return pipelines.flatMap(({ jobs }) => jobs.flatMap(({ acts }) => acts)).filter(({ deed }) => deeds.includes(deed));
}

/** Configuration of systems that this version does not read, and that may run the tests. */
const OTHER_SYSTEMS =
  /(?:^|\/)(?:[\w-]*cloudbuild[\w-]*\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|buildspec\.ya?ml|appveyor\.yml|\.(?:travis|drone|woodpecker|appveyor|prow)\.ya?ml)$|(?:^|\/)\.(?:circleci|buildkite|tekton|semaphore|woodpecker)\//;

/** Tests that begin only after the merge come too late; where nothing is built, there is nothing to test. */
function putTests({ collection }: ModelContext, running: readonly Pipeline[], sheet: FactSheet): void {
  const before = running.filter(({ triggers }) => triggers.pullRequest);
  const acts = actsOf(before, TESTS);
  const late = actsOf(running, TESTS);
  const builds = actsOf(running, ['build-image']).length > 0;
  const isBuilt = builds || collection.documents.some(({ format }) => format === 'dockerfile');
  if (acts.length === 0 && !isBuilt) return;
  const isBuiltHere = actsOf(running, ['build-image', 'locked-install', 'loose-install']).length > 0;
  const another = !isBuiltHere || collection.documents.some(({ file }) => OTHER_SYSTEMS.test(file));
  const hidden =
    hiddenBy(opaqueOf(late.length > 0 ? before : running)) ?? (another && late.length === 0 ? otherCi() : undefined);
  sheet.put('ci.tests', counted(acts) ?? hidden ?? false, at(acts[0] ?? late[0]) ?? running[0]?.document);
  const withServices = before.flatMap(({ jobs }) => jobs).find((job) => job.hasServices && job.acts.some(isTest));
  const real = actsOf(running, ['integration-test'])[0];
  const elsewhere = unknown('elsewhere', 'tests may start what they need themselves');
  sheet.put(
    'ci.integrationTests',
    withServices || real ? true : elsewhere,
    at(withServices ?? real) ?? running[0]?.document,
  );
}

function otherCi(): FactValue {
  return unknown('elsewhere', 'pull requests may be tested by another system');
}

function opaqueOf(pipelines: readonly Pipeline[]): readonly Opaque[] {
  return pipelines.flatMap(({ jobs }) => jobs.flatMap(({ opaque }) => opaque));
}

/** Only where there are manifests, or infrastructure that a pipeline applies. */
function putManifests({ objects }: ModelContext, running: readonly Pipeline[], sheet: FactSheet): void {
  const applies = actsOf(running, ['apply']);
  const home = running[0]?.document;
  if (objects.length > 0 || applies.length > 0) {
    const acts = actsOf(running, ['validate-manifests', 'plan']);
    const hidden =
      hiddenBy(opaqueOf(running)) ?? unknown('elsewhere', 'another system may check manifests before they are merged');
    sheet.put('ci.validatesManifests', counted(acts) ?? hidden, at(acts[0]) ?? home);
  }
  if (applies.length === 0) return;
  const plans = actsOf(
    running.filter(({ triggers }) => triggers.pullRequest),
    ['plan'],
  );
  const hidden = hiddenBy(opaqueOf(running));
  sheet.put('ci.plans', counted(plans) ?? hidden ?? false, at(plans[0] ?? applies[0]));
}

function putInstalls(running: readonly Pipeline[], sheet: FactSheet): void {
  const loose = actsOf(running, ['loose-install']);
  const locked = actsOf(running, ['locked-install']);
  if (loose.length + locked.length === 0) return;
  const named = [...new Set(loose.map(({ by }) => by))].sort().slice(0, MOST_NAMED);
  sheet.put('ci.looseInstalls', named, at(loose[0] ?? locked[0]));
}
