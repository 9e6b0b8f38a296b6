/** The parts of an image reference; the name keeps its registry. */
export interface ImageReference {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Tags that are made to move: what they name today is not what they name tomorrow. */
const MOVING = new Set([
  'latest',
  'stable',
  'main',
  'master',
  'trunk',
  'edge',
  'nightly',
  'dev',
  'develop',
  'development',
  'canary',
  'next',
  'head',
  'snapshot',
  'rolling',
  'current',
  'staging',
  'prod',
  'production',
  'live',
  'release',
  'lts',
]);

/** Splits `registry:5000/team/app:1.2@sha256:…`; a colon before the last slash belongs to the registry's port. */
export function parseImage(reference: string): ImageReference {
  const [head = '', digest] = reference.split('@', 2);
  const slash = head.lastIndexOf('/');
  const colon = head.indexOf(':', slash + 1);
  const name = colon === -1 ? head : head.slice(0, colon);
  const tag = colon === -1 ? '' : head.slice(colon + 1);
  return { name, ...(tag === '' ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

export function imagePin({ tag, digest }: ImageReference): 'digest' | 'tag' | 'moving' | 'none' {
  if (digest !== undefined) return 'digest';
  if (tag === undefined) return 'none';
  return MOVING.has(tag.toLowerCase()) ? 'moving' : 'tag';
}
