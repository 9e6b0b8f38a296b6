import type { Area, Check } from '../src/types/check.ts';
import { plain, table } from './check-page.ts';

interface MissionRow {
  readonly practice: string;
  readonly checks: readonly string[];
}

const note = 'Written by `node scripts/write-check-pages.ts` from `checks/`; do not edit by hand.';

/** All areas, with how to read the pages. */
export function overallIndex(areas: readonly Area[], checks: readonly Check[]): string {
  const rows = areas.flatMap(({ id, title }) => {
    const own = checks.filter(({ area }) => area === id);
    if (own.length === 0) return [];
    const asking = own.filter(({ attest }) => attest).length;
    return [[`[${title}](${id}/README.md)`, `${own.length}`, `${asking}`]];
  });
  return [
    '# Checks',
    note,
    'Each check has a page: why it matters, how to fix what it finds, which facts it reads, and examples, which are its tests. The [mission](mission.md) says which practice is held by which checks. `orrery checks explain ID` prints the same on the command line.',
    table(['area', 'checks', 'of these ask a person'], rows),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** The checks of an area. */
export function areaIndex({ id, title }: Area, checks: readonly Check[]): string {
  const rows = checks.map((check) => [
    `[${check.id.slice(id.length + 1)}](${check.id.slice(id.length + 1)}.md)`,
    plain(check.title),
    check.severity,
    check.tiers.join(', '),
    [check.attest ? 'asks a person' : '', check.optional ? 'opinion' : ''].filter((word) => word !== '').join(', '),
  ]);
  return `# ${title}\n\n${note}\n\n${table(['check', 'holds when', 'severity', 'tiers 1, 2, 3', ''], rows)}\n`;
}

/** Which practice is held by which checks. */
export function missionPage(rows: readonly MissionRow[], checks: readonly Check[]): string {
  const known = new Map(checks.map((check) => [check.id, check]));
  const lines = rows.map(({ practice, checks: ids }) => [
    plain(practice),
    ids
      .filter((id) => known.has(id))
      .map((id) => `[${id}](${id}.md)${known.get(id)?.attest ? ' (asks a person)' : ''}`)
      .join(', '),
  ]);
  return `# The mission\n\n${note}\n\nThe practices that Orrery is for, and the checks that hold each. \`test/mission\` runs every one of them: an example that passes and one that fails, or a statement that it takes.\n\n${table(['practice', 'checks'], lines)}\n`;
}
