import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { noWall } from '../../src/proof/wall/unwalled.ts';
import { Workplace } from '../../src/proof/workplace.ts';
import { RecordingProxy } from '../../src/proof/recording-proxy.ts';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

describe('The proxy between a client and its server', () => {
  test('counts it as activity that a message was read, because its successor was held back until then', async () => {
    const server = net.createServer((socket) => socket.end('the last words')).listen(0, '127.0.0.1');
    closing.push(() => server.close());
    await once(server, 'listening');
    const workplace = new Workplace();
    const cell = await noWall(workplace).openProgramCell({ node: process.execPath, packages: [], files: {} });
    closing.push(() => workplace.close());
    const reading = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    const proxy = new RecordingProxy(
      () => ({
        connect: () => cell.connect((server.address() as net.AddressInfo).port),
        counts: true,
        settle: () => Promise.resolve(),
      }),
      () => {
        reading.resolve();
        return read.promise;
      },
      new Map(),
      () => undefined,
    );
    closing.push(() => proxy.close());
    const client = net.connect(await proxy.forward(3000, cell), '127.0.0.1').resume();
    closing.push(() => client.destroy());

    await reading.promise;
    const whileRead = proxy.activity;
    expect(proxy.underway).toBe(1);
    read.resolve();
    // In the first moment in which nothing is in transit, the end of the stream has not been passed on yet.
    while (proxy.underway > 0) await Promise.resolve();
    expect(client.readableEnded).toBe(false);
    expect(proxy.activity).toBeGreaterThan(whileRead);
    await once(client, 'end');
  });
});
