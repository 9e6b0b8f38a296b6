import type { Review } from '../../types/review.ts';
import { cleanReview } from '../clean-review.ts';
import { htmlView } from './html-view.ts';
import { loadTemplate } from './load-template.ts';
import { type AssetMode, pageAssets } from './page-assets.ts';

export interface HtmlOptions {
  readonly assets: AssetMode;
}

/** The review as one HTML page that needs neither script nor network; `linked` expects its two assets beside it. */
export async function renderHtml(review: Review, options: HtmlOptions): Promise<string> {
  const template = await loadTemplate('report.html.hbs');
  return template({ ...htmlView(cleanReview(review)), page: await pageAssets(options.assets) });
}
