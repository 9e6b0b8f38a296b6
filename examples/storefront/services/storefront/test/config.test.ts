import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '../src/config.ts';

test('names every missing variable at once', () => {
  assert.throws(() => loadConfig({}), /ORDERS_URL, REDIS_URL/);
});

test('keeps baskets for three days unless told otherwise', () => {
  const config = loadConfig({ ORDERS_URL: 'http://orders', REDIS_URL: 'redis://redis' });
  assert.equal(config.basketHours, 72);
});
