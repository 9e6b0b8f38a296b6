import { environment } from './environment.ts';

/** What git may see of the environment where it reaches out; it never asks. */
export function gitVariables(): { readonly [name: string]: string } {
  return {
    PATH: environment('PATH') ?? '',
    HOME: environment('HOME') ?? '',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}
