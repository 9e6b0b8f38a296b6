import { dig, stringOf } from '../../../lib/json.ts';
import { mainImage, storeOf } from '../known-images.ts';
import { readMapSelector, readSelector, selectorMatches } from '../label-selector.ts';
import type { Context } from './context.ts';

/** What the workload is, on its platform and beyond. */
export function putIdentity(context: Context): void {
  const { workload, sheet } = context;
  const { object, template, lifecycle } = workload;
  sheet.put('platform', 'kubernetes', object, '/kind');
  sheet.put('kind', object.kind, object, '/kind');
  sheet.put('lifecycle', lifecycle, object, '/kind');
  sheet.put('supervised', object.kind !== 'Pod', object, '/kind');
  const policy = stringOf(template.spec['restartPolicy']) ?? 'Always';
  sheet.put('restartPolicy', policy, template.source, '/restartPolicy');
  putSelector(context);
  const image = mainImage(workload);
  const known = image && storeOf(image.reference);
  if (!image || !known) return;
  if (known.store !== undefined) sheet.put('stores', known.store, image.place);
  if (known.quorum !== undefined) sheet.put('quorum', known.quorum, image.place);
}

function putSelector({ workload, sheet }: Context): void {
  const { object, template, kind } = workload;
  if (!kind.selector && object.kind !== 'ReplicationController') return;
  const written = dig(object.data, 'spec', 'selector');
  const selector = kind.selector ? readSelector(written) : readMapSelector(written);
  // Without a selector the oldest API versions took the template's labels; the current ones refuse the object.
  const matches = selector === undefined ? object.group !== 'apps' : selectorMatches(selector, template.labels);
  sheet.put('selector', {}, object, '/spec/selector');
  sheet.put('selector.matches', matches, object, '/spec/selector');
  sheet.restsOn('selector.matches', template.object, template.labelsAt);
}
