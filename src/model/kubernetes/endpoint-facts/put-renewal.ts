import { arrayOf, dig, stringMap, stringOf } from '../../../lib/json.ts';
import { unknown } from '../../unknown.ts';
import type { Inventory } from '../inventory.ts';
import type { KubeObject } from '../kube-object.ts';
import { readText } from '../read-value.ts';
import { sameNamespace } from '../select-workloads.ts';
import { readDuration } from '../traffic/rule.ts';
import type { EndpointContext } from './context.ts';

/** Annotations by which something issues and renews the certificate. */
const ISSUERS =
  /^(?:cert-manager\.io\/(?:cluster-)?issuer|kubernetes\.io\/tls-acme|networking\.gke\.io\/managed-certificates|alb\.ingress\.kubernetes\.io\/certificate-arn)$/;

/** Who renews the certificates that it serves: a controller, or somebody by hand. */
export function putRenewal({ object, inventory, sheet }: EndpointContext): void {
  const secrets = secretsOf(object);
  const annotations = [...stringMap(dig(object.data, 'metadata', 'annotations')).keys()];
  const issuer = annotations.find((name) => ISSUERS.test(name));
  if (secrets.length === 0 && issuer === undefined) return;
  const certificates = inventory
    .ofKind('Certificate')
    .filter(
      (one) =>
        one.group === 'cert-manager.io' &&
        secrets.some(({ name }) => name === dig(one.data, 'spec', 'secretName')) &&
        isNear(one, object, inventory),
    );
  const byHand = inventory
    .ofKind('Secret')
    .find(
      (one) => secrets.some(({ name }) => name === one.name) && isNear(one, object, inventory) && holdsCertificate(one),
    );
  const late = certificates.find(({ data }) => expiresFirst(data));
  if (late) sheet.put('tls.renewal', 'late', late, '/spec/renewBefore');
  else if (issuer !== undefined || certificates.length > 0)
    sheet.put(
      'tls.renewal',
      'automatic',
      certificates[0] ?? object,
      certificates[0] ? '/spec' : '/metadata/annotations',
    );
  else if (byHand) sheet.put('tls.renewal', 'by-hand', byHand, '/type');
  else {
    const detail = `what keeps the certificate in ${secrets[0]?.name ?? 'its secret'} is not in this repository`;
    sheet.put('tls.renewal', unknown('elsewhere', detail), object, secrets[0]?.at ?? '/spec/tls');
  }
}

function secretsOf(object: KubeObject): readonly { readonly name: string; readonly at: string }[] {
  const own = arrayOf(dig(object.data, 'spec', 'tls')).flatMap((entry, index) => {
    const name = stringOf(dig(entry, 'secretName'));
    return name === undefined ? [] : [{ name, at: `/spec/tls/${index}/secretName` }];
  });
  const listed = arrayOf(dig(object.data, 'spec', 'listeners')).flatMap((listener, index) =>
    arrayOf(dig(listener, 'tls', 'certificateRefs')).flatMap((ref) => {
      const name = stringOf(dig(ref, 'name'));
      return name === undefined ? [] : [{ name, at: `/spec/listeners/${index}/tls` }];
    }),
  );
  return [...own, ...listed];
}

function isNear(one: KubeObject, object: KubeObject, inventory: Inventory): boolean {
  return sameNamespace(one.namespace, object.namespace) && inventory.compatible(one.set, object.set);
}

/** Written out, and not filled in when it is deployed. */
function holdsCertificate({ data }: KubeObject): boolean {
  const written = readText(dig(data, 'data', 'tls.crt') ?? dig(data, 'stringData', 'tls.crt'));
  return typeof written === 'string' && written !== '';
}

/** Renewed earlier than it is issued for, cert-manager refuses it. */
function expiresFirst(data: unknown): boolean {
  const before = readDuration(dig(data, 'spec', 'renewBefore'));
  const duration = readDuration(dig(data, 'spec', 'duration') ?? '2160h');
  return typeof before === 'number' && typeof duration === 'number' && before >= duration;
}
