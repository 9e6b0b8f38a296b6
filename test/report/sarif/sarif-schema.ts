const text = { type: 'string', minLength: 1 };
const message = closed({ text }, ['text']);
const artifactLocation = closed(
  // RFC 3986: a relative reference without scheme, authority, query, fragment or a raw character that needs encoding.
  {
    uri: { type: 'string', pattern: "^(?!/)(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$" },
    uriBaseId: { const: '%SRCROOT%' },
  },
  ['uri', 'uriBaseId'],
);
const position = { type: 'integer', minimum: 1 };
const region = closed({ startLine: position, startColumn: position, endLine: position, endColumn: position }, [
  'startLine',
]);
const wholeRegion = { ...region, required: ['startLine', 'startColumn', 'endLine', 'endColumn'] };
const level = { enum: ['error', 'warning', 'note'] };

const result = closed(
  {
    ruleId: { ...text, maxLength: 255 },
    ruleIndex: { type: 'integer', minimum: -1 },
    level,
    message,
    locations: { type: 'array', minItems: 1, maxItems: 1, items: located(wholeRegion) },
    relatedLocations: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: closed({ id: position, physicalLocation: closed({ artifactLocation, region: wholeRegion }), message }, [
        'id',
        'physicalLocation',
        'message',
      ]),
    },
    partialFingerprints: closed({ primaryLocationLineHash: { type: 'string', pattern: '^.+:\\d+$' } }, [
      'primaryLocationLineHash',
    ]),
    suppressions: {
      type: 'array',
      minItems: 1,
      items: closed({ kind: { const: 'external' }, status: { const: 'accepted' }, justification: text }, [
        'kind',
        'status',
        'justification',
      ]),
    },
    properties: { type: 'object' },
  },
  ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
);

const rule = closed(
  {
    id: { ...text, maxLength: 255 },
    name: { ...text, maxLength: 255 },
    shortDescription: closed({ text: { ...text, maxLength: 1024 } }, ['text']),
    fullDescription: closed({ text: { ...text, maxLength: 1024 } }, ['text']),
    help: closed({ text, markdown: text }, ['text', 'markdown']),
    helpUri: { type: 'string', pattern: '^https?://[^\\s<>"{}|\\\\^`]+$' },
    defaultConfiguration: closed({ level }, ['level']),
    properties: closed(
      {
        tags: { type: 'array', maxItems: 10, uniqueItems: true, items: text },
        precision: { enum: ['very-high', 'high', 'medium', 'low'] },
        'problem.severity': { enum: ['error', 'warning', 'recommendation'] },
      },
      ['tags', 'precision', 'problem.severity'],
    ),
  },
  ['id', 'shortDescription', 'fullDescription', 'help', 'defaultConfiguration', 'properties'],
);

const invocation = closed(
  {
    executionSuccessful: { type: 'boolean' },
    endTimeUtc: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
    toolExecutionNotifications: {
      type: 'array',
      items: closed(
        {
          descriptor: closed({ id: text }, ['id']),
          level,
          message,
          locations: { type: 'array', items: located(region) },
        },
        ['descriptor', 'level', 'message'],
      ),
    },
  },
  ['executionSuccessful', 'toolExecutionNotifications'],
);

const run = closed(
  {
    tool: closed(
      {
        driver: closed({ name: text, version: text, rules: { type: 'array', maxItems: 25_000, items: rule } }, [
          'name',
          'version',
          'rules',
        ]),
      },
      ['driver'],
    ),
    automationDetails: closed({ id: { type: 'string', pattern: '^.+/$' } }, ['id']),
    versionControlProvenance: {
      type: 'array',
      minItems: 1,
      items: closed(
        {
          repositoryUri: { type: 'string', pattern: '^https://[^\\s<>"{}|\\\\^`]+$' },
          revisionId: text,
          mappedTo: closed({ uriBaseId: { const: '%SRCROOT%' } }),
        },
        ['repositoryUri'],
      ),
    },
    invocations: { type: 'array', minItems: 1, maxItems: 1, items: invocation },
    columnKind: { const: 'unicodeCodePoints' },
    results: { type: 'array', maxItems: 25_000, items: result },
  },
  ['tool', 'automationDetails', 'invocations', 'results'],
);

/**
 * The part of SARIF 2.1.0 that is written, with what code scanning demands beyond the standard: closed, so that a
 * member of another name is an error. Sections 3.13 to 3.58 of the standard say what each must hold.
 */
export const sarifSchema = closed(
  {
    $schema: { type: 'string', pattern: '^https://docs\\.oasis-open\\.org/sarif/.+\\.json$' },
    version: { const: '2.1.0' },
    runs: { type: 'array', minItems: 1, maxItems: 20, items: run },
  },
  ['$schema', 'version', 'runs'],
);

function closed(properties: object, required: readonly string[] = Object.keys(properties)): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function located(where: object): object {
  return closed({ physicalLocation: closed({ artifactLocation, region: where }) });
}
