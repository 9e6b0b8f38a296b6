/** The formats of `--report FORMAT=FILE`. */
export const reportFormats = ['html', 'json', 'markdown', 'markdown-comment', 'markdown-summary', 'text'] as const;

export type ReportFormat = (typeof reportFormats)[number];
