import { budget, deployment, service } from '../since/manifests.ts';

/** A service that survives the loss of one of its instances, three being there. */
export const shop = {
  'deploy/web.yaml': deployment('web'),
  'deploy/web-service.yaml': service('web'),
  'deploy/web-budget.yaml': budget('web', 2),
  'README.md': '# Shop\n',
} as const;

/** One instance only, which blocks a launch. */
export const alone = { 'deploy/web.yaml': deployment('web', { replicas: 1 }) } as const;

/** The opposite of `alone`. */
export const mended = { 'deploy/web.yaml': deployment('web') } as const;
