import type { Fault } from './experiment.ts';

/** AWS FIS actions reference, by the parts of an action's name. */
const FAULTS: readonly (readonly [RegExp, Fault])[] = [
  [
    /^aws:ec2:(?:terminate|stop|reboot|send-spot)|^aws:ecs:stop-task$|^aws:eks:(?:pod-delete|terminate-nodegroup)/,
    'instance-kill',
  ],
  [/latency|-delay$/, 'latency'],
  [/packet-loss/, 'packet-loss'],
  [/disrupt-connectivity|blackhole|disrupt-(?:vpc|transit)/i, 'partition'],
  [/cpu-stress/, 'cpu'],
  [/memory-stress/, 'memory'],
  [/io-(?:stress|pause)|disk-fill|pause-volume-io/, 'disk'],
  [/^aws:rds:(?:failover|reboot)|^aws:elasticache:.*failover/, 'failover'],
  [/zonal|interrupt-az-power|^aws:arc:/, 'zone'],
  [/^aws:fis:inject-api|inject-error/, 'error'],
];

export function fisFaults(actionId: string): readonly Fault[] {
  return FAULTS.filter(([pattern]) => pattern.test(actionId.slice(0, 200))).map(([, fault]) => fault);
}
