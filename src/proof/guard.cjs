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
// It works below `net`, at the handles, so that no public function bypasses it. The file system, child processes,
// workers and add-ons are restricted by Node's permission model, which is enabled. It is the second wall: what it lets
// through still meets that of the operating system (wall/).
//
// What runs after the program has started uses nothing that the program can change: functions and accessors of
// prototypes are captured below, objects have no prototype, nothing is iterated with `for … of` or spread into arrays,
// and messages are put together as text. `tests/proof/guard.process.test.ts` replaces everything that can be replaced,
// and sees that none of it is called from here.
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
const { EADDRINUSE, EACCES, ECONNREFUSED, EINVAL, EPERM } = os.constants.errno;

const { stringify } = JSON;
const { defineProperty, create, getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { apply } = Reflect;
const { Error, Uint8Array, RegExp } = globalThis;
const { writeSync } = fs;
const { isIP } = net;
const { isBuiltin } = nodeModule;
const { byteLength } = Buffer;
const later = setImmediate;
const tick = process.nextTick.bind(process);
const exit = process.reallyExit.bind(process);
const activeResources = process.getActiveResourcesInfo.bind(process);
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const mapGet = uncurry(WeakMap.prototype.get);
const mapSet = uncurry(WeakMap.prototype.set);
const setAdd = uncurry(Set.prototype.add);
const setDelete = uncurry(Set.prototype.delete);
const setEach = uncurry(Set.prototype.forEach);
const exec = uncurry(RegExp.prototype.exec);
const includes = uncurry(String.prototype.includes);

/** The accessor of this name that instances of a class inherit, as a function of the instance. */
function accessor(prototype, name) {
  const { get } = getOwnPropertyDescriptor(prototype, name) ?? {};
  return get === undefined ? accessor(getPrototypeOf(prototype), name) : uncurry(get);
}
const viewLength = accessor(Uint8Array.prototype, 'byteLength');
const bufferLength = accessor(ArrayBuffer.prototype, 'byteLength');
const bytesRead = accessor(net.Socket.prototype, 'bytesRead');
const bytesWritten = accessor(net.Socket.prototype, '_bytesDispatched');
const readableEnded = accessor(net.Socket.prototype, 'readableEnded');
const writableEnded = accessor(net.Socket.prototype, 'writableEnded');
const destroyed = accessor(net.Socket.prototype, 'destroyed');
const aTimer = setTimeout(() => undefined, 1);
const hasRef = uncurry(getPrototypeOf(aTimer).hasRef);
clearTimeout(aTimer);

/**
 * Reads the first line of the control channel: the configuration, and the token that authenticates the guard's reports.
 */
function readConfig() {
  const byte = Buffer.alloc(1);
  const bytes = [];
  while (fs.readSync(CONTROL, byte, 0, 1, null) === 1 && byte[0] !== 10) bytes.push(byte[0]);
  return JSON.parse(Buffer.from(bytes).toString('utf8'));
}
const config = readConfig();
for (const name of Object.keys(process.env)) delete process.env[name]; // the shell sets `PWD`
const word = config.word;
const declared = create(null);
for (const name of config.packages) declared[name] = true;
/** Maps ports of the source to actual ports: `3000` → the proxy or the free port. */
const ports = create(null);
for (const port in config.ports) ports[port] = config.ports[port];

/** Sends the fields of a report, `"listen":3000`; primitive values alone are put into them. */
function report(fields) {
  try {
    writeSync(REPORTS, `${word}{${fields}}\n`);
  } catch {
    exit(70);
  }
}
/** What the program handed over, as text for a report; no code of the program is run for it. */
function quote(value) {
  return typeof value === 'string' ? stringify(value) : '"?"';
}
function numberOr(fallback, value) {
  return typeof value === 'number' && value === value && value < 2 ** 53 && value > -(2 ** 53) ? value : fallback;
}

/** Sets a property of an object of the program, without asking its prototypes. */
function give(object, key, value) {
  defineProperty(object, key, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
}

/** Replaces a method permanently: the program can neither restore nor reach the original. */
function replace(object, name, make) {
  const original = object[name];
  if (typeof original !== 'function') return;
  const replacement = make(original);
  defineProperty(replacement, 'name', { __proto__: null, value: original.name });
  defineProperty(object, name, {
    __proto__: null,
    value: replacement,
    writable: false,
    configurable: false,
    enumerable: true,
  });
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
const [standardOutput, standardError] = outputs;
const bound = new WeakMap();
const isLoopback = (address) => address === '127.0.0.1' || address === '::1';
const close = getPrototypeOf(Stream).close;
const { bind: bindSocket, connect: connectSocket, getsockname, getpeername } = TCP;

/** The port at this or the other end of a handle, as the system knows it; 0 if there is none. */
function portOf(handle, ask) {
  const name = { __proto__: null, address: '', family: '', port: 0 };
  return apply(ask, handle, [name]) ? 0 : name.port;
}
function bindTo(handle, address, port, family) {
  if (typeof port !== 'number') return -EINVAL;
  if (port !== 0 && ports[port] !== undefined) return -EADDRINUSE;
  const failed = apply(bindSocket, handle, ['127.0.0.1', 0]);
  if (failed) return failed;
  mapSet(bound, handle, { __proto__: null, address, port, family, actual: 0 });
  return 0;
}
function connectTo(handle, request, address, port) {
  if (typeof port !== 'number') return -EINVAL;
  const target = isLoopback(address) ? ports[port] : undefined;
  if (target !== undefined) {
    const failed = apply(connectSocket, handle, [request, '127.0.0.1', target]);
    if (!failed) noteConnection(handle);
    return failed;
  }
  if (isLoopback(address)) {
    report(`"refused":${numberOr(-1, port)}`);
    return -ECONNREFUSED;
  }
  report(`"blocked":${quote(`${typeof address === 'string' ? address : '?'}:${port}`)}`);
  return -EACCES;
}
replace(
  TCP,
  'connect',
  () =>
    function connect(request, address, port) {
      return connectTo(this, request, address, port);
    },
);
replace(
  TCP,
  'connect6',
  () =>
    function connect6(request, address, port) {
      return connectTo(this, request, address, port);
    },
);
replace(
  TCP,
  'bind',
  () =>
    function bind(address, port) {
      return bindTo(this, address, port, 'IPv4');
    },
);
replace(
  TCP,
  'bind6',
  () =>
    function bind6(address, port) {
      return bindTo(this, address, port, 'IPv6');
    },
);
replace(
  TCP,
  'listen',
  (original) =>
    function listen(backlog) {
      const place = mapGet(bound, this);
      if (place === undefined) return -EACCES;
      const failed = apply(original, this, [backlog]);
      if (failed) return failed;
      place.actual = portOf(this, getsockname);
      if (place.port === 0) place.port = place.actual;
      ports[place.port] = place.actual;
      report(`"listen":${numberOr(-1, place.port)},"actual":${place.actual}`);
      return 0;
    },
);
/** Names an end of a handle as the program knows it. `out` belongs to the program, so it gets nothing else. */
function nameEnd(handle, ask, out) {
  const name = { __proto__: null, address: '', family: '', port: 0 };
  const failed = apply(ask, handle, [name]);
  if (failed) return failed;
  const place = ask === getsockname ? mapGet(bound, handle) : undefined;
  give(out, 'address', place === undefined ? name.address : place.address);
  give(out, 'family', place === undefined ? name.family : place.family);
  give(out, 'port', place === undefined || place.port === 0 ? declaredPort(name.port) : place.port);
  return 0;
}
replace(
  TCP,
  'getsockname',
  (original) =>
    function getsockname(out) {
      return nameEnd(this, original, out);
    },
);
replace(
  TCP,
  'getpeername',
  (original) =>
    function getpeername(out) {
      return nameEnd(this, original, out);
    },
);
function declaredPort(actual) {
  for (const port in ports) if (ports[port] === actual) return +port;
  return actual;
}
replace(TCP, 'open', () => () => -EACCES);
defineProperty(TCP, 'close', {
  __proto__: null,
  value: function (callback) {
    const place = mapGet(bound, this);
    if (place !== undefined && place.actual !== 0 && ports[place.port] === place.actual) {
      delete ports[place.port];
      report(`"closed":${numberOr(-1, place.port)}`);
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
      report(`"blocked":${quote(typeof address === 'string' ? `a local socket (${address})` : 'a local socket')}`);
      return -EACCES;
    });
  }
}
const warned = process.noDeprecation;
process.noDeprecation = true; // there is no other way to get a handle's prototype
const udp = dgram._createSocketHandle(null, 0, 'udp4');
process.noDeprecation = warned;
for (const name of ['bind', 'bind6', 'connect', 'connect6', 'send', 'send6', 'open']) {
  replace(getPrototypeOf(udp), name, () => (first, second, third, fourth, fifth) => {
    const address =
      typeof first === 'string' ? first : typeof second === 'string' ? second : typeof fifth === 'string' ? fifth : '';
    report(`"blocked":${quote(address === '' ? 'UDP' : `UDP ${address}`)}`);
    return -EACCES;
  });
}
udp.close();

function notFound(name) {
  const text = typeof name === 'string' ? name : '?';
  report(`"blocked":${quote(text)}`);
  const error = new Error(`getaddrinfo ENOTFOUND ${text}`);
  give(error, 'errno', -3008);
  give(error, 'code', 'ENOTFOUND');
  give(error, 'syscall', 'getaddrinfo');
  give(error, 'hostname', text);
  return error;
}
function addressOf(name) {
  if (name === '' || name === null || name === undefined || name === 'localhost')
    return { address: '127.0.0.1', family: 4 };
  const family = typeof name === 'string' ? isIP(name) : 0;
  return family === 0 ? undefined : { address: name, family };
}
replace(
  dns,
  'lookup',
  () =>
    function lookup(name, options, callback) {
      const done = typeof options === 'function' ? options : callback;
      const found = addressOf(name);
      tick(() => {
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
    report(`"blocked":${quote(asked)}`);
    return 'EREFUSED';
  });
}

// --- other gaps in the permission model ---------------------------------------------------------------------------

const own = process.pid;
replace(process, '_kill', (original) => (pid, signal) => {
  if (pid === own) return original(own, signal);
  report(`"killed":${numberOr(-1, pid)}`);
  return -EPERM;
});
for (const name of ['_debugProcess', '_debugEnd']) replace(process, name, () => () => undefined);
function restricted(message, code) {
  return () => {
    const error = new Error(message);
    give(error, 'code', code);
    throw error;
  };
}
replace(os, 'setPriority', () =>
  restricted('A system error occurred: uv_os_setpriority returned EPERM', 'ERR_SYSTEM_ERROR'),
);
for (const name of [
  'getHeapSnapshot',
  'queryObjects',
  'setFlagsFromString',
  'startCpuProfile',
  'setHeapSnapshotNearHeapLimit',
]) {
  replace(v8, name, () => restricted('Access to this API has been restricted', 'ERR_ACCESS_DENIED'));
}

// --- 3: modules -----------------------------------------------------------------------------------------------------

const packageName = /^(@[^/]+\/[^/]+|[^./#@][^/:]*)(\/|$)/;
nodeModule.registerHooks({
  __proto__: null,
  resolve(specifier, context, next) {
    const from = context.parentURL;
    const bare = typeof specifier === 'string' ? exec(packageName, specifier)?.[1] : undefined;
    if (
      bare !== undefined &&
      !(typeof from === 'string' && includes(from, '/node_modules/')) &&
      !declared[bare] &&
      !isBuiltin(specifier)
    ) {
      report(`"undeclared":${quote(bare)}`);
    }
    return next(specifier, context);
  },
});

// --- 4: what the runner needs to know ---------------------------------------------------------------------------------

/** The connections of this program, in the order in which they were made, by number. */
const sockets = create(null);
let socketCount = 0;
let printed = 0;
let stamps = 0;
const MANY = 20_000;

/** How far each connection was read and written: one for opening, its bytes, one for closing. */
function reach() {
  let list = '';
  for (let i = 0; i < socketCount; i++) {
    const socket = sockets[i];
    const gone = destroyed(socket);
    const read = 1 + numberOr(0, bytesRead(socket)) + (gone || readableEnded(socket) ? 1 : 0);
    const written = 1 + numberOr(0, bytesWritten(socket)) + (gone || writableEnded(socket) ? 1 : 0);
    list += `${i === 0 ? '' : ','}[${read},${written}]`;
  }
  return list;
}
function stamp(bytes) {
  if (stamps++ < MANY) report(`"at":${bytes},"reach":[${reach()}]`);
}
for (const name of [
  'writeUtf8String',
  'writeLatin1String',
  'writeAsciiString',
  'writeUcs2String',
  'writeBuffer',
  'writev',
]) {
  const count = {
    writeUtf8String: (text) => byteLength(text, 'utf8'),
    writeLatin1String: (text) => text.length,
    writeAsciiString: (text) => text.length,
    writeUcs2String: (text) => text.length * 2,
    writeBuffer: (bytes) => viewLength(bytes),
    writev: (chunks, same) => {
      let total = 0;
      for (let i = 0; i < chunks.length; i += same ? 1 : 2) {
        total += typeof chunks[i] === 'string' ? byteLength(chunks[i], chunks[i + 1]) : viewLength(chunks[i]);
      }
      return total;
    },
  }[name];
  replace(
    Stream,
    name,
    (original) =>
      function (request, data, extra) {
        if (this === standardOutput || this === standardError) {
          printed += numberOr(0, count(data, extra));
          stamp(printed);
        } else if (socketCount > 0) stamp(-1);
        return apply(original, this, [request, data, extra]);
      },
  );
}
/** A connection that the program has asked for: its own port is known as soon as the system has the request. */
function noteConnection(handle) {
  for (let i = socketCount - 1; i >= 0; i--) {
    if (sockets[i]._handle !== handle) continue;
    report(`"socket":${i},"port":${portOf(handle, getsockname)}`);
    return;
  }
}
diagnostics.subscribe('net.client.socket', ({ socket }) => {
  sockets[socketCount++] = socket;
});
diagnostics.subscribe('net.server.socket', ({ socket }) => {
  sockets[socketCount] = socket;
  report(`"socket":${socketCount++},"port":${portOf(socket._handle, getpeername)}`);
});

/** Timers that keep the process alive. */
const timers = new Set();
asyncHooks
  .createHook({
    __proto__: null,
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
    const timeout = numberOr(-1, timer._idleTimeout);
    if (timer._destroyed || timeout < 0) setDelete(timers, timer);
    else if (timeout > longest && hasRef(timer)) longest = timeout;
  });
  let busy = false;
  const active = activeResources();
  for (let i = 0; i < active.length; i++) if (!passive[active[i]]) busy = true;
  report(`"pong":${number},"longest":${longest},"busy":${busy}`);
}

// Pings are numbers, one a line. They are read from the handle itself: a stream would pass them through methods that the
// program can replace.
const channel = control._handle;
let ping = 0;
channel.onread = (buffer) => {
  if (buffer === undefined) exit(70); // the runner has exited: the output will not be read
  const bytes = new Uint8Array(buffer);
  const length = bufferLength(buffer);
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== 10) ping = ping * 10 + bytes[i] - 48;
    else {
      const number = ping;
      ping = 0;
      // Two iterations of the event loop: data that had arrived before the ping has been read by then.
      later(() => later(() => pong(number)));
    }
  }
};
channel.readStart();
channel.unref();

nodeModule.syncBuiltinESMExports();
report('"started":true');
