#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`Orrery needs Node 22.18 or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  const { enableCompileCache } = await import('node:module');
  const { setFlagsFromString } = await import('node:v8');
  enableCompileCache();
  // A review keeps most of what it makes until the end, so small young generations are copied again and again.
  setFlagsFromString('--min-semi-space-size=16');
  setFlagsFromString('--max-semi-space-size=64');
  const { main } = await import('../dist/cli.js');
  process.exitCode = await main(process.argv.slice(2), './dist/all-commands.js');
}
