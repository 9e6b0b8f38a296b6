import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { sarifSchema } from './sarif-schema.ts';

const ours = new Ajv({ strict: true, allErrors: true }).compile(sarifSchema);

/** What is wrong with a SARIF file, by the part of the standard that is written and the demands of code scanning. */
export function sarifProblems(text: string): readonly string[] {
  const log = JSON.parse(text);
  ours(log);
  const schemaProblems = (ours.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  if (schemaProblems.length > 0) return schemaProblems;
  return log.runs.flatMap(runProblems);
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly message: { readonly text: string };
    readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  }[];
}

/** What no schema says: references hold, and each result has a fingerprint of its own. */
function runProblems({ tool, results }: Run): readonly string[] {
  const { rules } = tool.driver;
  const hashes = results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
  return [
    ...results
      .filter(({ ruleId, ruleIndex }) => ruleIndex !== -1 && rules[ruleIndex]?.id !== ruleId)
      .map(({ ruleId }) => `ruleIndex of ${ruleId}`),
    ...results
      .filter(({ message }) => /\]\(|\{\d+\}/u.test(message.text))
      .map(({ message }) => `link in ${message.text}`),
    ...(new Set(hashes).size === hashes.length ? [] : ['a fingerprint twice']),
  ];
}

/**
 * The standard's own schema, where ORRERY_SARIF_SCHEMA names the file that OASIS publishes: it is not ours to ship.
 * It is a draft-04 schema; what it uses means the same in draft-07, apart from the name of its identifier.
 */
export function officialProblems(): ((text: string) => readonly string[]) | undefined {
  const file = process.env['ORRERY_SARIF_SCHEMA'] ?? '';
  if (!existsSync(file)) return undefined;
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const formats = {
    uri: /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/iu,
    'uri-reference': /^[^\s<>"{}|\\^`]*$/u,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u,
  };
  const validate = new Ajv({ strict: false, allErrors: true, formats }).compile(schema);
  return (text) => {
    validate(JSON.parse(text));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
