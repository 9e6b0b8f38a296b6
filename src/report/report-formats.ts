/** The formats of `--report FORMAT=FILE`. */
export const reportFormats = [
  'badge-json',
  'badge-svg',
  'csv',
  'gitlab',
  'html',
  'json',
  'junit',
  'markdown',
  'markdown-comment',
  'markdown-summary',
  'openmetrics',
  'sarif',
  'text',
] as const;

export type ReportFormat = (typeof reportFormats)[number];
