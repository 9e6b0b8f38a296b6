import { arrayOf, dig, objectOf } from '../../../lib/json.ts';
import { unknown } from '../../unknown.ts';
import type { KubeObject } from '../kube-object.ts';
import { gatewayRules } from '../traffic/gateway-rules.ts';
import { nginxRules } from '../traffic/nginx-rules.ts';
import { putTraffic } from '../traffic/rule.ts';
import type { Workload } from '../workload.ts';
import type { EndpointContext } from './context.ts';
import { putBackends } from './put-backends.ts';

/** Annotations by which controllers are given a certificate, or bind a client to one instance. */
const TLS_GIVEN = /^alb\.ingress\.kubernetes\.io\/certificate-arn$|managed-certificates$|pre-shared-cert$/;
const MAY_CONCERN_TLS = /tls|ssl|cert/i;

/** An Ingress or a Gateway API route: whether its backends exist, and how it treats clients. */
export function putRoute(context: EndpointContext): readonly Workload[] {
  const { object, sheet } = context;
  const workloads = putBackends(context);
  sheet.put('external', !isInternal(object), object, '/kind');
  if (object.kind === 'Ingress') putIngress(object, sheet);
  else sheet.put('weighted', arrayOf(dig(object.data, 'spec', 'rules')).some(isSplit), object, '/spec/rules');
  putTraffic(sheet, object, object.kind === 'HTTPRoute' ? gatewayRules(object) : nginxRules(object));
  return workloads;
}

function putIngress(object: KubeObject, sheet: EndpointContext['sheet']): void {
  const annotations = Object.entries(objectOf(dig(object.data, 'metadata', 'annotations')));
  const names = annotations.map(([name]) => name);
  const isGiven = arrayOf(dig(object.data, 'spec', 'tls')).length > 0 || names.some((name) => TLS_GIVEN.test(name));
  const concerning = names.find((name) => MAY_CONCERN_TLS.test(name));
  const elsewhere = concerning && unknown('unresolved', `the annotation ${concerning} may configure it`);
  sheet.put('tls', {}, object, '/spec/tls');
  sheet.put('tls.terminated', isGiven ? true : (elsewhere ?? false), object, '/spec/tls');
  const affinity = annotations.find(([name]) => name === 'nginx.ingress.kubernetes.io/affinity');
  const sticky = affinity !== undefined && affinity[1] === 'cookie';
  const at = sticky ? '/metadata/annotations/nginx.ingress.kubernetes.io~1affinity' : '/metadata/annotations';
  sheet.put('sessionAffinity', sticky ? 'cookie' : 'none', object, at);
}

/** As controllers are told: an internal scheme, or a class whose name says so. */
function isInternal(object: KubeObject): boolean {
  const annotations = dig(object.data, 'metadata', 'annotations');
  const classes = [
    dig(object.data, 'spec', 'ingressClassName'),
    dig(annotations, 'kubernetes.io/ingress.class'),
    dig(annotations, 'alb.ingress.kubernetes.io/scheme'),
  ];
  return classes.some((name) => typeof name === 'string' && /(^|-)(internal|private)(-|$)/.test(name));
}

/** A route splits traffic when one of its rules names two backends. */
function isSplit(rule: unknown): boolean {
  return arrayOf(dig(rule, 'backendRefs')).length > 1;
}
