import { expressionsInCode } from '../../lib/query/expressions-in-code.ts';
import { metricsIn } from '../../lib/query/nodes-in.ts';
import type { FactSheet } from '../fact-sheet.ts';
import { alertsNamed } from './alerts-named.ts';
import { lineOf, type Prose } from './prose.ts';
import { type KnownNames, levelOf } from './rule-names.ts';

const MOST_NAMED = 10;
const RECORDED = /^[^:]+:[^:]+:/;
/** What the rules of a cluster and of the monitoring itself record and fire, which stand in the repository of its platform. */
const OF_THE_PLATFORM =
  /:(?:node|kube|kubelet|container|apiserver|etcd|coredns|namespace|pod|prometheus|alertmanager|go|process)(?:_|:|$)/;
const ALERT_OF_THE_PLATFORM =
  /^(?:Kube|Node|Prometheus|Alertmanager|Thanos|[Ee]tcd|CoreDNS|CPUThrottling|Target|Watchdog|InfoInhibitor|ConfigReloader)/;

interface Named {
  readonly name: string;
  readonly line: number;
}

/** The recorded series and the alerts that a page names, and those of them that no rule makes. */
export function putQueries(sheet: FactSheet, prose: Prose, known: KnownNames): void {
  const series = seriesIn(prose, known);
  const alerts = alertsNamed(prose.data);
  const missing = [...series.filter(isMissingIn(known)), ...missingAlerts(prose, alerts, known)];
  const names = [...new Set(missing.map(({ name }) => name))].slice(0, MOST_NAMED);
  sheet.put('queries', {}, prose.document);
  sheet.put('queries.count', new Set([...series, ...alerts].map(({ name }) => name)).size, prose.document);
  const unresolved = names.length > 0 ? (known.open ?? names) : names;
  sheet.put('queries.unresolved', unresolved, lineOf(prose, missing[0]?.line));
}

function seriesIn({ data }: Prose, { queries }: KnownNames): readonly Named[] {
  return data.commands.flatMap((code) => {
    const found = expressionsInCode(code).flatMap((text) => {
      const query = queries.get(text);
      return query?.status === 'valid' ? metricsIn(query.root).filter((name) => RECORDED.test(name)) : [];
    });
    const lines = code.text.split('\n');
    return [...new Set(found)].map((name) => ({
      name,
      line:
        code.line +
        Math.max(
          0,
          lines.findIndex((line) => line.includes(name)),
        ),
    }));
  });
}

/** Others may record series too; those of a level that is recorded here stand beside them. */
function isMissingIn({ series, levels, isComplete }: KnownNames): (named: Named) => boolean {
  return ({ name }) => {
    if (series.has(name) || series.size === 0 || OF_THE_PLATFORM.test(name)) return false;
    return isComplete || levels.has(levelOf(name));
  };
}

/** A page that names an alert of this repository is about its alerts. */
function missingAlerts({ data }: Prose, named: readonly Named[], known: KnownNames): readonly Named[] {
  const { alerts, isComplete } = known;
  if (alerts.size === 0) return [];
  const missing = named.filter(({ name }) => !alerts.has(name) && !ALERT_OF_THE_PLATFORM.test(name));
  const isOurs = isComplete || data.commands.some(({ text, isInline }) => isInline && alerts.has(text));
  return isOurs ? missing : [];
}
