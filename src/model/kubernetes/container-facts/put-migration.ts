import { arrayOf } from '../../../lib/json.ts';
import { shellCommands } from '../../../lib/shell-words.ts';
import { bareCommand } from '../../pipelines/bare-command.ts';
import { deedsOfCommand } from '../../pipelines/deeds-of-command.ts';
import type { ContainerContext } from './context.ts';

/** Tools that take no lock of their own: two that start at once both change the database. */
const WITHOUT_LOCK = /^(?:alembic|manage\.py|flask|sequelize|typeorm|sql-migrate)\b/;

/** A change of the database as a part of starting: in the container's own command, of a workload that keeps running. */
export function putMigration({ container, owner, sheet }: ContainerContext): void {
  if (owner.workload.lifecycle !== 'service') return;
  const words = [...arrayOf(container.data['command']), ...arrayOf(container.data['args'])].map(String);
  const commands = [
    words,
    ...words.flatMap((word) => (/\s/.test(word) ? shellCommands(word) : []).map((one) => one.words)),
  ];
  const found = commands
    .map((command) => deedsOfCommand(bareCommand(command)))
    .find(({ deeds }) => deeds.includes('migrate'));
  if (!found) return;
  const at = container.data['command'] === undefined ? '/args' : '/command';
  const instances = owner.sheet.value('replicas.min');
  sheet.put('migration', {}, container.source, at);
  const races = WITHOUT_LOCK.test(found.by) ? (typeof instances === 'number' ? instances > 1 : instances) : false;
  sheet.put('migration.races', races, container.source, at);
}
