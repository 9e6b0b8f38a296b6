import { parseDuration } from '../lib/parse-duration.ts';
import { textPlace } from '../lib/text-place.ts';
import type { ServiceConfig } from '../types/config.ts';
import type { Settings } from './parse-settings.ts';
import { duration } from './schema-parts.ts';

/** `services[].recovery` as it stands in the file after validation. */
export interface RawRecovery {
  readonly rpo?: string;
  readonly rto?: string;
}

/** `services[].recovery`: what a disaster may cost. */
export const recovery = {
  type: 'object',
  description: 'a map with `rpo` or `rto`',
  additionalProperties: false,
  properties: { rpo: duration, rto: duration },
};

/** The same in seconds, with its line. */
export function readRecovery(
  raw: RawRecovery | undefined,
  index: number,
  settings: Settings | undefined,
): Pick<ServiceConfig, 'recovery'> {
  if (!raw) return {};
  const rpoSeconds = raw.rpo === undefined ? undefined : parseDuration(raw.rpo);
  const rtoSeconds = raw.rto === undefined ? undefined : parseDuration(raw.rto);
  return {
    recovery: {
      ...(rpoSeconds === undefined ? {} : { rpoSeconds }),
      ...(rtoSeconds === undefined ? {} : { rtoSeconds }),
      ...(settings ? { place: textPlace(settings.file, settings.lineOf(['services', index, 'recovery'])) } : {}),
    },
  };
}
