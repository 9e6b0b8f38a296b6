export interface ReadSample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

export interface ReadFamily {
  readonly name: string;
  readonly type: string;
  readonly unit: string | undefined;
  readonly help: string | undefined;
  readonly samples: readonly ReadSample[];
}

interface Family extends ReadFamily {
  type: string;
  unit: string | undefined;
  help: string | undefined;
  readonly samples: ReadSample[];
}

const types = ['unknown', 'gauge', 'counter', 'stateset', 'info', 'histogram', 'gaugehistogram', 'summary'];
const escaped = String.raw`(?:[^"\\\n]|\\[n"\\])*`;
const label = `[a-zA-Z_][a-zA-Z0-9_]*="${escaped}"`;
const metadata = /^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/u;
const sample = new RegExp(String.raw`^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(${label}(?:,${label})*)\})? (\S+)$`, 'u');
const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/u;

/** Families of OpenMetrics 1.0, read strictly: gauges and state sets only, since no other type is written here. */
export function readOpenmetrics(text: string): readonly ReadFamily[] {
  if (!text.endsWith('# EOF\n')) throw new Error('It does not end with # EOF');
  const families: Family[] = [];
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    if (line.startsWith('#')) addMetadata(families, line);
    else addSample(families, line);
  }
  for (const family of families) checkFamily(family);
  return families;
}

function addMetadata(families: Family[], line: string): void {
  const [, kind, name = '', text = ''] = metadata.exec(line) ?? [];
  if (kind === undefined) throw new Error(`No metadata: ${line}`);
  let family = families.at(-1);
  if (family?.name !== name) {
    if (families.some((known) => known.name === name)) throw new Error(`${name} is not in one piece`);
    family = { name, type: 'unknown', unit: undefined, help: undefined, samples: [] };
    families.push(family);
  }
  if (family.samples.length > 0) throw new Error(`Metadata after samples: ${line}`);
  if (kind === 'TYPE') family.type = text;
  else if (kind === 'UNIT') family.unit = text;
  else if (/^(?:[^"\\]|\\[n"\\])*$/u.test(text)) family.help = text;
  else throw new Error(`A help with a wrong escape: ${line}`);
}

function addSample(families: readonly Family[], line: string): void {
  const [, name, labels = '', value = ''] = sample.exec(line) ?? [];
  const family = families.at(-1);
  if (name === undefined || name !== family?.name) throw new Error(`No sample of its family: ${line}`);
  if (!number.test(value)) throw new Error(`No number: ${line}`);
  const pairs = [...labels.matchAll(new RegExp(label, 'gu'))].map(([pair]) => readLabel(pair));
  const map = new Map(pairs);
  if (map.size !== pairs.length) throw new Error(`A label twice: ${line}`);
  family.samples.push({ name, labels: map, value: Number(value) });
}

function readLabel(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  const value = pair.slice(equals + 2, -1).replaceAll(/\\(.)/gu, (_match, next) => (next === 'n' ? '\n' : next));
  return [pair.slice(0, equals), value];
}

function checkFamily({ name, type, unit, samples }: ReadFamily): void {
  if (!types.includes(type)) throw new Error(`${name} has the type ${type}`);
  if (unit !== undefined && !name.endsWith(`_${unit}`)) throw new Error(`${name} does not end with its unit ${unit}`);
  const keys = samples.map(({ labels }) => JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : 1))));
  if (new Set(keys).size !== keys.length) throw new Error(`${name} has a series twice`);
  if (type !== 'stateset') return;
  const wrong = samples.find(({ labels, value }) => !labels.has(name) || (value !== 0 && value !== 1));
  if (wrong) throw new Error(`${name} is no state set`);
}
