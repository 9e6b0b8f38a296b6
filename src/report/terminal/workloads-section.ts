import type { Review } from '../../types/review.ts';
import { counted } from '../counted.ts';
import { type Answer, type WorkloadRow, workloadRows } from '../workload-rows.ts';
import type { Canvas } from './canvas.ts';
import { wrap } from './wrap.ts';

const mostRows = 15;
const longestName = 32;
const columns = ['Instances', 'Zones', 'Budget', 'Ready probe', 'Live probe'];

/** What keeps each workload up, at a glance. */
export function workloadsSection(review: Review, canvas: Canvas): readonly string[] {
  const rows = workloadRows(review);
  if (rows.length === 0) return [];
  const shown = canvas.all ? rows : rows.slice(0, mostRows);
  const width = Math.min(longestName, Math.max(8, ...shown.map(({ name }) => name.length)));
  const more = rows.length - shown.length;
  return [
    canvas.style.bold(`${'Workload'.padEnd(width)}  ${columns.join('  ')}`),
    ...shown.map((row) => line(row, width)),
    ...(more > 0 ? [`and ${counted(more, 'workload')} more (--all)`] : []),
    ...wrap(summary(rows), { width: canvas.width }),
  ];
}

function line(row: WorkloadRow, width: number): string {
  const name = row.name.length > width ? `${row.name.slice(0, width - 1)}…` : row.name;
  const cells = [text(row.instances), text(row.zones), text(row.budget), text(row.readiness), text(row.liveness)];
  const padded = cells.map((cell, index) => cell.padEnd(columns[index]?.length ?? 0));
  return `${name.padEnd(width)}  ${padded.join('  ')}`;
}

function text(answer: Answer<number | boolean | string>): string {
  if (answer === undefined) return '-';
  if (answer === 'unknown') return '?';
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return String(answer);
}

function summary(rows: readonly WorkloadRow[]): string {
  const count = (holds: (row: WorkloadRow) => boolean): string => {
    const number = rows.filter(holds).length;
    return number === 0 ? 'none' : number === rows.length ? 'all' : String(number);
  };
  const parts = [
    `${count(({ instances }) => typeof instances === 'number' && instances >= 2)} keep two instances or more`,
    `${count(({ budget }) => budget === true)} a disruption budget`,
    `${count(({ zones }) => zones === true)} a spread over zones`,
    `${count(({ readiness }) => readiness === true)} a readiness probe`,
    `${count(({ liveness }) => liveness === 'same')} a liveness probe that asks the same as readiness`,
  ];
  return `Of ${counted(rows.length, 'workload')}: ${parts.join(', ')}.`;
}
