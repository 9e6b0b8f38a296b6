const text = { type: 'string', minLength: 1, maxLength: 2000, pattern: '\\S', description: 'a text' };
const day = { type: 'string', format: 'calendar-day', description: 'a calendar day, such as 2026-12-31' };
const scope = {
  check: {
    type: 'string',
    pattern: '^[A-Za-z0-9_*?-]+(?:/[A-Za-z0-9_*?-]+)*$',
    maxLength: 200,
    description: 'the id of a check, or a glob of ids such as `redundancy/*`',
  },
  service: text,
  subject: { ...text, description: "a subject's id, or a glob of ids" },
};

/** A file of waivers. */
export const waiversSchema = {
  type: 'array',
  maxItems: 2000,
  description: 'a list of waivers',
  items: {
    type: 'object',
    description: 'a map with `check`, `reason`, `owner`, `approver` and `expires`',
    additionalProperties: false,
    required: ['check', 'reason', 'owner', 'approver', 'expires'],
    properties: {
      ...scope,
      reason: text,
      owner: text,
      approver: text,
      created: day,
      expires: day,
      issue: text,
      compensating: text,
    },
  },
};

/** A file of attestations. */
export const attestationsSchema = {
  type: 'array',
  maxItems: 2000,
  description: 'a list of attestations',
  items: {
    type: 'object',
    description: 'a map with `check`, `by`, `on` and `evidence`',
    additionalProperties: false,
    required: ['check', 'by', 'on', 'evidence'],
    properties: {
      ...scope,
      statement: text,
      by: text,
      on: day,
      evidence: text,
      measured: {
        type: 'object',
        minProperties: 1,
        maxProperties: 20,
        description: 'a map of what was measured, such as `rtoMinutes: 42`',
        propertyNames: { pattern: '^[a-z][A-Za-z0-9]{0,39}$', description: 'a name such as rtoMinutes' },
        additionalProperties: {
          anyOf: [{ type: 'number' }, { type: 'string', maxLength: 200 }],
          description: 'a number or a short text',
        },
      },
      expires: day,
      scope: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        description: 'a list of paths or globs',
        items: {
          type: 'string',
          minLength: 1,
          maxLength: 500,
          pattern: '^(?!/)(?!.*(?:^|/)\\.\\.(?:/|$))',
          description: 'a path or glob inside the repository, relative to its root',
        },
      },
    },
  },
};
