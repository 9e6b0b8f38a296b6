/** What a keyword's value must be. */
export type ValueKind =
  | 'number'
  | 'count'
  | 'flag'
  | 'pattern'
  | 'duration'
  | 'quantity'
  | 'constant'
  | 'constants'
  | 'types'
  | 'schema'
  | 'item-schema'
  | 'schemas';

export interface Keyword {
  readonly value: ValueKind;
  /** The type of fact it speaks about; absent for any. */
  readonly about?: 'number' | 'string' | 'array' | 'object';
  /** The plain JSON Schema keyword that it is rewritten to. */
  readonly becomes?: string;
  /** May take `{ $data: … }`. */
  readonly comparable?: boolean;
}

const bound: Keyword = { value: 'number', about: 'number', comparable: true };
const length: Keyword = { value: 'count', about: 'string', comparable: true };
const size: Keyword = { value: 'count', about: 'array', comparable: true };

/** Every keyword that a predicate may use. Nothing here reaches below the fact: deeper paths are facts themselves. */
export const keywords: Readonly<Record<string, Keyword>> = {
  const: { value: 'constant', comparable: true },
  enum: { value: 'constants' },
  type: { value: 'types' },
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: { value: 'number', about: 'number' },
  minDuration: duration('minimum'),
  maxDuration: duration('maximum'),
  exclusiveMinDuration: duration('exclusiveMinimum'),
  exclusiveMaxDuration: duration('exclusiveMaximum'),
  minAge: duration('minimum'),
  maxAge: duration('maximum'),
  minQuantity: quantity('minimum'),
  maxQuantity: quantity('maximum'),
  exclusiveMinQuantity: quantity('exclusiveMinimum'),
  exclusiveMaxQuantity: quantity('exclusiveMaximum'),
  minLength: length,
  maxLength: length,
  pattern: { value: 'pattern', about: 'string' },
  minItems: size,
  maxItems: size,
  uniqueItems: { value: 'flag', about: 'array' },
  contains: { value: 'item-schema', about: 'array' },
  items: { value: 'item-schema', about: 'array' },
  minProperties: { value: 'count', about: 'object' },
  maxProperties: { value: 'count', about: 'object' },
  not: { value: 'schema' },
  anyOf: { value: 'schemas' },
  allOf: { value: 'schemas' },
  oneOf: { value: 'schemas' },
};

function duration(becomes: string): Keyword {
  return { value: 'duration', about: 'number', becomes };
}

function quantity(becomes: string): Keyword {
  return { value: 'quantity', about: 'number', becomes };
}
