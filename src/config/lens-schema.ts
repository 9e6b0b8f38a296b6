const line = { type: 'string', minLength: 1, maxLength: 1000, pattern: '\\S', description: 'a text' };
const id = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,128}$', description: 'an id of letters, digits, `_` and `-`' };

/** A custom lens of the AWS Well-Architected Tool, as far as it is read. */
export const lensSchema = {
  type: 'object',
  description: 'a custom lens',
  required: ['schemaVersion', 'name', 'pillars'],
  properties: {
    schemaVersion: { const: '2021-11-01', description: '2021-11-01, the one format that is read' },
    name: { ...line, maxLength: 200 },
    pillars: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      description: 'a list of pillars',
      items: {
        type: 'object',
        description: 'a map with `id`, `name` and `questions`',
        required: ['id', 'name', 'questions'],
        properties: {
          id,
          name: line,
          questions: {
            type: 'array',
            minItems: 1,
            maxItems: 200,
            description: 'a list of questions',
            items: {
              type: 'object',
              description: 'a map with `id`, `title` and `choices`',
              required: ['id', 'title', 'choices'],
              properties: {
                id,
                title: line,
                choices: {
                  type: 'array',
                  maxItems: 100,
                  description: 'a list of choices',
                  items: {
                    type: 'object',
                    description: 'a map with `id` and `title`',
                    required: ['id', 'title'],
                    properties: { id, title: line },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
