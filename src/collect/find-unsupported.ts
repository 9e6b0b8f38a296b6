import { textPlace } from '../lib/text-place.ts';
import type { Unread } from '../types/document.ts';
import { leftOutBecause } from './classify-path.ts';
import type { SourceTree } from './source-tree.ts';

/** A format that says how services are deployed, and that this version has no reader for. */
interface Unsupported {
  readonly what: string;
  readonly file: RegExp;
  /** What could stand in it, where something is concluded from not finding it. */
  readonly mentions?: readonly string[];
  readonly source?: string;
}

/** What a file of another pipeline system may hold. */
const PIPELINE = 'Pipeline';

const FORMATS: readonly Unsupported[] = [
  { what: 'Compose file', file: /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/ },
  { what: 'Terraform file', file: /\.tf(\.json)?$/ },
  { what: 'Nomad job', file: /\.nomad(\.hcl)?$/ },
  { what: 'Serverless Framework file', file: /(^|\/)serverless\.ya?ml$/ },
  { what: 'Bicep file', file: /\.bicep$/ },
  { what: 'CircleCI configuration', file: /^\.circleci\/config\.ya?ml$/, mentions: [PIPELINE] },
  { what: 'Jenkinsfile', file: /(^|\/)Jenkinsfile(\.[\w-]+)?$/, mentions: [PIPELINE] },
  { what: 'Azure pipeline', file: /(^|\/)azure-pipelines([.-][\w.-]+)?\.ya?ml$/, mentions: [PIPELINE] },
  { what: 'Bitbucket pipeline', file: /^bitbucket-pipelines\.yml$/, mentions: [PIPELINE] },
  { what: 'Buildkite pipeline', file: /^\.buildkite\/[\w./-]*pipeline[\w.-]*\.ya?ml$/, mentions: [PIPELINE] },
  { what: 'Drone or Woodpecker pipeline', file: /^\.(drone|woodpecker)\.ya?ml$/, mentions: [PIPELINE] },
  { what: 'OWNERS file', file: /^OWNERS$/, source: 'codeowners' },
  { what: 'Travis configuration', file: /^\.travis\.ya?ml$/, mentions: [PIPELINE] },
];

/** One Unread for each such format: they are no gaps, and nothing that was read depends on them. */
export function findUnsupported(tree: SourceTree): readonly Unread[] {
  return FORMATS.flatMap(({ what, file, mentions = [], source = 'platform' }) => {
    const found = tree.files.filter((path) => file.test(path) && leftOutBecause(path) === undefined);
    const [first] = found;
    if (first === undefined) return [];
    const [count, them] = found.length === 1 ? [`1 ${what} was`, 'it'] : [`${found.length} ${what}s were`, 'them'];
    return [
      {
        source,
        reason: 'unread',
        detail: `${count} recognised; this version of Orrery does not read ${them}.`,
        hint: `What you know from ${them} can be given with --facts FILE.`,
        place: textPlace(first, 1),
        mentions,
      } satisfies Unread,
    ];
  });
}
