import type { Review } from '../types/review.ts';
import type { ReportFormat } from './report-formats.ts';

const textWidth = 80;

/** A review in one format; renderers are loaded only when asked for. */
export async function renderReport(review: Review, format: ReportFormat): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('./json/render-json.ts')).renderJson(review);
    case 'markdown':
      return (await import('./markdown/render-markdown.ts')).renderMarkdown(review);
    case 'text': {
      const { renderTerminal } = await import('./terminal/render-terminal.ts');
      return renderTerminal(review, { width: textWidth, colour: false, all: true });
    }
  }
}
