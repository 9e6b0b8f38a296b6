import type { Review } from '../types/review.ts';
import type { AssetMode } from './html/page-assets.ts';
import { commentBytes, summaryBytes } from './markdown/markdown-budgets.ts';
import type { ReportFormat } from './report-formats.ts';

const textWidth = 80;

/** A review in one format; renderers are loaded only when asked for. */
export async function renderReport(review: Review, format: ReportFormat, assets: AssetMode): Promise<string> {
  switch (format) {
    case 'badge-json':
      return (await import('./badge/render-badge-json.ts')).renderBadgeJson(review);
    case 'badge-svg':
      return (await import('./badge/render-badge-svg.ts')).renderBadgeSvg(review);
    case 'csv':
      return (await import('./csv/render-csv.ts')).renderCsv(review);
    case 'gitlab':
      return (await import('./gitlab/render-gitlab.ts')).renderGitlab(review);
    case 'html':
      return (await import('./html/render-html.ts')).renderHtml(review, { assets });
    case 'json':
      return (await import('./json/render-json.ts')).renderJson(review);
    case 'junit':
      return (await import('./junit/render-junit.ts')).renderJunit(review);
    case 'markdown':
      return (await import('./markdown/render-markdown.ts')).renderMarkdown(review);
    case 'markdown-comment':
      return (await import('./markdown/render-markdown.ts')).renderMarkdown(review, { maxBytes: commentBytes });
    case 'markdown-summary':
      return (await import('./markdown/render-markdown.ts')).renderMarkdown(review, { maxBytes: summaryBytes });
    case 'openmetrics':
      return (await import('./openmetrics/render-openmetrics.ts')).renderOpenmetrics(review);
    case 'sarif':
      return (await import('./sarif/render-sarif.ts')).renderSarif(review);
    case 'text': {
      const { renderTerminal } = await import('./terminal/render-terminal.ts');
      return renderTerminal(review, { width: textWidth, colour: false, all: true });
    }
  }
}
