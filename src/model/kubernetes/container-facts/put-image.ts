import { stringOf } from '../../../lib/json.ts';
import type { FactValue } from '../../../types/subject.ts';
import { imagePin, parseImage } from '../../image-reference.ts';
import { isUnknown, unknown } from '../../unknown.ts';
import { readText } from '../read-value.ts';
import type { ContainerContext } from './context.ts';

/** The image, what fixes its content, and when it is fetched. */
export function putImage({ container, owner, inventory, sheet }: ContainerContext): void {
  const at = '/image';
  const reference = readText(container.data['image']);
  sheet.put('image', {}, container.source, at);
  sheet.put('image.reference', reference, container.source, at);
  if (typeof reference !== 'string') {
    if (isUnknown(reference)) sheet.put('image.pin', reference, container.source, at);
    return;
  }
  const image = parseImage(reference);
  const pin = imagePin(image);
  const isLoose = pin === 'none' || image.tag === 'latest';
  const isOfChart = owner.workload.object.set.startsWith('helm:');
  const builder = pin === 'none' ? inventory.builtImages.find((built) => built.image === image.name) : undefined;
  const hidden = isLoose && isOfChart ? inventory.unreadPipeline : undefined;
  sheet.put('image.tag', image.tag, container.source, at);
  const open = isPlaceholder(image.name)
    ? unknown('unresolved', `${reference} is no name of an image, so something fills it in`)
    : builder
      ? unknown('unresolved', `${builder.by} sets the tag when it deploys`)
      : hidden && unknown('unread', `what deploys the chart may set the tag: ${hidden.detail}`);
  sheet.put('image.pin', open ?? pin, container.source, at);
  const written = stringOf(container.data['imagePullPolicy']);
  sheet.put('image.pullPolicy', pullPolicy(written, { pin, tag: image.tag }), container.source, '/imagePullPolicy');
}

/** The names of images have no capitals; a registry's host may. */
function isPlaceholder(name: string): boolean {
  return /[A-Z]/.test(name.slice(name.indexOf('/') + 1));
}

/** Kubernetes documentation, "Images": without a policy, `latest` and untagged images are always pulled. */
function pullPolicy(
  written: string | undefined,
  image: { readonly pin: string; readonly tag: string | undefined },
): FactValue {
  if (written === 'Always') return 'always';
  if (written === 'Never') return 'never';
  if (written === 'IfNotPresent') return 'if-not-present';
  return image.pin === 'none' || (image.pin === 'moving' && image.tag === 'latest') ? 'always' : 'if-not-present';
}
