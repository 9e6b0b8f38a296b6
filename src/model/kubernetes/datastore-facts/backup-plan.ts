import { timetableKey } from '../../../lib/timetable-key.ts';
import type { FactValue } from '../../../types/subject.ts';
import type { Timetable } from '../../../types/timetable.ts';
import type { FactSheet, Locatable } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import { isNumber, readText } from '../read-value.ts';

/** One timetable by which backups are made. */
export interface BackupSchedule {
  /** As written. */
  readonly text: unknown;
  readonly source: Locatable;
  readonly pointer: string;
  readonly zone?: string | undefined;
  readonly secondsFirst?: boolean;
  readonly suspended?: boolean;
  /** How many backups are kept; undefined where that is not counted. */
  readonly copies?: number | undefined;
  /** How long each is kept; undefined where they are counted, or kept for ever. */
  readonly keptSeconds?: FactValue | undefined;
  /** Where that is said. */
  readonly keptAt?: string;
}

export interface BackupPlan {
  readonly schedules: readonly BackupSchedule[];
  /** Where a backup is set up; the first timetable's place where nothing else says so. */
  readonly at?: { readonly source: Locatable; readonly pointer: string };
  /** Whether something is set up, even without a timetable. */
  readonly declared: FactValue;
  /** Whether every change is archived too, and at most how late. */
  readonly archive?: {
    readonly on: FactValue;
    readonly everySeconds: number;
    readonly source: Locatable;
    readonly pointer: string;
  };
  readonly keptSeconds?: FactValue | undefined;
  readonly keptAt?: { readonly source: Locatable; readonly pointer: string };
}

const YEAR = 365 * 86_400;

/** What a plan of backups comes to: the longest gap, how much may be lost, and how far back one can go. */
export function putBackup(sheet: FactSheet, inventory: Inventory, plan: BackupPlan): void {
  const [first] = plan.schedules;
  const place = plan.at ?? (first && { source: first.source, pointer: first.pointer });
  sheet.put('backup.declared', plan.declared, place?.source, place?.pointer);
  const { archive } = plan;
  if (archive) sheet.put('backup.pointInTime', archive.on, archive.source, archive.pointer);
  const gap = putSchedules(sheet, inventory, plan.schedules);
  if (archive?.on === true) {
    sheet.put('backup.recoveryPointSeconds', archive.everySeconds, archive.source, archive.pointer);
  } else if (gap && archive?.on !== undefined && typeof archive.on === 'object') {
    sheet.put('backup.recoveryPointSeconds', archive.on, archive.source, archive.pointer);
  } else if (gap) {
    sheet.put('backup.recoveryPointSeconds', gap.value, gap.by.source, gap.by.pointer);
  }
  putRetention(sheet, inventory, plan);
}

interface Gap {
  readonly value: FactValue;
  readonly by: BackupSchedule;
}

/** The gap of the best timetable: others can only add to it. */
function putSchedules(sheet: FactSheet, inventory: Inventory, schedules: readonly BackupSchedule[]): Gap | undefined {
  const [first] = schedules;
  if (!first) return undefined;
  if (schedules.every(({ suspended }) => suspended === true)) {
    sheet.put('backup.stopped', 'its timetable is switched off', first.source, first.pointer);
  }
  const gaps = schedules
    .filter(({ suspended }) => suspended !== true)
    .map((by) => ({ value: gapOf(by, inventory), by }));
  const broken = gaps.find(({ value }) => typeof value === 'string');
  if (broken) sheet.put('backup.stopped', broken.value, broken.by.source, broken.by.pointer);
  const best = gaps
    .filter(({ value }) => isNumber(value))
    .sort((one, other) => Number(one.value) - Number(other.value));
  const open = gaps.find(({ value }) => typeof value === 'object');
  const gap = open ?? best[0];
  const shown = gap?.by ?? first;
  sheet.put('backup.schedule', readText(shown.text), shown.source, shown.pointer);
  if (gap) sheet.put('backup.worstGapSeconds', gap.value, gap.by.source, gap.by.pointer);
  return gap;
}

/** Seconds, a marker, or in words why the timetable is refused. */
function gapOf(schedule: BackupSchedule, inventory: Inventory): FactValue {
  const text = readText(schedule.text);
  if (typeof text !== 'string') return text ?? 'it has no timetable';
  const timetable = timetableOf(schedule, inventory);
  if (!timetable) return unknown('limit', 'its timetable was not reckoned');
  return 'problem' in timetable ? timetable.problem : timetable.worstGapSeconds;
}

function timetableOf({ text, zone, secondsFirst }: BackupSchedule, inventory: Inventory): Timetable | undefined {
  return typeof text === 'string' ? inventory.timetables.get(timetableKey(text, { zone, secondsFirst })) : undefined;
}

/** Of several timetables the one that keeps backups longest counts: yearly ones reach further back than nightly ones. */
function putRetention(sheet: FactSheet, inventory: Inventory, plan: BackupPlan): void {
  if (plan.keptSeconds !== undefined) {
    sheet.put('backup.retentionSeconds', plan.keptSeconds, plan.keptAt?.source, plan.keptAt?.pointer);
    return;
  }
  const kept = plan.schedules.map((by) => ({ value: by.keptSeconds ?? reachOf(by, inventory), by }));
  if (kept.length === 0 || kept.some(({ value }) => value === undefined)) return;
  const open = kept.find(({ value }) => !isNumber(value));
  const longest = kept.reduce((one, other) => (Number(other.value) > Number(one.value) ? other : one));
  const { value, by } = open ?? longest;
  sheet.put('backup.retentionSeconds', value, by.source, by.keptAt ?? by.pointer);
}

/** How far back a number of backups reaches. */
function reachOf(schedule: BackupSchedule, inventory: Inventory): FactValue | undefined {
  const timetable = timetableOf(schedule, inventory);
  if (schedule.copies === undefined || !timetable || 'problem' in timetable) return undefined;
  return Math.round((schedule.copies * YEAR) / timetable.firingsPerYear);
}
