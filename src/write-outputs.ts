import type { Output } from './parse-outputs.ts';
import { writeReport } from './publish/write-report.ts';
import { renderReport } from './report/render-report.ts';
import type { Review } from './types/review.ts';

/** Renders a review in each of the formats asked for, and writes them to their files or with `print`. */
export async function writeOutputs(
  review: Review,
  outputs: readonly Output[],
  print: (text: string) => void,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = await renderReport(review, format);
    if (file === '-') print(text);
    else await writeReport(file, text);
  }
}
