/** The formats of `--report FORMAT=FILE`. */
export const reportFormats = ['json', 'markdown', 'markdown-comment', 'markdown-summary', 'text'] as const;

export type ReportFormat = (typeof reportFormats)[number];
