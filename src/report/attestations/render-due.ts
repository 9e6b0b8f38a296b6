import { plainText } from '../../lib/sanitize.ts';
import { counted } from '../counted.ts';
import { createStyle, type Style } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import { withoutCommands } from '../without-commands.ts';
import type { DueAttestation } from './due-attestations.ts';

interface Layout {
  readonly width: number;
  readonly colour: boolean;
}

/** What is due, by service, with what is asked. */
export function renderDue(due: readonly DueAttestation[], { width, colour }: Layout): string {
  if (due.length === 0) return 'Nothing is due within 30 days.\n';
  const style = createStyle(colour);
  const services = [...Map.groupBy(due, ({ service }) => service)];
  const blocks = services.map(([service, entries]) => {
    const head = style.bold(`${plainText(service, 200)}: ${counted(entries.length, 'statement')} due`);
    return [head, ...entries.flatMap((entry) => entryLines(entry, width, style))].join('\n');
  });
  const next = 'State one with: orrery attest CHECK --service SERVICE';
  return withoutCommands(`${[...blocks, next].join('\n\n')}\n`);
}

function entryLines(entry: DueAttestation, width: number, style: Style): readonly string[] {
  const of = entry.subject.kind === 'service' ? '' : ` (${entry.subject.kind} ${plainText(entry.subject.id, 200)})`;
  const text = plainText(entry.ask, 2000);
  return [
    '',
    `  ${style.bold(entry.check)}${of} · ${entry.severity} · ${standing(entry)}`,
    ...wrap(text, { width, first: '    ' }),
    `    Holds for ${counted(entry.validForDays, 'day')}.`,
    ...limits(entry).flatMap((line) => wrap(line, { width, first: '    ' })),
  ];
}

function limits({ within = {} }: DueAttestation): readonly string[] {
  return Object.entries(within).map(
    ([name, fact]) => `${plainText(name, 100)} may be at most ${plainText(fact, 200)}.`,
  );
}

function standing({ state, last }: DueAttestation): string {
  if (!last) return state === 'stale' ? 'out of date' : 'never stated';
  const by = plainText(last.by, 100);
  if (state === 'expiring') return `stated by ${by}, ends ${last.until}`;
  if (state === 'exceeded') return `stated by ${by} on ${last.on}; it took longer than is allowed`;
  if (state === 'stale') return `stated by ${by} on ${last.on}; what it covers changed on ${last.changedOn ?? last.on}`;
  return `stated by ${by} on ${last.on}, ended ${last.until}`;
}
