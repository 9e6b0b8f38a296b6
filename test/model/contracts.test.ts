import { expect, test } from 'vitest';
import { vocabularyProblems } from '../robustness/vocabulary-problems.ts';
import { deployment, factOf, modelOf, service } from './model-of.ts';

const api = (paths: string, more = ''): string => `
openapi: 3.1.0
info: { title: Shop, version: 1.2.0 }
${more}
paths: ${paths}
`;
const list = '{ content: { application/json: { schema: { $ref: "#/components/schemas/All" } } } }';
const all = 'components: { schemas: { All: { type: array } }, parameters: { Limit: { name: limit, in: query } } }';

test.each<[string, string, string, unknown]>([
  ['in the path', api('{ /v1/orders: { get: {} }, /api/v2/x: { get: {} } }'), 'versioned', true],
  [
    'in one path of two',
    api('{ /v1/orders: { get: {} }, /orders: { get: {} } }', 'servers: [{ url: /api }]'),
    'versioned',
    false,
  ],
  [
    'nowhere, at an address that is not told',
    api('{ /orders: { get: {} } }'),
    'versioned',
    { $unknown: 'elsewhere', detail: 'all.yaml does not say at which address it is served' },
  ],
  ['schemas alone', api('{}', all), 'versioned', true],
  [
    'in the address',
    api('{ /orders: { get: {} } }', 'servers: [{ url: "https://shop.example.com/v3" }]'),
    'versioned',
    true,
  ],
  [
    'in a header of all operations of a path',
    api('{ /orders: { parameters: [{ in: header, name: Api-Version }], get: {} } }'),
    'versioned',
    true,
  ],
  ['Swagger 2 with a base', 'swagger: "2.0"\nbasePath: /v1\npaths: { /orders: { get: {} } }', 'versioned', true],
  [
    'no answer for errors',
    api('{ /a: { get: { responses: { "200": {} } }, put: { responses: { 4XX: {} } } } }'),
    'withoutErrors',
    ['GET /a'],
  ],
  [
    'nobody said who may call',
    api('{ /a: { get: {}, put: { security: [] } }, /healthz: { get: {} }, /.well-known/jwks.json: { get: {} } }'),
    'unsecured',
    ['GET /a'],
  ],
  ['who may call is said for all', api('{ /a: { get: {} } }', 'security: [{ token: [] }]'), 'unsecured', []],
  [
    'a list without a limit',
    api(`{ /a: { get: { responses: { "200": ${list} } } } }`, all),
    'unboundedLists',
    ['GET /a'],
  ],
  [
    'a list with a limit that is referred to',
    api(
      `{ /a: { get: { parameters: [{ $ref: "#/components/parameters/Limit" }], responses: { "200": ${list} } } } }`,
      all,
    ),
    'unboundedLists',
    [],
  ],
  [
    'a reference to itself',
    api('{ /a: { get: { responses: { "200": { $ref: "#/paths/~1a/get/responses/200" } } } } }'),
    'unboundedLists',
    [],
  ],
  [
    'an id twice, and nothing answered',
    api('{ /a: { get: { operationId: a, responses: { "200": {} } }, put: { operationId: a } } }'),
    'problems',
    ['all.yaml: the operationId a stands twice', 'all.yaml: PUT /a has no responses'],
  ],
])('a contract: %s', (_, files, fact, value) => {
  expect(factOf(modelOf(files), ['service', 'shop'], `contract.${fact}`)).toEqual(value);
});

test('the contract of others, from which a client is made, is none of the service', () => {
  const model = modelOf({ 'src/clients/cards/openapi.yaml': api('{ /a: { get: {} } }') });
  expect(factOf(model, ['service', 'shop'], 'contract.files')).toBeUndefined();
  expect(factOf(model, ['service', 'shop'], 'contract.present')).toMatchObject({ $unknown: 'elsewhere' });
});

const services = [
  { name: 'shop', workloads: ['web'] },
  { name: 'seats', workloads: ['seats'] },
];
const web = (value: string) => deployment('web', '', '', `env: [{ name: OTHER, value: "${value}" }]`);

test.each<[string, string, readonly string[]]>([
  ['an address with a scheme', 'http://seats:8080/free', ['seats']],
  ['with a password before it', 'amqp://u:p@seats.default.svc.cluster.local', ['seats']],
  ['a name and a port', 'seats:5432', ['seats']],
  ['a word alone is no address', 'seats', []],
  ['itself', 'http://web:80', []],
  ['an address outside that begins alike', 'https://seats.example.com', []],
  ['a value that is filled in', '${SEATS}', []],
])('a dependency is seen: %s', (_, value, undeclared) => {
  const model = modelOf(web(value) + service('web') + deployment('seats') + service('seats'), { services });
  expect(factOf(model, ['service', 'shop'], 'dependencies.undeclared')).toEqual(undeclared);
});

test('an outside host behind a name is declared by either', () => {
  const outside =
    '\n---\n{ apiVersion: v1, kind: Service, metadata: { name: cards }, spec: { type: ExternalName, externalName: api.cards.example } }\n';
  const files = web('https://cards/v1') + outside;
  const undeclared = (names: readonly string[]) =>
    factOf(
      modelOf(files, { services: [{ dependencies: names.map((name) => ({ name })) }] }),
      ['service', 'shop'],
      'dependencies.undeclared',
    );
  expect(undeclared([])).toEqual(['api.cards.example']);
  expect([undeclared(['cards']), undeclared(['api.cards.example'])]).toEqual([[], []]);
});

test('what the configuration adds is in the vocabulary', () => {
  const model = modelOf('', {
    services: [
      {
        owner: 'shop-team',
        response: { detectSeconds: 60, acknowledgeSeconds: 60, recoverSeconds: 60 },
        objectives: [
          { name: 'a', indicator: 'availability', target: 99.9, windowSeconds: 86_400, sla: 99, requestsPerHour: 5 },
        ],
        dependencies: [
          {
            name: 'x',
            criticality: 'hard',
            target: 99,
            reason: 'r',
            thirdParty: true,
            sla: 's',
            status: 's',
            support: 's',
            quota: 'q',
          },
          { name: 'y', criticality: 'soft', fallback: 'f' },
          { name: 'seats', criticality: 'hard' },
        ],
      },
      { name: 'seats', tier: 2 },
    ],
  });
  expect(model.subjects.flatMap((subject) => vocabularyProblems(subject))).toEqual([]);
});
