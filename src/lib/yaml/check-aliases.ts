import { EVENT_ID, type Event, YAMLException } from 'js-yaml';

/** More values than any hand-kept file has; a walk over all of them still ends soon. */
const MAX_VALUES = 1_000_000;

/**
 * Throws a `YAMLException` where aliases would make a document hold itself, or more values than can be walked: a few
 * hundred bytes of aliases to aliases stand for billions.
 */
export function checkAliases(events: readonly Event[], text: string): void {
  if (!events.some(({ type }) => type === EVENT_ID.ALIAS)) return;
  const sizes = new Map<string, number | 'open'>();
  const open: { readonly anchor: string | undefined; size: number }[] = [];
  const close = (anchor: string | undefined, size: number, at: number): void => {
    if (size > MAX_VALUES) YAMLException.throwAt(text, at, `aliases stand for more than ${MAX_VALUES} values`);
    if (anchor !== undefined) sizes.set(anchor, size);
    const parent = open.at(-1);
    if (parent) parent.size += size;
  };
  let last = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      const closed = open.pop();
      if (closed) close(closed.anchor, closed.size, last);
      continue;
    }
    const anchor = anchorOf(event, text);
    if (event.type === EVENT_ID.DOCUMENT) sizes.clear();
    else if ('anchorStart' in event && event.anchorStart >= 0) last = event.anchorStart;
    if (event.type === EVENT_ID.ALIAS) {
      const size = sizes.get(anchor ?? '');
      if (size === 'open') YAMLException.throwAt(text, last, 'a value holds itself through an alias');
      close(undefined, size ?? 1, last);
    } else if (event.type === EVENT_ID.SCALAR) close(anchor, 1, last);
    else {
      if (anchor !== undefined) sizes.set(anchor, 'open');
      open.push({ anchor, size: 1 });
    }
  }
}

function anchorOf(event: Event, text: string): string | undefined {
  if (!('anchorStart' in event) || event.anchorStart < 0) return undefined;
  return text.slice(event.anchorStart, event.anchorEnd);
}
