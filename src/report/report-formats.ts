/** The formats of `--report FORMAT=FILE`. */
export const reportFormats = ['json', 'markdown', 'text'] as const;

export type ReportFormat = (typeof reportFormats)[number];
