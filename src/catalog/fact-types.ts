import type { FactType } from '../types/vocabulary.ts';
import type { Keyword } from './keywords.ts';

/** What an entry of a list may be. */
export const itemTypes: readonly FactType[] = ['string', 'number', 'boolean', 'object'];

const words: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
} satisfies Record<FactType, string>;

/** `a text or a number`. */
export function nameTypes(types: readonly unknown[]): string {
  return types.map((type) => words[String(type)] ?? String(type)).join(' or ');
}

/** Whether a keyword that speaks about a kind speaks about a type: a whole number is a number. */
export function isOfKind(type: FactType, kind: Keyword['about']): boolean {
  return type === kind || (kind === 'number' && type === 'integer');
}
