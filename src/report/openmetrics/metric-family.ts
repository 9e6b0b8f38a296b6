export interface Sample {
  readonly labels?: { readonly [name: string]: string };
  readonly value: number;
}

export interface MetricFamily {
  readonly name: string;
  readonly type: 'gauge' | 'stateset';
  /** Also the last word of the name, as OpenMetrics demands. */
  readonly unit?: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** A family of OpenMetrics 1.0 with its metadata; one without samples is left out. */
export function metricFamily({ name, type, unit, help, samples }: MetricFamily): readonly string[] {
  const finite = samples.filter(({ value }) => Number.isFinite(value));
  if (finite.length === 0) return [];
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escapeText(help)}`,
    ...finite.map((sample) => `${name}${labelSet(sample.labels ?? {})} ${sample.value}`),
  ];
}

function labelSet(labels: { readonly [name: string]: string }): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeText(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
