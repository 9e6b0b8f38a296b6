import type { Command } from '@oclif/core';
import ChecksExplain from './commands/checks/explain.ts';
import ChecksFacts from './commands/checks/facts.ts';
import ChecksList from './commands/checks/list.ts';
import ChecksNew from './commands/checks/new.ts';
import ChecksTest from './commands/checks/test.ts';
import FleetReport from './commands/fleet/report.ts';
import Report from './commands/report.ts';
import Scan from './commands/scan.ts';
import Schema from './commands/schema.ts';

/** Every command by its id; what they need beyond their flags they import when they run. */
export const commands: { readonly [id: string]: Command.Class } = {
  'checks:explain': ChecksExplain,
  'checks:facts': ChecksFacts,
  'checks:list': ChecksList,
  'checks:new': ChecksNew,
  'checks:test': ChecksTest,
  'fleet:report': FleetReport,
  report: Report,
  scan: Scan,
  schema: Schema,
};
