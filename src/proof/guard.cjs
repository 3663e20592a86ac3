// Runs inside every program, before its first line (`node --require`). Plain CommonJS, because stripping types would
// cost 20 ms per start and load a compiler into the sandbox.
//
// It does four things:
//   1. redirects every port that the program listens on to a free loopback port, and reports both numbers;
//   2. refuses every connection except to the exchange's own ports, on loopback;
//   3. reports modules that the course does not declare;
//   4. tells the runner how far each connection had been read and written when a line was printed (causality.ts), and
//      whether the program still has work to do.
//
// It works below `net`, at the handles, so that no public function bypasses it. Everything it needs later is captured
// now, so changes that the program makes to prototypes have no effect here. The file system, child processes, workers
// and add-ons are restricted by Node's permission model, which is enabled.
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const dns = require('node:dns');
const dgram = require('node:dgram');
const v8 = require('node:v8');
const os = require('node:os');
const asyncHooks = require('node:async_hooks');
const diagnostics = require('node:diagnostics_channel');
const nodeModule = require('node:module');

const CONTROL = 3;
const REPORTS = 4;
const { EADDRINUSE, EACCES, ECONNREFUSED, EPERM } = os.constants.errno;

const { parse, stringify } = JSON;
const { defineProperty, create, getPrototypeOf } = Object;
const writeSync = fs.writeSync;
const later = setImmediate;
const exit = process.reallyExit.bind(process);
const byteLength = Buffer.byteLength;
const activeResources = process.getActiveResourcesInfo.bind(process);
const isIP = net.isIP;
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const apply = Reflect.apply;
const mapGet = uncurry(WeakMap.prototype.get);
const mapSet = uncurry(WeakMap.prototype.set);
const setAdd = uncurry(Set.prototype.add);
const setDelete = uncurry(Set.prototype.delete);
const setEach = uncurry(Set.prototype.forEach);

/**
 * Reads the first line of the control channel: the configuration, and the token that authenticates the guard's reports.
 */
function readConfig() {
  const byte = Buffer.alloc(1);
  const bytes = [];
  while (fs.readSync(CONTROL, byte, 0, 1, null) === 1 && byte[0] !== 10) bytes.push(byte[0]);
  return parse(Buffer.from(bytes).toString('utf8'));
}
const config = readConfig();
for (const name of Object.keys(process.env)) delete process.env[name]; // the shell sets `PWD`
const word = config.word;
const declared = create(null);
for (const name of config.packages) declared[name] = true;
/** Maps ports of the source to actual ports: `3000` → the proxy or the free port. */
const ports = create(null);
for (const port in config.ports) ports[port] = config.ports[port];

function report(message) {
  try {
    writeSync(REPORTS, `${word}${stringify(message)}\n`);
  } catch {
    exit(70);
  }
}

/** Replaces a method permanently: the program can neither restore nor reach the original. */
function replace(object, name, make) {
  const original = object[name];
  if (typeof original !== 'function') return;
  const replacement = make(original);
  defineProperty(replacement, 'name', { value: original.name });
  defineProperty(object, name, { value: replacement, writable: false, configurable: false, enumerable: true });
}

// Opened before the restrictions below take effect.
const control = new net.Socket({ fd: CONTROL, readable: true, writable: false });

// --- 1 and 2: the network, at the handles -----------------------------------------------------------------------

const probe = net._createServerHandle('127.0.0.1', 0);
const TCP = getPrototypeOf(probe);
const Stream = getPrototypeOf(TCP);
const Pipe = getPrototypeOf(process.stdout._handle ?? probe);
const outputs = [process.stdout._handle, process.stderr._handle];
// Synchronous as on a terminal: output is written even if the program never becomes idle.
for (const output of outputs) output?.setBlocking?.(true);
const bound = new WeakMap();
const isLoopback = (address) => address === '127.0.0.1' || address === '::1';
const close = getPrototypeOf(Stream).close;

