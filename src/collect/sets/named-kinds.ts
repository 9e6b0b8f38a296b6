/** Kinds that conclusions are drawn from when none is found. */
export const JUDGED_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Pod',
  'Rollout',
  'Service',
  'Ingress',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'ScaledObject',
  'NetworkPolicy',
  'ScheduledBackup',
] as const;

/** The kinds that programs name, in whatever case and with whatever around it. */
export function namedKinds(texts: readonly string[]): readonly string[] {
  const lower = texts.map((text) => text.toLowerCase());
  return JUDGED_KINDS.filter((kind) => lower.some((text) => text.includes(kind.toLowerCase())));
}
