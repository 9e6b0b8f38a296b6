import { execFile } from 'node:child_process';
import { plainText } from '../../lib/sanitize.ts';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** An empty folder of its own: home, caches and temporary files. */
  readonly scratch: string;
  readonly allowRemote: boolean;
}

export type ToolResult = { readonly output: string } | { readonly failure: string };

const SECONDS = 30;
const MAX_OUTPUT = 64 * 1024 * 1024;
const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin';
/** The discard port of this machine: a request that slips through our own look at remote paths goes nowhere. */
const NOWHERE = 'http://127.0.0.1:9';

/** Runs a renderer without the user's home, credentials or network settings, bounded in time and output. */
export function runTool(run: ToolRun): Promise<ToolResult> {
  const options = {
    cwd: run.cwd,
    env: bareEnvironment(run),
    timeout: SECONDS * 1000,
    killSignal: 'SIGKILL' as const,
    maxBuffer: MAX_OUTPUT,
    encoding: 'utf8' as const,
  };
  return new Promise((resolve) => {
    const child = execFile(run.command, [...run.args], options, (error, output, messages) => {
      if (!error) return resolve({ output });
      resolve({ failure: explain(error, messages, run) });
    });
    child.stdin?.end();
  });
}

function bareEnvironment({ scratch, allowRemote }: ToolRun): NodeJS.ProcessEnv {
  return {
    PATH: allowRemote ? SYSTEM_PATH : scratch,
    HOME: scratch,
    TMPDIR: scratch,
    XDG_CONFIG_HOME: scratch,
    XDG_CACHE_HOME: scratch,
    XDG_DATA_HOME: scratch,
    HELM_CONFIG_HOME: scratch,
    HELM_CACHE_HOME: scratch,
    HELM_DATA_HOME: scratch,
    HELM_PLUGINS: `${scratch}/plugins`,
    KUSTOMIZE_PLUGIN_HOME: scratch,
    KUBECONFIG: '/dev/null',
    LC_ALL: 'C',
    ...(!allowRemote && { HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, GIT_ALLOW_PROTOCOL: 'none' }),
  };
}

function explain(error: Error & { killed?: boolean; code?: unknown }, messages: string, run: ToolRun): string {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it printed more than 64 MiB';
  if (error.killed) return `it did not finish within ${SECONDS} seconds`;
  if (error.code === 'ENOENT' || error.code === 'EACCES') return 'it could not be started';
  const lines = messages.slice(0, 100_000).split('\n');
  const said = lines.find((line) => /^error\b/i.test(line)) ?? lines.find((line) => line.trim() !== '');
  if (said === undefined) return 'it ended without a message';
  return plainText(withoutAbsolutePaths(said, run), 300).replace(/^error:\s*/i, '');
}

/** What stands in the checkout keeps its relative path; of other absolute paths only the last part is told. */
function withoutAbsolutePaths(message: string, run: ToolRun): string {
  return message
    .slice(0, 4_000)
    .replaceAll(`${run.cwd}/`, '')
    .replaceAll(run.cwd, '.')
    .replaceAll(/(^|[\s'"(:=])\/(?:[^\s'":,()/]+\/)*([^\s'":,()/]*)/g, '$1$2');
}
