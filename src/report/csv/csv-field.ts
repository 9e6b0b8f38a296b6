/** What a spreadsheet takes for a formula, in the widths that it folds to ASCII. */
const formula = /^(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE62\uFE63\uFE66\uFE6B]|[\t\r])/u;

/** The same after what some locales take for the end of a cell. */
const laterFormula = /(?<=[;\t|][\s"]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE62\uFE63\uFE66\uFE6B])/gu;

const bare = /^[\w./][\w./ -]*$/u;

/** A field of RFC 4180: texts that a spreadsheet would compute begin with `'`, and whatever is not plain is quoted. */
export function csvField(value: string | number | undefined): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'number') return String(value);
  const text = value.replace(formula, "'").replaceAll(laterFormula, "'");
  return bare.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
