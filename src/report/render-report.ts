import type { Review } from '../types/review.ts';
import type { AssetMode } from './html/page-assets.ts';
import { commentBytes, summaryBytes } from './markdown/markdown-budgets.ts';
import type { ReportFormat } from './report-formats.ts';

const textWidth = 80;

/** A review in one format; renderers are loaded only when asked for. */
export async function renderReport(review: Review, format: ReportFormat, assets: AssetMode): Promise<string> {
  switch (format) {
    case 'html':
      return (await import('./html/render-html.ts')).renderHtml(review, { assets });
    case 'json':
      return (await import('./json/render-json.ts')).renderJson(review);
    case 'markdown':
      return (await import('./markdown/render-markdown.ts')).renderMarkdown(review);
    case 'markdown-comment':
      return (await import('./markdown/render-markdown.ts')).renderMarkdown(review, { maxBytes: commentBytes });
    case 'markdown-summary':
      return (await import('./markdown/render-markdown.ts')).renderMarkdown(review, { maxBytes: summaryBytes });
    case 'text': {
      const { renderTerminal } = await import('./terminal/render-terminal.ts');
      return renderTerminal(review, { width: textWidth, colour: false, all: true });
    }
  }
}
