import { UserError } from '../../errors.ts';
import { plainText } from '../../lib/sanitize.ts';
import type { GithubReading } from '../../types/github-reading.ts';
import type { Part } from '../../types/repository-settings.ts';

export interface Asked {
  readonly github: GithubReading;
  readonly owner: string;
  readonly repo: string;
}

const MOST_REASON = 200;

/** What was refused becomes a part that says so; anything but a refusal is a mistake of ours. */
export async function attempt<Value>(ask: () => Promise<Value>): Promise<Part<Value>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { refused: plainText(error.message, MOST_REASON) };
  }
}
