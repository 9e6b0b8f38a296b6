import type { Check, CompiledCheck } from '../types/check.ts';
import type { Applicability } from '../types/examination.ts';
import type { Finding } from '../types/finding.ts';
import { compareFindings } from './compare-findings.ts';
import type { Selection } from './select-for-service.ts';

/** What checks found, as they find it. */
export interface Ledger {
  /** What each of some checks found of one subject; undefined where it does not apply. */
  enter(service: string, checks: readonly CompiledCheck[], found: readonly (Finding | undefined)[]): void;
  /** By service, the gravest first, then by check and subject. */
  findings(): readonly Finding[];
  /** One entry for each check that any service is judged by, sorted by id. */
  applicability(): readonly Applicability[];
}

/** A page a service and list of checks, with a column a check: no name is looked up for a finding. */
export function openLedger(selections: readonly Selection[]): Ledger {
  const tallies = new Map(selections.flatMap((selection) => [...selection.values()].flat()).map(tallyOf));
  const pages = new Map<string, Map<readonly CompiledCheck[], readonly Column[]>>();
  const pageOf = (service: string, checks: readonly CompiledCheck[]): readonly Column[] => {
    const ofService = pages.get(service) ?? new Map<readonly CompiledCheck[], readonly Column[]>();
    pages.set(service, ofService);
    const page = ofService.get(checks) ?? checks.map(({ check }) => ({ tally: tallies.get(check.id), findings: [] }));
    ofService.set(checks, page);
    return page;
  };
  return {
    enter(service, checks, found) {
      for (const [index, column] of pageOf(service, checks).entries()) write(column, found[index]);
    },
    findings: () => inOrder([...pages.values()].flatMap((ofService) => [...ofService.values()].flat())),
    applicability: () => [...tallies.values()].sort((a, b) => (a.check.id < b.check.id ? -1 : 1)),
  };
}

interface Column {
  readonly tally: Tally | undefined;
  readonly findings: Finding[];
}

interface Tally {
  readonly check: Check;
  notApplicable: number;
  unknown: number;
}

function tallyOf({ check }: CompiledCheck): readonly [string, Tally] {
  return [check.id, { check, notApplicable: 0, unknown: 0 }];
}

function write({ tally, findings }: Column, finding: Finding | undefined): void {
  if (finding) findings.push(finding);
  if (!tally) return;
  if (!finding) tally.notApplicable++;
  else if (finding.applicabilityUnknown) tally.unknown++;
}

/** A column holds what one check says of one service: columns are put in order as wholes, and each by its subjects alone. */
function inOrder(columns: readonly Column[]): readonly Finding[] {
  const lists = columns.map(({ findings }) => findings);
  const inTurn = lists.toSorted(([left], [right]) => (left && right ? compareFindings(left, right) : 0));
  return inTurn.flatMap((list) => list.sort(compareSubjects));
}

function compareSubjects({ subject: left }: Finding, { subject: right }: Finding): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
