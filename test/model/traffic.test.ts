import { describe, expect, test } from 'vitest';
import { modelOf, variantsOf } from './model-of.ts';

const facts = (text: string, id: string, kind: 'endpoint' | 'datastore' = 'endpoint') =>
  variantsOf(modelOf(text), kind, id)[0]?.facts;

const istio = (rule: string) =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec: { hosts: [web], http: [{ ${rule}, route: [{ destination: { host: web } }] }] }\n`;

test.each<[string, string, object]>([
  ['nothing: no bound', 'match: []', { timeouts: { unlimited: ['rule 1'], conflicts: [] } }],
  ['switched off', 'name: main, timeout: 0s', { timeouts: { unlimited: ['main'] } }],
  ['a bound', 'timeout: 1m30s', { timeouts: { unlimited: [], longestSeconds: 90, conflicts: [] } }],
  [
    'a bound that is filled in later',
    'timeout: "${TIMEOUT}"',
    { timeouts: { unlimited: [], longestSeconds: { $unknown: 'unresolved' } } },
  ],
  [
    'time for all tries',
    'timeout: 9s, retries: { attempts: 2, perTryTimeout: 3s }',
    { timeouts: { conflicts: [] }, retries: { most: 2, bounded: true, worstCase: 3 } },
  ],
  [
    'no time for the last try',
    'timeout: 8s, retries: { attempts: 2, perTryTimeout: 3s }',
    { timeouts: { conflicts: ['rule 1: 3 tries of 3 s need 9 s, and it gives up after 8 s'] } },
  ],
  ['no number: twice', 'timeout: 8s, retries: { perTryTimeout: 1s }', { retries: { most: 2 } }],
  [
    'writes after a reset',
    'retries: { attempts: 2, retryOn: "connect-failure,reset" }',
    { retries: { writes: ['rule 1'] } },
  ],
  [
    'only before it was sent',
    'retries: { attempts: 2, retryOn: "connect-failure,refused-stream,503" }',
    { retries: { writes: [] } },
  ],
  [
    'reads alone',
    'match: [{ method: { exact: GET } }], retries: { attempts: 2, retryOn: 5xx }',
    { retries: { writes: [] } },
  ],
  ['retries switched off', 'retries: { attempts: 0, retryOn: 5xx }', { retries: { most: 0, writes: [] } }],
])('a VirtualService: %s', (_, rule, expected) => {
  expect(facts(istio(rule), 'route/web')).toMatchObject(expected);
});

const service =
  'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "web:1" }] } } }\n---\n';
const sending = (host: string) =>
  `${service}apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: r, namespace: shop }\nspec: { hosts: [r], http: [{ route: [{ destination: { host: ${host} } }] }] }\n`;

test.each<[string, string, unknown]>([
  ['a short name', 'web', []],
  ['a full name', 'web.shop.svc.cluster.local', []],
  ['a name that nothing has', 'wbe', ['there is no service wbe']],
  ['a machine outside', 'api.example.com', []],
])('the destinations of a VirtualService: %s', (_, host, unresolved) => {
  expect(facts(sending(host), 'route/r')).toMatchObject({ backends: { unresolved } });
});

const ingress = (annotations: string, spec = 'ingressClassName: nginx') =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i, namespace: shop, annotations: { ${annotations} } }\nspec: { ${spec}, defaultBackend: { service: { name: web, port: { number: 80 } } } }\n`;
const nginx = (name: string, value: string) => `nginx.ingress.kubernetes.io/${name}: "${value}"`;

