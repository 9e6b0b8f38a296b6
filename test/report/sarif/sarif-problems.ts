import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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
 * By the standard's own schema, as OASIS published it for version 2.1.0 (rtm.5, the one that GitHub names).
 * It is a draft-07 schema, or draft-04 in other editions; what it uses means the same in both.
 */
export function officialProblems(): (text: string) => readonly string[] {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const formats = {
    uri: /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/iu,
    'uri-reference': /^[^\s<>"{}|\\^`]*$/u,
    'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u,
  };
  const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
  return (text) => {
    validate(JSON.parse(text));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
