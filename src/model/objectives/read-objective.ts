import type { IndicatorKind } from '../../types/config.ts';
import type { Coordinates, FactValue } from '../../types/subject.ts';
import type { Locatable } from '../fact-sheet.ts';
import type { KubeObject } from '../kubernetes/kube-object.ts';

export type ObjectiveFormat = 'openslo' | 'sloth' | 'pyrra' | 'configuration';

/** One objective as its file says it, whatever the format. */
export interface ReadObjective {
  readonly format: ObjectiveFormat;
  readonly id: string;
  readonly set: string;
  readonly coordinates: Coordinates;
  readonly file: string;
  /** Pointers below are its own. */
  readonly source: Locatable;
  /** Where each part stands, or would stand. */
  readonly at: ObjectivePlaces;
  /** Services that it says it belongs to. */
  readonly services: readonly string[];
  /** In per cent; undefined where none is written, or what is written is none. */
  readonly target: FactValue | undefined;
  readonly window?: ObjectiveWindow;
  readonly method?: FactValue | undefined;
  readonly indicator: ReadIndicator;
  readonly owner?: string | undefined;
  readonly problems: readonly string[];
  readonly alerting: ReadAlerting;
  readonly sla?: number;
  readonly requestsPerHour?: number;
}

export interface ObjectivePlaces {
  readonly target: string;
  readonly window: string;
  readonly method: string;
  readonly indicator: string;
  readonly alerting: string;
}

export interface ObjectiveWindow {
  readonly seconds: FactValue;
  readonly rolling: boolean;
}

/** What is measured. */
export interface ReadIndicator {
  /** Where the format itself tells. */
  readonly kind?: IndicatorKind;
  /** Queries as they are written; PromQL only. */
  readonly queries: readonly string[];
  /** What is measured by something else than PromQL, or stands elsewhere: a full clause. */
  readonly unread?: string;
}

/** The alerts that the format's own tool makes of it, or that it names. */
export interface ReadAlerting {
  /** The tool writes multi-window alerts by itself, unless they are switched off. */
  readonly generated?: { readonly page: boolean; readonly ticket: boolean };
  /** Burn rates that it names, with how far each looks back. */
  readonly conditions?: readonly BurnCondition[];
  /** Whether somebody is told when there is no data; undefined where the format does not say. */
  readonly noData?: boolean;
  /** Policies that it names and that were not found. */
  readonly missing?: readonly string[];
}

export interface BurnCondition {
  readonly severity?: string | undefined;
  readonly factor: number;
  readonly lookbackSeconds: number;
}

/** Objects by kind and name: where references lead. */
export type FindNamed = (kind: string, name: string) => KubeObject | undefined;
