import { Command } from '@oclif/core/command';
import { environment } from './lib/environment.ts';

/** 0: GO or CONDITIONAL. 1: NO-GO. 2: wrong use. 3: could not assess. 70: our bug. */
export type ExitCode = 0 | 1 | 2 | 3 | 70;

/** What every command is: it prints, and gives the exit code. */
export abstract class BaseCommand extends Command {
  #progressing = false;

  abstract override run(): Promise<ExitCode>;

  /** Leaves every error to the one place that reports them; oclif would set an exit code of its own. */
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }

  /** Text for standard output, as it is. */
  protected print(text: string): void {
    process.stdout.write(text);
  }

  /** How wide standard output is, and whether it takes colours. */
  protected screen(noColour: boolean): { readonly width: number; readonly colour: boolean } {
    const terminal = process.stdout.isTTY === true && environment('TERM') !== 'dumb';
    const forced = environment('FORCE_COLOR') !== undefined && environment('FORCE_COLOR') !== '0';
    const wanted = (terminal || forced) && environment('NO_COLOR') === undefined && !noColour;
    return { width: process.stdout.columns || 80, colour: wanted };
  }

  /** A line of progress, overwritten by the next; only where a person is watching. */
  protected progress(step: string): void {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`${clearLine}${step}`);
    this.#progressing = true;
  }

  /** Takes the line of progress away. */
  protected endProgress(): void {
    if (this.#progressing) process.stderr.write(clearLine);
    this.#progressing = false;
  }
}

const clearLine = `\r${String.fromCharCode(27)}[2K`;
