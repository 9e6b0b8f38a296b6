import type { Document } from '../../types/document.ts';
import type { Query } from '../../types/query.ts';
import { expressionsOf } from './expressions-of.ts';
import { queryParser } from './query-parser.ts';

const MAX_QUERIES = 20_000;

/** The queries that documents hold, by their text as it is written. Nothing is loaded where there are none. */
export async function readQueries(documents: readonly Document[]): Promise<ReadonlyMap<string, Query>> {
  // What is deployed comes first: no page may crowd out a rule.
  const [prose, deployed] = [documents.filter(isProse), documents.filter((document) => !isProse(document))];
  const texts = [...new Set([...deployed, ...prose].flatMap(expressionsOf))].slice(0, MAX_QUERIES);
  if (texts.length === 0) return new Map();
  const parse = await queryParser();
  return new Map(texts.map((text) => [text, parse(text)]));
}

function isProse({ format }: Document): boolean {
  return format === 'markdown';
}