function bindTo(handle, original, address, port, family) {
  if (port !== 0 && ports[port] !== undefined) return -EADDRINUSE;
  const failed = apply(original, handle, ['127.0.0.1', 0]);
  if (failed) return failed;
  mapSet(bound, handle, { address, port, family, actual: 0 });
  return 0;
}
replace(
  TCP,
  'connect',
  (original) =>
    function connect(request, address, port) {
      const target = isLoopback(address) ? ports[port] : undefined;
      if (target !== undefined) return apply(original, this, [request, '127.0.0.1', target]);
      if (isLoopback(address)) {
        report({ refused: port });
        return -ECONNREFUSED;
      }
      report({ blocked: `${address}:${port}` });
      return -EACCES;
    },
);
const connect = TCP.connect;
replace(
  TCP,
  'connect6',
  () =>
    function connect6(request, address, port) {
      return apply(connect, this, [request, address, port]);
    },
);
const bindSocket = TCP.bind;
replace(
  TCP,
  'bind',
  (original) =>
    function bind(address, port) {
      return bindTo(this, original, address, port, 'IPv4');
    },
);
replace(
  TCP,
  'bind6',
  () =>
    function bind6(address, port) {
      return bindTo(this, bindSocket, address, port, 'IPv6');
    },
);
const socketName = TCP.getsockname;
replace(
  TCP,
  'listen',
  (original) =>
    function listen(backlog) {
      const place = mapGet(bound, this);
      if (place === undefined) return -EACCES;
      const failed = apply(original, this, [backlog]);
      if (failed) return failed;
      const name = {};
      apply(socketName, this, [name]);
      place.actual = name.port;
      if (place.port === 0) place.port = name.port;
      ports[place.port] = name.port;
      report({ listen: place.port, actual: name.port });
      return 0;
    },
);
replace(
  TCP,
  'getsockname',
  (original) =>
    function getsockname(out) {
      const failed = apply(original, this, [out]);
      const place = mapGet(bound, this);
      if (!failed && place !== undefined) {
        out.address = place.address;
        out.family = place.family;
        if (place.port !== 0) out.port = place.port;
      } else if (!failed) out.port = declaredPort(out.port);
      return failed;
    },
);
replace(
  TCP,
  'getpeername',
  (original) =>
    function getpeername(out) {
      const failed = apply(original, this, [out]);
      if (!failed) out.port = declaredPort(out.port);
      return failed;
    },
);
function declaredPort(actual) {
  for (const port in ports) if (ports[port] === actual) return +port;
  return actual;
}
replace(TCP, 'open', () => () => -EACCES);
defineProperty(TCP, 'close', {
  value: function (callback) {
    const place = mapGet(bound, this);
    if (place !== undefined && place.actual !== 0 && ports[place.port] === place.actual) {
      delete ports[place.port];
      report({ closed: place.port });
    }
    return apply(close, this, [callback]);
  },
  writable: false,
  configurable: false,
});
probe.close();
if (Pipe !== TCP) {
  for (const name of ['connect', 'bind', 'listen', 'open', 'fchmod']) {
    replace(Pipe, name, () => (_request, address) => {
      report({ blocked: `a local socket${typeof address === 'string' ? ` (${address})` : ''}` });
      return -EACCES;
    });
  }
}
const warned = process.noDeprecation;
process.noDeprecation = true; // there is no other way to get a handle's prototype
const udp = dgram._createSocketHandle(null, 0, 'udp4');
process.noDeprecation = warned;
for (const name of ['bind', 'bind6', 'connect', 'connect6', 'send', 'send6', 'open']) {
  replace(getPrototypeOf(udp), name, () => (...values) => {
    report({ blocked: `UDP ${values.find((value) => typeof value === 'string') ?? ''}`.trim() });
    return -EACCES;
  });
}
udp.close();

function notFound(name) {
  report({ blocked: name });
  const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
  return Object.assign(error, { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: name });
}
function addressOf(name) {
  if (name === '' || name === null || name === undefined || name === 'localhost')
    return { address: '127.0.0.1', family: 4 };
  const family = isIP(name);
  return family === 0 ? undefined : { address: name, family };
}
replace(
  dns,
  'lookup',
  () =>
    function lookup(name, options, callback) {
      const done = typeof options === 'function' ? options : callback;
      const found = addressOf(name);
      process.nextTick(() => {
        if (found === undefined) done(notFound(name));
        else if (typeof options === 'object' && options?.all) done(null, [found]);
        else done(null, found.address, found.family);
      });
      return {};
    },
);
replace(
  dns.promises,
  'lookup',
  () =>
    async function lookup(name, options) {
      const found = addressOf(name);
      if (found === undefined) throw notFound(name);
      return options?.all ? [found] : found;
    },
);
for (const place of [dns, dns.promises]) {
  replace(place, 'lookupService', () => () => {
    throw notFound('lookupService');
  });
}
const resolver = getPrototypeOf(new dns.Resolver()._handle);
for (const name of Object.getOwnPropertyNames(resolver)) {
  if (!/^(query|getHostByAddr)/.test(name)) continue;
  replace(resolver, name, () => (_request, asked) => {
    report({ blocked: `${asked}` });
    return 'EREFUSED';
  });
}

// --- other gaps in the permission model ---------------------------------------------------------------------------

