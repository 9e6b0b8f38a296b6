import { parseDuration } from '../lib/parse-duration.ts';
import { textPlace } from '../lib/text-place.ts';
import type {
  DependencyConfig,
  IndicatorKind,
  ObjectiveConfig,
  ResponseConfig,
  ServiceConfig,
} from '../types/config.ts';
import type { Settings } from './parse-settings.ts';

/** What a service promises and needs, as it stands in the file after validation. */
export interface RawPromises {
  readonly dependencies?: readonly DependencyConfig[];
  readonly objectives?: readonly RawObjective[];
  readonly response?: { readonly detect?: string; readonly acknowledge?: string; readonly recover?: string };
}

interface RawObjective extends Pick<ObjectiveConfig, 'target' | 'sla' | 'requestsPerHour'> {
  readonly name?: string;
  readonly indicator: IndicatorKind;
  readonly window: string;
  readonly threshold?: string;
}

type Promises = Pick<ServiceConfig, 'dependencies' | 'objectives' | 'response'>;

/** The same with durations in seconds, and with the line of each. */
export function readPromises(raw: RawPromises, index: number, settings: Settings | undefined): Promises {
  const placeOf = (list: string, entry: number) =>
    settings ? { place: textPlace(settings.file, settings.lineOf(['services', index, list, entry])) } : {};
  const response = raw.response && responseOf(raw.response);
  return {
    dependencies: (raw.dependencies ?? []).map((dependency, entry) => ({
      ...dependency,
      ...placeOf('dependencies', entry),
    })),
    objectives: (raw.objectives ?? []).map((objective, entry) => ({
      ...objectiveOf(objective),
      ...placeOf('objectives', entry),
    })),
    ...(response ? { response } : {}),
  };
}

function objectiveOf({ name, window, threshold, ...rest }: RawObjective): ObjectiveConfig {
  const thresholdSeconds = threshold === undefined ? undefined : parseDuration(threshold);
  return {
    ...rest,
    name: name ?? rest.indicator,
    windowSeconds: parseDuration(window) ?? 0,
    ...(thresholdSeconds === undefined ? {} : { thresholdSeconds }),
  };
}

function responseOf(raw: NonNullable<RawPromises['response']>): ResponseConfig {
  const seconds = Object.entries(raw).map(([part, written]) => [`${part}Seconds`, parseDuration(written)] as const);
  return Object.fromEntries(seconds);
}
