import type { KubeObject } from './kube-object.ts';

/**
 * API versions that Kubernetes no longer serves, and the release that dropped them.
 * Source: Kubernetes documentation, "Deprecated API Migration Guide".
 */
const REMOVED: readonly (readonly [apiVersion: string, kinds: readonly string[], since: string])[] = [
  ['extensions/v1beta1', ['Deployment', 'DaemonSet', 'ReplicaSet', 'NetworkPolicy', 'PodSecurityPolicy'], '1.16'],
  ['extensions/v1beta1', ['Ingress'], '1.22'],
  ['apps/v1beta1', ['Deployment', 'StatefulSet', 'ReplicaSet'], '1.16'],
  ['apps/v1beta2', ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'], '1.16'],
  ['networking.k8s.io/v1beta1', ['Ingress', 'IngressClass'], '1.22'],
  ['apiextensions.k8s.io/v1beta1', ['CustomResourceDefinition'], '1.22'],
  ['rbac.authorization.k8s.io/v1beta1', ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'], '1.22'],
  ['rbac.authorization.k8s.io/v1alpha1', ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'], '1.22'],
  ['scheduling.k8s.io/v1beta1', ['PriorityClass'], '1.22'],
  ['scheduling.k8s.io/v1alpha1', ['PriorityClass'], '1.22'],
  ['storage.k8s.io/v1beta1', ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'], '1.22'],
  ['coordination.k8s.io/v1beta1', ['Lease'], '1.22'],
  ['admissionregistration.k8s.io/v1beta1', ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], '1.22'],
  ['certificates.k8s.io/v1beta1', ['CertificateSigningRequest'], '1.22'],
  ['batch/v1beta1', ['CronJob'], '1.25'],
  ['batch/v2alpha1', ['CronJob'], '1.21'],
  ['discovery.k8s.io/v1beta1', ['EndpointSlice'], '1.25'],
  ['events.k8s.io/v1beta1', ['Event'], '1.25'],
  ['autoscaling/v2beta1', ['HorizontalPodAutoscaler'], '1.25'],
  ['autoscaling/v2beta2', ['HorizontalPodAutoscaler'], '1.26'],
  ['policy/v1beta1', ['PodDisruptionBudget', 'PodSecurityPolicy'], '1.25'],
  ['node.k8s.io/v1beta1', ['RuntimeClass'], '1.25'],
  ['apiregistration.k8s.io/v1beta1', ['APIService'], '1.22'],
  ['storage.k8s.io/v1beta1', ['CSIStorageCapacity'], '1.27'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', ['FlowSchema', 'PriorityLevelConfiguration'], '1.26'],
  ['flowcontrol.apiserver.k8s.io/v1beta2', ['FlowSchema', 'PriorityLevelConfiguration'], '1.29'],
  ['flowcontrol.apiserver.k8s.io/v1beta3', ['FlowSchema', 'PriorityLevelConfiguration'], '1.32'],
];

const SINCE: ReadonlyMap<string, string> = new Map(
  REMOVED.flatMap(([apiVersion, kinds, since]) => kinds.map((kind) => [`${apiVersion} ${kind}`, since] as const)),
);

/** The Kubernetes release that no longer serves an object; undefined while it is served. */
export function removedSince({ apiVersion, kind }: KubeObject): string | undefined {
  return SINCE.get(`${apiVersion} ${kind}`);
}
