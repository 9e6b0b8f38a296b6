/** Rows of RFC 4180, read strictly: CRLF ends each record, quotes stand around whole fields, all rows are as long as the first. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, end] = text[at] === '"' ? quoted(text, at) : bare(text, at);
    row.push(field);
    if (text[end] === ',') at = end + 1;
    else if (text.startsWith('\r\n', end)) {
      rows.push(row);
      row = [];
      at = end + 2;
    } else throw new Error(`Neither a comma nor CRLF at ${end}: ${JSON.stringify(text.slice(end, end + 20))}`);
    if (at === text.length && row.length > 0) throw new Error('The last record has no CRLF');
  }
  const wrong = rows.findIndex((fields) => fields.length !== rows[0]?.length);
  if (wrong !== -1) throw new Error(`Record ${wrong} has ${rows[wrong]?.length} fields`);
  return rows;
}

function quoted(text: string, start: number): readonly [string, number] {
  let at = start + 1;
  let field = '';
  for (;;) {
    const end = text.indexOf('"', at);
    if (end === -1) throw new Error(`Unclosed quote at ${start}`);
    field += text.slice(at, end);
    if (text[end + 1] !== '"') return [field, end + 1];
    field += '"';
    at = end + 2;
  }
}

function bare(text: string, start: number): readonly [string, number] {
  const field = /^[^",\r\n]*/u.exec(text.slice(start, start + 100_000))?.[0] ?? '';
  return [field, start + field.length];
}
