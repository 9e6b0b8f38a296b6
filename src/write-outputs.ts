import { dirname, join } from 'node:path';
import { UserError } from './errors.ts';
import type { Output } from './parse-outputs.ts';
import { writeReport } from './publish/write-report.ts';
import { type AssetMode, readAssets } from './report/html/page-assets.ts';
import { renderReport } from './report/render-report.ts';
import type { ReportFormat } from './report/report-formats.ts';
import type { Review } from './types/review.ts';

/** Gives undefined for a format that shows the whole review. */
export type Renderer = (format: ReportFormat) => Promise<string> | undefined;

export interface Destination {
  readonly print: (text: string) => void;
  readonly assets: AssetMode;
  /** Asked first. */
  readonly render?: Renderer | undefined;
}

/** Renders a review in each of the formats asked for, and writes them to their files or with `print`. */
export async function writeOutputs(
  review: Review,
  outputs: readonly Output[],
  { print, assets, render }: Destination,
): Promise<void> {
  const folders = assets === 'linked' ? assetFolders(outputs) : [];
  for (const { format, file } of outputs) {
    const text = await (render?.(format) ?? renderReport(review, format, assets));
    if (file === '-') print(text);
    else await writeReport(file, text);
  }
  for (const folder of folders) {
    for (const { name, text } of await readAssets()) await writeReport(join(folder, name), text);
  }
}

/** Where pages go that look for their assets beside them. */
function assetFolders(outputs: readonly Output[]): readonly string[] {
  const pages = outputs.filter(({ format }) => format === 'html');
  if (pages.some(({ file }) => file === '-')) {
    throw new UserError('A page with linked assets cannot go to standard output: nothing would lie beside it.', {
      hint: 'Name a file: --report html=FILE',
    });
  }
  return [...new Set(pages.map(({ file }) => dirname(file)))];
}
