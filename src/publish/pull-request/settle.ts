import type { Github } from '../github/github.ts';
import { GithubError } from '../github/github-error.ts';
import type { Outcome } from './outcome.ts';

/**
 * Looks and acts until there is an outcome. `step` gives none where a list cannot be trusted yet. A write whose outcome
 * is open is followed by another look; `doubtful` then says that something may have been created that no list shows
 * yet, so that nothing may be created again.
 */
export async function settle(
  github: Github,
  step: (doubtful: boolean) => Promise<Outcome | undefined>,
): Promise<Outcome> {
  let open: GithubError | undefined;
  let doubt: GithubError | undefined;
  for (const pause of pauses) {
    if (pause > 0) await github.wait(pause);
    try {
      const outcome = await step(doubt !== undefined);
      if (outcome) return open && outcome.kind === 'unchanged' ? { ...outcome, kind: 'done' } : outcome;
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      if (!isOpen(error)) return outcomeOf(error);
      open = error;
      if (mayHaveCreated(error)) doubt = error;
    }
  }
  const unsettled = doubt ?? open;
  return unsettled ? outcomeOf(unsettled) : { kind: 'failed', sentence: disagreement };
}

/** The lists of GitHub lag by seconds; three looks are eight seconds apart. */
const pauses: readonly number[] = [0, 3_000, 5_000];

const disagreement = 'GitHub counts more than it lists, so that it is not known what is there; nothing was written.';

/** Looking again may settle what a write did, or GitHub may let it through after all. */
function isOpen({ problem }: GithubError): boolean {
  return problem.kind === 'unknown-outcome' || (problem.kind === 'limited' && !problem.hopeless);
}

function mayHaveCreated({ problem }: GithubError): boolean {
  return problem.kind === 'unknown-outcome' && problem.creating;
}

function outcomeOf({ problem }: GithubError): Outcome {
  return { kind: problem.kind === 'forbidden' ? 'forbidden' : 'failed', sentence: problem.sentence };
}
