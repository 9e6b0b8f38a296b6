import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { arrayOf, dig, isObject, type JsonObject, member, objectOf } from '../../src/lib/json.ts';

const require = createRequire(import.meta.url);

/** GitHub's official description of its API, read once per worker. */
const description: unknown = JSON.parse(
  readFileSync(require.resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8'),
);
const schemas = Object.fromEntries(
  Object.entries(objectOf(dig(description, 'components', 'schemas'))).map(([name, schema]) => [name, convert(schema)]),
);
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false });
ajv.addSchema({ $id: 'gh', components: { schemas } });
const compiled = new Map<unknown, ValidateFunction>();

/** One operation of the description, by its method and template. */
export interface Operation {
  readonly query: ReadonlyMap<string, JsonObject>;
  readonly body: JsonObject | undefined;
  /** The schema of each status that is described; undefined where an answer has no body. */
  readonly responses: ReadonlyMap<number, JsonObject | undefined>;
}

const operations = new Map<string, Operation>();

/** `route` is written as in the description, such as `GET /repos/{owner}/{repo}`. */
export function operationOf(route: string): Operation {
  const known = operations.get(route) ?? readOperation(route);
  operations.set(route, known);
  return known;
}

/** What is wrong with data; nothing where it fits. */
export function problemsOf(schema: JsonObject, data: unknown): readonly string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(data)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

/**
 * Properties that the description does not name. It accepts them, and GitHub ignores them: a misspelt one would never
 * be noticed.
 */
function unknownProperties(schema: JsonObject, data: unknown, path = ''): readonly string[] {
  if (Array.isArray(data)) {
    const items = variantsOf(schema).flatMap((variant) => (isObject(variant['items']) ? [variant['items']] : []));
    return items[0] ? data.flatMap((item, index) => unknownProperties(merged(items), item, `${path}/${index}`)) : [];
  }
  if (!isObject(data)) return [];
  const variants = variantsOf(schema);
  return Object.entries(data).flatMap(([key, value]) => {
    const described = variants.flatMap((variant) => {
      const property = member(variant['properties'], key);
      return isObject(property) ? [property] : [];
    });
    return described[0] ? unknownProperties(merged(described), value, `${path}/${key}`) : [`${path}/${key}`];
  });
}

/** What is wrong with a query and a body. */
export function requestProblems(operation: Operation, query: URLSearchParams, body: unknown): readonly string[] {
  const problems = [...query].flatMap(([name, value]) => {
    const schema = operation.query.get(name);
    if (!schema) return [`there is no parameter ${name}.`];
    const typed = schema['type'] === 'integer' ? Number(value) : value;
    return problemsOf(schema, typed).map((problem) => `${name} ${problem}`);
  });
  if (!operation.body) return body === undefined ? problems : [...problems, 'it takes no body.'];
  const schema = operation.body;
  return [
    ...problems,
    ...problemsOf(schema, body),
    ...unknownProperties(schema, body).map((key) => `${key} is unknown.`),
  ];
}

/** The given values, and for everything else that the schema requires the plainest value that fits. */
export function complete(schema: JsonObject, given: unknown): unknown {
  const { types, items, choice, format, properties, required } = outlineOf(schema);
  if (given === null || (given === undefined && types.includes('null'))) return null;
  if (Array.isArray(given)) return given.map((item) => complete(items, item));
  if (isObject(given) || (given === undefined && types.includes('object'))) {
    const full: { [key: string]: unknown } = {};
    for (const key of required) full[key] = complete(objectOf(properties[key]), member(given, key));
    for (const [key, value] of Object.entries(given ?? {})) full[key] ??= complete(objectOf(properties[key]), value);
    return full;
  }
  if (given !== undefined) return given;
  return choice ?? plainest(String(types[0]), format);
}

interface Outline {
  readonly types: readonly unknown[];
  readonly items: JsonObject;
  readonly choice: unknown;
  readonly format: unknown;
  readonly properties: JsonObject;
  readonly required: readonly string[];
}

const outlines = new WeakMap<JsonObject, Outline>();

/** What `complete` needs of a schema, looked up once: most of the work for an answer is here. */
function outlineOf(schema: JsonObject): Outline {
  const known = outlines.get(schema);
  if (known) return known;
  const [variant = {}] = variantsOf(schema).filter((candidate) => candidate['type'] ?? candidate['properties']);
  const outline = {
    types: [variant['type']].flat(),
    items: objectOf(variant['items']),
    choice: arrayOf(variant['enum'])[0],
    format: variant['format'],
    properties: objectOf(variant['properties']),
    required: arrayOf(variant['required']).map(String),
  };
  outlines.set(schema, outline);
  return outline;
}

function plainest(type: string, format: unknown): unknown {
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return 0;
  if (format === 'uri') return 'https://github.test/';
  return format === 'date-time' ? '2026-01-01T00:00:00Z' : '';
}

function merged(candidates: readonly JsonObject[]): JsonObject {
  return candidates.length === 1 ? objectOf(candidates[0]) : { anyOf: candidates };
}

/** A schema and all that it is put together from. */
function variantsOf(schema: JsonObject): readonly JsonObject[] {
  const ref = schema['$ref'];
  if (typeof ref === 'string') return variantsOf(objectOf(schemas[ref.split('/').at(-1) ?? '']));
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => arrayOf(schema[key]));
  return [schema, ...parts.flatMap((part) => variantsOf(objectOf(part)))];
}

function readOperation(route: string): Operation {
  const [method = '', template = ''] = route.split(' ');
  const operation = dig(description, 'paths', template, method.toLowerCase());
  if (!isObject(operation)) throw new Error(`GitHub describes no ${route}.`);
  const parameters = arrayOf(operation['parameters']).map((parameter) => objectOf(resolve(parameter)));
  const queries = parameters.filter((parameter) => parameter['in'] === 'query');
  return {
    query: new Map(queries.map(({ name, schema }) => [String(name), convert(schema)])),
    body: schemaIn(operation['requestBody']),
    responses: new Map(
      Object.entries(objectOf(operation['responses'])).map(([status, answer]) => [
        Number(status),
        schemaIn(resolve(answer)),
      ]),
    ),
  };
}

function schemaIn(content: unknown): JsonObject | undefined {
  const schema = dig(content, 'content', 'application/json', 'schema');
  return schema === undefined ? undefined : convert(schema);
}

function resolve(value: unknown): unknown {
  const ref = member(value, '$ref');
  return typeof ref === 'string' ? dig(description, ...ref.split('/').slice(1)) : value;
}

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a type, and references lead to the one schema that holds them all. */
function convert(schema: unknown): JsonObject {
  const { nullable, example, examples, discriminator, ...rest } = objectOf(schema);
  const converted = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, convertKeyword(key, value)]));
  if (nullable !== true) return converted;
  if (typeof converted['type'] !== 'string') return { anyOf: [converted, { type: 'null' }] };
  const choices = Array.isArray(converted['enum']) ? { enum: [...converted['enum'], null] } : {};
  return { ...converted, type: [converted['type'], 'null'], ...choices };
}

function convertKeyword(key: string, value: unknown): unknown {
  if (key === '$ref') return `gh${String(value)}`;
  if (key === 'properties') {
    return Object.fromEntries(Object.entries(objectOf(value)).map(([name, schema]) => [name, convert(schema)]));
  }
  if (['allOf', 'anyOf', 'oneOf'].includes(key)) return arrayOf(value).map(convert);
  return ['items', 'additionalProperties', 'not'].includes(key) && isObject(value) ? convert(value) : value;
}
