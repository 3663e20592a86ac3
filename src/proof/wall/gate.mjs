// Works in the network of a cell, and outside of everything else of it: opens sockets there and hands them to the
// runner. A socket stays in the network in which it was made, so the runner's proxies can reach the programs of a cell,
// and these nothing but the proxies' ports.
import net from 'node:net';

process.on('message', ({ id, connect }) => {
  if (connect === undefined) {
    const server = net.createServer();
    server.once('error', (error) => process.send({ id, error: error.message }));
    server.listen(0, '127.0.0.1', () =>
      process.send({ id, port: server.address().port }, server._handle, () => server.close()),
    );
    return;
  }
  const socket = new net.Socket();
  // What arrives before the runner has it must stay unread.
  socket.pause();
  socket.once('error', (error) => process.send({ id, error: error.message }));
  socket.connect(connect, '127.0.0.1', () => process.send({ id }, socket._handle, () => socket.destroy()));
});
process.on('disconnect', () => process.exit());
