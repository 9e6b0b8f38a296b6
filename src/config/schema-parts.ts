/** What `description` says completes the sentence "must be …"; the messages are made from it. */
export const text = { type: 'string', minLength: 1, maxLength: 2000, pattern: '\\S', description: 'a text' };

export const name = {
  type: 'string',
  maxLength: 100,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
  description: 'a name of letters, digits, dots, dashes and underscores',
};

export const duration = {
  type: 'string',
  maxLength: 64,
  pattern: '^(?:[0-9]+(?:\\.[0-9]+)?(?:ms|[smhdw]))+$',
  description: 'a duration such as 30d, 5m or 300ms',
};

export function listOf(items: object, what: string) {
  return { type: 'array', maxItems: 2000, items, description: `a list of ${what}` };
}
