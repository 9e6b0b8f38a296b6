import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Options } from 'ajv';
import { isCalendarDay } from '../lib/is-calendar-day.ts';

export type SettingsKind = 'config' | 'waivers' | 'attestations';

type Validators = { readonly [kind in SettingsKind]: (data: unknown) => boolean };

/** Days are only looked at, not looked up: `fits` does that. */
export const quickOptions: Options = {
  strict: true,
  strictTypes: false,
  strictRequired: false,
  messages: false,
  logger: false,
  formats: { 'calendar-day': /^\d{4}-\d{2}-\d{2}$/ },
};

/**
 * Whether a file is without mistakes, told by the code that was generated at build time. Undefined from the sources,
 * where there is none; what is wrong, and where, is for `validateSettings` to say.
 */
export async function fits(kind: SettingsKind, data: unknown): Promise<boolean | undefined> {
  const generated = new URL('./settings-validators.js', import.meta.url);
  if (!existsSync(fileURLToPath(generated))) return undefined;
  const { validators } = (await import(generated.href)) as { readonly validators: Validators };
  return validators[kind](data) && daysExist(data);
}

/** Every text that looks like a day is one. */
function daysExist(value: unknown): boolean {
  if (typeof value === 'string') return !/^\d{4}-\d{2}-\d{2}$/.test(value) || isCalendarDay(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(daysExist);
}
