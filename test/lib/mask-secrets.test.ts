import { describe, expect, test } from 'vitest';
import { maskSecrets } from '../../src/lib/mask-secrets.ts';

const github = `ghp_${'a1'.repeat(18)}`;

describe('is masked', () => {
  test.each([
    ['a password', '  password: hunter2', '  password: ***'],
    ['a quoted one, quotes kept', 'password: "hunter 2"', 'password: "***"'],
    ['an upper-case variable', 'DB_PASSWORD=hunter2', 'DB_PASSWORD=***'],
    ['a compound key', 'stripeApiKey: abc123def', 'stripeApiKey: ***'],
    ['a key in JSON', '{ "client_secret": "s3cr3t", "id": 4 }', '{ "client_secret": "***", "id": 4 }'],
    ['an option', 'args: [--token s3cr3tvalue]', 'args: [--token ***]'],
    ['an option with =', '- --api-key=s3cr3tvalue', '- --api-key=***'],
    ['a header', 'Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ['a URL with a password', 'url: postgres://shop:hunter2@db:5432/shop', 'url: postgres://shop:***@db:5432/shop'],
    ['a connection string', 'Server=db;User=sa;Password=hunter2;Port=1', 'Server=db;User=sa;Password=***;Port=1'],
    ['a variable in flow style', '- { name: DB_PASSWORD, value: hunter2 }', '- { name: DB_PASSWORD, value: *** }'],
    ['a variable over two lines', '- name: DB_PASSWORD\n  value: hunter2', '- name: DB_PASSWORD\n  value: ***'],
    ['a token by its shape', `clone with ${github}`, 'clone with ***'],
  ])('%s', (_name, text, wanted) => {
    expect(maskSecrets(text)).toBe(wanted);
  });
});

describe('stays as it is', () => {
  test.each([
    ['a reference by name', '  secretName: shop-tls'],
    ['a reference to a key', '  secretKeyRef: { name: shop, key: url }'],
    ['a switch', 'automountServiceAccountToken: false'],
    ['a placeholder', 'password: ${DB_PASSWORD}'],
    ['a template', 'password: {{ .Values.password }}'],
    ['a key with nothing on its line', 'passwords:'],
    ['an ordinary variable', '- name: LOG_LEVEL\n  value: debug'],
    ['a URL without credentials', 'url: https://shop.example:8080/path'],
    ['an ordinary line', '  replicas: 2'],
  ])('%s', (_name, text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});

test('masking twice changes nothing more', () => {
  const once = maskSecrets('password: hunter2 --token s3cr3tvalue');
  expect(maskSecrets(once)).toBe(once);
});
