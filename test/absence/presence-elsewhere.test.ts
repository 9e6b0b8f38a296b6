import { expect, test } from 'vitest';
import { repositoryService } from '../../src/lib/repository-service.ts';
import { presenceElsewhere } from '../../src/model/presence.ts';
import type { ServiceConfig } from '../../src/types/config.ts';
import type { Unread } from '../../src/types/document.ts';

const unread = (more: Partial<Unread> = {}): Unread => ({
  source: 'manifests',
  reason: 'unread',
  detail: 'broken.yaml',
  ...more,
});
const complete = { complete: ['alerts'] } as const;
const elsewhere = { $unknown: 'elsewhere', detail: 'alerts may be kept in another repository' };

test.each<[string, Partial<ServiceConfig>, readonly Unread[], unknown]>([
  ['nothing is said of where they are', {}, [], elsewhere],
  ['all of another kind are here', { complete: ['runbooks'] }, [], elsewhere],
  ['all of them are here', complete, [], false],
  ['a link says where they are', { sources: { alerts: 'https://example.com/alerts' } }, [], true],
  ['a link, though all were said to be here', { ...complete, sources: { alerts: 'https://x.example' } }, [], true],
  [
    'all are here, but something was not read that may be one',
    complete,
    [unread()],
    { $unknown: 'unread', detail: 'it could stand in what was not read: broken.yaml' },
  ],
  [
    'what was not read speaks of one',
    complete,
    [unread({ mentions: ['PrometheusRule'] })],
    { $unknown: 'unread', detail: 'it could stand in what was not read: broken.yaml' },
  ],
  ['what was not read speaks of something else', complete, [unread({ mentions: ['Deployment'] })], false],
])('%s', (_, more, unreads, expected) => {
  const service = { ...repositoryService('shop'), ...more };
  expect(presenceElsewhere({ service, source: 'alerts', kinds: ['PrometheusRule'], unread: unreads })).toEqual(
    expected,
  );
});
