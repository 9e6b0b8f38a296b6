import type { Review } from '../../types/review.ts';
import { cleanTexts } from '../clean-texts.ts';
import { fleetView } from './fleet-view.ts';
import { loadTemplate } from './load-template.ts';
import { pageAssets } from './page-assets.ts';
import type { HtmlOptions } from './render-html.ts';

/** All services of several reviews on one page, worst first; a large fleet is cut, and the page says by how much. */
export async function renderFleetHtml(
  reviews: readonly Review[],
  options: HtmlOptions = { assets: 'inline' },
): Promise<string> {
  const template = await loadTemplate('fleet.html.hbs');
  return template({ ...cleanTexts(fleetView(reviews)), page: await pageAssets(options.assets) });
}
