import { expect, test } from 'vitest';
import { isHostAllowed } from '../../src/dev/hosts.ts';

test.each([
  ['localhost', ['localhost', 'localhost:4321', 'LOCALHOST:80', '127.0.0.1:4321', '[::1]:4321']],
  ['machine.local', ['localhost:4321', 'machine.local:4321', 'Machine.Local']],
  ['0.0.0.0', ['localhost', '192.168.1.5:4321', '[fe80::1]:4321']],
])('A server at %s answers requests for %j', (host, headers) => {
  expect(headers.filter((header) => !isHostAllowed(header, host))).toEqual([]);
});

test.each([
  [
    'localhost',
    ['evil.example', 'localhost.evil.example:4321', '192.168.1.5', '[fe80::1]', 'localhost:80:80', '', 'a@localhost'],
  ],
  ['machine.local', ['other.local:4321']],
  ['0.0.0.0', ['evil.example:4321', '1.2.3.4.evil.example']],
])('A server at %s refuses requests for %j', (host, headers) => {
  expect([undefined, ...headers].filter((header) => isHostAllowed(header, host))).toEqual([]);
});
