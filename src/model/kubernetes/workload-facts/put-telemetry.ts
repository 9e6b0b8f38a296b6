import { arrayOf, dig, stringMap, stringOf } from '../../../lib/json.ts';
import type { Locatable } from '../../fact-sheet.ts';
import { unknown } from '../../unknown.ts';
import type { KubeObject } from '../kube-object.ts';
import { podContainers } from '../pod-containers.ts';
import { scrapingJobOf } from '../scraped-by-jobs.ts';
import { scrapingOf } from '../scraping.ts';
import type { Workload } from '../workload.ts';
import type { Context } from './context.ts';

const LEVELS = /^(?:[A-Z0-9]+_)*LOG(?:GING)?_?LEVEL(?:_ROOT)?$|^RUST_LOG$/;
const DEBUG = /^(?:debug|trace|all|verbose|silly|finest|finer)$/;
const TRACERS =
  /^(?:OTEL_EXPORTER_OTLP(?:_TRACES)?_ENDPOINT|DD_TRACE_AGENT_URL|DD_AGENT_HOST|JAEGER_(?:AGENT_HOST|ENDPOINT)|AWS_XRAY_DAEMON_ADDRESS|ELASTIC_APM_SERVER_URLS?|NEW_RELIC_LICENSE_KEY)$/;
const INJECTS = /^(?:instrumentation\.opentelemetry\.io\/inject-|admission\.datadoghq\.com\/\w+-lib\.)/;

/** What the workload tells of itself: who scrapes it, how much it logs, whether it is traced. */
export function putTelemetry(context: Context): void {
  putScraping(context);
  putEnvironment(context);
}

function putScraping({ workload, inventory, relations, sheet }: Context): void {
  if (workload.lifecycle !== 'service' && workload.lifecycle !== 'daemon') return;
  const [monitor] = scrapingOf(inventory, relations).monitorsOf(workload);
  const annotated = [workload.template.object, ...relations.servicesOf(workload)].find((object) =>
    asksToBeScraped(object, workload),
  );
  const job = monitor || annotated ? undefined : scrapingJobOf(workload, inventory, relations);
  sheet.put('metrics', {});
  if (monitor) sheet.put('metrics.scraped', true, monitor, '/spec/selector');
  else if (annotated) sheet.put('metrics.scraped', true, annotated, '');
  else if (job) sheet.put('metrics.scraped', true, job.source);
  else sheet.put('metrics.scraped', unknown('elsewhere', 'scraping may be set up in another repository'));
}

function asksToBeScraped(object: KubeObject, workload: Workload): boolean {
  const own = object.kind === 'Service' ? dig(object.data, 'metadata', 'annotations') : annotationsOf(workload);
  return [...stringMap(own)].some(
    ([key, value]) => /^(?:prometheus\.io|k8s\.grafana\.com)\/scrape$/.test(key) && value === 'true',
  );
}

function annotationsOf({ object, kind }: Workload): unknown {
  return dig(object.data, ...kind.template, 'metadata', 'annotations');
}

interface Variable {
  readonly name: string;
  readonly value: string | undefined;
  readonly source: Locatable;
  readonly pointer: string;
}

function putEnvironment({ workload, sheet }: Context): void {
  const variables = podContainers(workload)
    .filter(({ role }) => role === 'app')
    .flatMap(({ data, source }) =>
      arrayOf(data['env']).map((entry, index): Variable => {
        const value = stringOf(dig(entry, 'value'));
        return { name: stringOf(dig(entry, 'name')) ?? '', value, source, pointer: `/env/${index}` };
      }),
    );
  const level = variables.find(({ name, value }) => LEVELS.test(name) && /^[A-Za-z]+$/.test(value ?? ''));
  sheet.put('logging', {});
  if (level?.value !== undefined) {
    sheet.put('logging.level', level.value.toLowerCase(), level.source, level.pointer);
    sheet.put('logging.debug', DEBUG.test(level.value.toLowerCase()), level.source, level.pointer);
  }
  sheet.put('tracing', {});
  const off = variables.find(isSwitchedOff);
  const on = variables.find(({ name }) => TRACERS.test(name));
  const injected = [...stringMap(annotationsOf(workload))].some(
    ([key, value]) => INJECTS.test(key) && value !== 'false',
  );
  if (off) sheet.put('tracing.configured', false, off.source, off.pointer);
  else if (on || injected) sheet.put('tracing.configured', true, on?.source, on?.pointer);
  else sheet.put('tracing.configured', unknown('unread', 'the program may set up tracing by itself'));
  const sampler = variables.find(({ name }) => name === 'OTEL_TRACES_SAMPLER');
  if (sampler?.value !== undefined) sheet.put('tracing.sampler', sampler.value, sampler.source, sampler.pointer);
}

function isSwitchedOff({ name, value = '' }: Variable): boolean {
  if (name === 'OTEL_SDK_DISABLED') return /^true$/i.test(value);
  if (name === 'DD_TRACE_ENABLED') return /^false$/i.test(value);
  return name === 'OTEL_TRACES_EXPORTER' && /^none$/i.test(value);
}
