// Preloaded into a real server: the lesson's file is untouched, but the port it asks for becomes a free one, so that
// tests never collide. `address().port` still says what the lesson asked for.
const net = require('node:net');
const { listen, address } = net.Server.prototype;

net.Server.prototype.listen = function (...args) {
  const options = typeof args[0] === 'object' && args[0] !== null ? args[0] : undefined;
  const asked = Number(options ? options.port : args[0]);
  if (asked > 0) {
    this.askedPort = asked;
    // no host is added: with one, `listening` would come later than it does without
    args[0] = options ? { ...options, port: 0 } : 0;
    this.prependOnceListener('listening', () => process.send?.({ asked, port: address.call(this).port }));
  }
  return listen.apply(this, args);
};

net.Server.prototype.address = function () {
  const real = address.call(this);
  return real && this.askedPort ? { ...real, port: this.askedPort, address: '::', family: 'IPv6' } : real;
};
