import type { LinkedFile, SetId } from '../../../types/document.ts';
import type { FactSheet } from '../../fact-sheet.ts';
import type { Alertmanager } from '../alertmanager/alertmanager.ts';
import type { Records } from '../records.ts';
import type { Rule } from '../rules.ts';

/** What the facts of one alert are computed from. */
export interface AlertContext {
  readonly rule: Rule;
  readonly records: Records;
  /** Files of this repository that links may lead to, by the link as it is written. */
  readonly linked: ReadonlyMap<string, LinkedFile>;
  /** Names under which this repository is linked to. */
  readonly repositories: ReadonlySet<string>;
  readonly alertmanagers: readonly Alertmanager[];
  readonly environmentOf: (set: SetId) => string | undefined;
}

/** Puts the facts of one topic. */
export type PutAlertFacts = (sheet: FactSheet, context: AlertContext) => void;
