import type { SourceTree } from '../../../source-tree.ts';
import { isTestPath } from '../../tree-paths.ts';

const NAME = String.raw`(?:Docker|Container)file(?:\.[\w.-]+)?|[^/]+\.[Dd]ockerfile|[Kk]ustomization(?:\.ya?ml)?`;
const BUILDS = String.raw`skaffold\.ya?ml|(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml|Procfile|\.ko\.ya?ml`;
/** Files that build or deploy a service: a chart beside one of them is that service's own. */
const OF_A_SERVICE = new RegExp(
  `(?:^|/)(?:${NAME}|${BUILDS}|pom\\.xml|build\\.gradle(?:\\.kts)?|Cargo\\.toml|main\\.go)$`,
);
/** Folders for the work on a repository itself. */
const AUXILIARY = /(?:^|\/)(?:\.[^/]+|scripts?|hack|tools?|ci|docs?|examples?)\//;

/** Whether a repository shows that its charts are meant for others: nothing in it builds or deploys a service. */
export function isChartRepository(tree: SourceTree): boolean {
  return !tree.files.some((file) => OF_A_SERVICE.test(file) && !AUXILIARY.test(file) && !isTestPath(file));
}