const own = process.pid;
replace(process, '_kill', (original) => (pid, signal) => {
  if (pid === own) return original(pid, signal);
  report({ killed: pid });
  return -EPERM;
});
for (const name of ['_debugProcess', '_debugEnd']) replace(process, name, () => () => undefined);
for (const name of ['setPriority']) {
  replace(os, name, () => () => {
    throw Object.assign(new Error('A system error occurred: uv_os_setpriority returned EPERM'), {
      code: 'ERR_SYSTEM_ERROR',
    });
  });
}
for (const name of ['getHeapSnapshot', 'setFlagsFromString', 'startCpuProfile', 'setHeapSnapshotNearHeapLimit']) {
  replace(v8, name, () => () => {
    throw Object.assign(new Error('Access to this API has been restricted'), { code: 'ERR_ACCESS_DENIED' });
  });
}

// --- 3: modules -----------------------------------------------------------------------------------------------------

nodeModule.registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? '';
    const bare = /^(@[^/]+\/[^/]+|[^./#@][^/:]*)(\/|$)/.exec(specifier)?.[1];
    if (bare !== undefined && !from.includes('/node_modules/') && !declared[bare] && !nodeModule.isBuiltin(specifier)) {
      report({ undeclared: bare });
    }
    return next(specifier, context);
  },
});

// --- 4: what the runner needs to know ---------------------------------------------------------------------------------

/** The connections of this program, in the order in which they were made. */
const sockets = [];
let printed = 0;
let stamps = 0;
const MANY = 20_000;

/** How far each connection was read and written: one for opening, its bytes, one for closing. */
function reach() {
  const list = [];
  for (let i = 0; i < sockets.length; i++) {
    const socket = sockets[i];
    const ended = socket.readableEnded || socket.destroyed ? 1 : 0;
    const finished = socket.writableEnded || socket.destroyed ? 1 : 0;
    list[i] = [1 + socket.bytesRead + ended, 1 + (socket._bytesDispatched ?? 0) + finished];
  }
  return list;
}
function stamp(bytes) {
  if (stamps++ < MANY) report({ at: bytes, reach: reach() });
}
for (const name of [
  'writeUtf8String',
  'writeLatin1String',
  'writeAsciiString',
  'writeUcs2String',
  'writeBuffer',
  'writev',
]) {
  const original = Stream[name];
  const count = {
    writeUtf8String: (text) => byteLength(text, 'utf8'),
    writeLatin1String: (text) => text.length,
    writeAsciiString: (text) => text.length,
    writeUcs2String: (text) => text.length * 2,
    writeBuffer: (bytes) => bytes.byteLength,
    writev: (chunks, same) => {
      let total = 0;
      for (let i = 0; i < chunks.length; i += same ? 1 : 2) {
        total += typeof chunks[i] === 'string' ? byteLength(chunks[i], chunks[i + 1]) : chunks[i].byteLength;
      }
      return total;
    },
  }[name];
  replace(
    Stream,
    name,
    () =>
      function (request, data, extra) {
        if (this === outputs[0] || this === outputs[1]) {
          printed += count(data, extra);
          stamp(printed);
        } else if (sockets.length > 0) stamp(-1);
        return apply(original, this, [request, data, extra]);
      },
  );
}
diagnostics.subscribe('net.client.socket', ({ socket }) => {
  const index = sockets.push(socket) - 1;
  socket.once('connect', () => report({ socket: index, port: socket.localPort }));
});
diagnostics.subscribe('net.server.socket', ({ socket }) => {
  report({ socket: sockets.push(socket) - 1, port: socket.remotePort });
});

/** Timers that keep the process alive. */
const timers = new Set();
asyncHooks
  .createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'Timeout') setAdd(timers, resource);
    },
    trackPromises: false,
  })
  .enable();
/** Resources that only wait for others; any other active resource means that the program is busy. */
const passive = create(null);
for (const name of ['TCPServerWrap', 'TCPSocketWrap', 'PipeWrap', 'TTYWrap', 'UDPWrap', 'QueryReqWrap', 'Timeout'])
  passive[name] = true;

function pong(number) {
  let longest = 0;
  setEach(timers, (timer) => {
    if (timer._destroyed || timer._idleTimeout < 0) setDelete(timers, timer);
    else if (timer._idleTimeout > longest && timer.hasRef()) longest = timer._idleTimeout;
  });
  let busy = false;
  const active = activeResources();
  for (let i = 0; i < active.length; i++) if (!passive[active[i]]) busy = true;
  report({ pong: number, longest, busy });
}

let unread = '';
control.setEncoding('utf8');
control.on('data', (text) => {
  const lines = (unread + text).split('\n');
  unread = lines.pop();
  for (const line of lines) {
    const message = parse(line);
    if (message.ports) for (const port in message.ports) ports[port] ??= message.ports[port];
    // Two iterations of the event loop: data that had arrived before the ping has been read by then.
    if (message.ping !== undefined) later(() => later(() => pong(message.ping)));
  }
});
// The runner has exited: the output will not be read.
control.on('close', () => exit(70));
control.on('error', () => exit(70));
control.unref();

nodeModule.syncBuiltinESMExports();