describe('an Ingress', () => {
  test.each<[string, string, object]>([
    ['of nginx: its default', ingress(''), { timeouts: { longestSeconds: 60 } }],
    [
      'with tries',
      ingress(nginx('proxy-next-upstream-tries', '3')),
      { retries: { most: 2, worstCase: 3, bounded: true } },
    ],
    ['with tries without bound', ingress(nginx('proxy-next-upstream-tries', '0')), { retries: { bounded: false } }],
    [
      'that repeats writes',
      ingress(nginx('proxy-next-upstream', 'error non_idempotent')),
      { retries: { writes: ['the ingress'] } },
    ],
    ['with a limit', ingress(nginx('limit-rpm', '600')), { rateLimit: { declared: true } }],
    ['with a limit of nothing', ingress(nginx('limit-rps', '0')), { rateLimit: { declared: false } }],
    ['without a limit', ingress(''), { rateLimit: { declared: { $unknown: 'elsewhere' } } }],
    [
      'with a middleware of Traefik',
      `${ingress('traefik.ingress.kubernetes.io/router.middlewares: "shop-slow@kubernetescrd"', 'ingressClassName: traefik')}---\napiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: slow, namespace: shop }\nspec: { rateLimit: { average: 50 } }\n`,
      { rateLimit: { declared: true } },
    ],
    [
      'with a plugin of Kong that is switched off',
      `${ingress('konghq.com/plugins: "slow"', 'ingressClassName: kong')}---\napiVersion: configuration.konghq.com/v1\nkind: KongPlugin\nmetadata: { name: slow, namespace: shop }\nplugin: rate-limiting\ndisabled: true\n`,
      { rateLimit: { declared: false } },
    ],
    [
      'before a slower mesh',
      `${ingress(`${nginx('service-upstream', 'true')}, ${nginx('proxy-next-upstream-tries', '3')}`)}---\n${istio('timeout: 90s, retries: { attempts: 3 }').replace('name: web }', 'name: web, namespace: shop }')}`,
      {
        timeouts: { conflicts: ['it gives up after 60 s, and rule 1 behind it after 90 s'] },
        retries: { worstCase: 12 },
      },
    ],
    [
      'with an issuer',
      ingress('cert-manager.io/cluster-issuer: le', 'ingressClassName: nginx, tls: [{ secretName: t }]'),
      { tls: { renewal: 'automatic' } },
    ],
    [
      'with a certificate in the repository',
      `${ingress('', 'ingressClassName: nginx, tls: [{ secretName: t }]')}---\napiVersion: v1\nkind: Secret\nmetadata: { name: t, namespace: shop }\ndata: { tls.crt: eA== }\n`,
      { tls: { renewal: 'by-hand' } },
    ],
    [
      'with a certificate from elsewhere',
      ingress('', 'ingressClassName: nginx, tls: [{ secretName: t }]'),
      { tls: { renewal: { $unknown: 'elsewhere' } } },
    ],
    ['with a time to live', ingress('external-dns.alpha.kubernetes.io/ttl: 5m'), { dns: { ttlSeconds: 300 } }],
  ])('%s', (_, text, expected) => {
    expect(facts(text, 'route/i')).toMatchObject(expected);
  });
});

test('a DestinationRule speaks for the Service it names', () => {
  const rule =
    'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: w, namespace: mesh }\nspec: { host: web.shop.svc.cluster.local, trafficPolicy: { outlierDetection: {}, loadBalancer: { consistentHash: { httpCookie: { name: u } } } } }\n';
  expect(facts(service + rule, 'service/web')).toMatchObject({
    ejection: { maxPercent: 10 },
    balancing: 'consistent-hash',
    sessionAffinity: 'cookie',
  });
});

const queue = (spec: string) =>
  `apiVersion: rabbitmq.com/v1beta1\nkind: Queue\nmetadata: { name: q }\nspec: { name: orders, ${spec} }\n---\n`;
const policy = (pattern: string) =>
  `apiVersion: rabbitmq.com/v1beta1\nkind: Policy\nmetadata: { name: p }\nspec: { pattern: '${pattern}', definition: { dead-letter-exchange: dead, max-length: 5 } }\n`;

test.each<[string, string, object]>([
  ['nothing', queue('durable: true'), { bounded: false, deadLetter: false }],
  [
    'its own arguments',
    queue('arguments: { x-message-ttl: 5, x-dead-letter-exchange: d }'),
    { bounded: true, deadLetter: true },
  ],
  ['a policy for all', queue('durable: true') + policy('.*'), { bounded: true, deadLetter: true }],
  ['a policy by the beginning', queue('durable: true') + policy('^ord'), { bounded: true }],
  ['a policy for others', queue('durable: true') + policy('^invoices$'), { bounded: false }],
  [
    'a policy that cannot be told',
    queue('durable: true') + policy('^(a|orders)$'),
    { bounded: { $unknown: 'unresolved' } },
  ],
])('a queue: %s', (_, text, expected) => {
  expect(facts(text, 'queue/q', 'datastore')?.['queue']).toMatchObject(expected);
});
