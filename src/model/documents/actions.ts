import type { MarkdownData, MarkdownItem, MarkdownTable } from '../../types/markdown.ts';
import { dayIn } from './amounts.ts';
import { isUnfilled } from './prose.ts';

/** Something that a postmortem asks for. */
export interface Action {
  readonly text: string;
  readonly line: number;
  readonly owner?: string;
  readonly due?: string;
  readonly done: boolean;
  /** An issue keeps whose it is, and until when. */
  readonly tracked: boolean;
}

const OWNER = /^(?:owners?|assignees?|assigned(?: to)?|who|responsible|dri)$/i;
const DUE = /^(?:due|due date|deadline|target(?: date)?|eta|by(?: when)?|when)$/i;
const STATE = /^(?:state|status|done|progress)$/i;
const ISSUE = /^(?:issues?|tickets?|bugs?|tracking|links?|jira)$/i;
const DONE =
  /^\W{0,3}(?:done|closed|completed?|fixed|resolved|merged|shipped|yes|x|cancell?ed|won['’]?t (?:do|fix)|✅|✔)/iu;
const REFERENCE = /(?:^|[\s(])(?:#\d+|[A-Z][A-Z\d]{1,9}-\d+|[\w.-]+\/[\w.-]+#\d+)\b|https?:\/\//;

/** The rows and items below the headings of actions. */
export function actionsIn(data: MarkdownData, sections: ReadonlySet<number>): readonly Action[] {
  const tables = data.tables.filter(({ section }) => sections.has(section)).flatMap((table) => inTable(table, data));
  if (tables.length > 0) return tables;
  const items = data.items.filter(({ section, text }) => sections.has(section) && !isUnfilled(text));
  return items.map((item) => inItem(item, data));
}

function inTable({ header, rows }: MarkdownTable, data: MarkdownData): readonly Action[] {
  const column = (name: RegExp): number => header.findIndex((cell) => name.test(cell.trim()));
  const [owner, due, state, issue] = [column(OWNER), column(DUE), column(STATE), column(ISSUE)];
  const text = header.findIndex(
    (cell, index) => ![owner, due, state, issue].includes(index) && !/^(?:#|id|type|priority)$/i.test(cell.trim()),
  );
  return rows.flatMap(({ cells, line }) => {
    const cell = (index: number): string => cells[index]?.trim() ?? '';
    if (isUnfilled(cell(text))) return [];
    const whole = cells.join(' ');
    return [
      {
        text: cell(text).slice(0, 120),
        line,
        ...(isUnfilled(cell(owner)) ? {} : { owner: cell(owner) }),
        ...dueOf(due === -1 ? whole : cell(due)),
        done: DONE.test(cell(state)),
        tracked: REFERENCE.test(whole) || isLinked(data, line),
      },
    ];
  });
}

function inItem({ text, line, done }: MarkdownItem, data: MarkdownData): Action {
  const owner = /(?:^|[\s(])@([\w/-]{2,60})|\b(?:owner|assignee|assigned to)\b\s?:?\s*([\w@][\w .@/-]{1,60})/i.exec(
    text,
  );
  return {
    text: text.replace(/^\[[ xX]\]\s*/, '').slice(0, 120),
    line,
    ...(owner ? { owner: String(owner[1] ?? owner[2]).trim() } : {}),
    ...dueOf(text),
    done: done ?? (DONE.test(text) || /\((?:done|closed|fixed|completed)\b/i.test(text)),
    tracked: REFERENCE.test(text) || isLinked(data, line),
  };
}

function dueOf(text: string): { readonly due?: string } {
  const due = dayIn(text);
  return due === undefined ? {} : { due };
}

function isLinked({ links }: MarkdownData, line: number): boolean {
  return links.some(
    (link) => link.line === line && /\/(?:issues|pull|merge_requests|browse|tickets?)\//.test(link.url),
  );
}
