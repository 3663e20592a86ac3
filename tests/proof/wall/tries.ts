/** One way out of where a program runs. `code` is the body of an async function that returns `out …` or the secret. */
export interface Try {
  readonly name: string;
  readonly code: string;
}

/** How to read a file, by name; `FILE` is its address. */
const reads: Readonly<Record<string, string>> = {
  readFileSync: "return fs.readFileSync(FILE, 'utf8')",
  readFile:
    "return new Promise((done, failed) => fs.readFile(FILE, 'utf8', (error, text) => error ? failed(error) : done(text)))",
  'promises.readFile': "return fs.promises.readFile(FILE, 'utf8')",
  'a descriptor':
    'const fd = fs.openSync(FILE); const bytes = Buffer.alloc(20); fs.readSync(fd, bytes); fs.closeSync(fd); return bytes.toString()',
  readv:
    'const fd = fs.openSync(FILE); const bytes = Buffer.alloc(20); fs.readvSync(fd, [bytes]); fs.closeSync(fd); return bytes.toString()',
  'a stream': "let text = ''; for await (const part of fs.createReadStream(FILE, 'utf8')) text += part; return text",
  'a blob': 'return (await fs.openAsBlob(FILE)).text()',
  'a handle':
    "const handle = await fs.promises.open(FILE); const text = await handle.readFile('utf8'); await handle.close(); return text",
  'its lines': 'const handle = await fs.promises.open(FILE); for await (const line of handle.readLines()) return line',
  'a copy': "fs.copyFileSync(FILE, 'copied'); return fs.readFileSync('copied', 'utf8')",
  'a deep copy': "fs.cpSync(FILE, 'copied-deep'); return fs.readFileSync('copied-deep', 'utf8')",
  'a symbolic link':
    "fs.rmSync('soft', { force: true }); fs.symlinkSync(FILE, 'soft'); return fs.readFileSync('soft', 'utf8')",
  'a hard link':
    "fs.rmSync('hard', { force: true }); fs.linkSync(FILE, 'hard'); return fs.readFileSync('hard', 'utf8')",
  'a link to its folder':
    "fs.rmSync('door', { force: true }); fs.symlinkSync(path.dirname(FILE), 'door'); return fs.readFileSync('door/secret.txt', 'utf8')",
  'a program': "return execFileSync('cat', [FILE], { encoding: 'utf8' })",
  'a shell': "return execSync('cat ' + FILE, { encoding: 'utf8' })",
  'a child of its own kind':
    "return execFileSync(process.execPath, ['-p', 'fs.readFileSync(' + JSON.stringify(FILE) + ', \"utf8\")'], { encoding: 'utf8' })",
  'a worker':
    "return new Promise((done, failed) => new (require('worker_threads').Worker)('require(\"worker_threads\").parentPort.postMessage(require(\"fs\").readFileSync(' + JSON.stringify(FILE) + ', \"utf8\"))', { eval: true }).on('message', done).on('error', failed))",
  'its input':
    "return execFileSync(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], { encoding: 'utf8', stdio: [fs.openSync(FILE), 'pipe', 'ignore'] })",
  'the internal binding': "return process.binding('fs').readFileUtf8(FILE, 0)",
};

/** Spellings of the address of a file, by name. */
const spellings: Readonly<Record<string, string>> = {
  'its path': "bait.host + '/secret.txt'",
  'a path that climbs':
    "process.cwd() + '/../../../../../../../../../../../../../../../../../../../../../../../../../../../../../../' + bait.host + '/secret.txt'",
  'a URL': "require('url').pathToFileURL(bait.host + '/secret.txt')",
  bytes: "Buffer.from(bait.host + '/secret.txt')",
  'the root of its own process': "'/proc/self/root' + bait.host + '/secret.txt'",
  'the root of a thread': "'/proc/thread-self/root' + bait.host + '/secret.txt'",
  'the root of another process': "'/proc/' + bait.pid + '/root' + bait.host + '/secret.txt'",
  'the root of the runner': "'/proc/' + bait.runner + '/root' + bait.host + '/secret.txt'",
  'the root of its parent': "'/proc/' + process.ppid + '/root' + bait.host + '/secret.txt'",
  'the folder of another process': "'/proc/' + bait.pid + '/cwd/' + path.relative(bait.cwd, bait.host + '/secret.txt')",
  'a descriptor of the folder': "(process.chdir(bait.host), 'secret.txt')",
};

/** What tells that a file is there. */
const looks: Readonly<Record<string, string>> = {
  stat: "return 'out ' + fs.statSync(bait.host + '/secret.txt').size",
  lstat: "return 'out ' + fs.lstatSync(bait.host + '/secret.txt').size",
  access: "fs.accessSync(bait.host + '/secret.txt'); return 'out'",
  exists: "return fs.existsSync(bait.host + '/secret.txt') ? 'out' : 'no'",
  realpath: "return 'out ' + fs.realpathSync(bait.host + '/secret.txt')",
  'native realpath': "return 'out ' + fs.realpathSync.native(bait.host + '/secret.txt')",
  readdir: "return 'out ' + fs.readdirSync(bait.host)",
  opendir:
    "const folder = fs.opendirSync(bait.host); const entry = folder.readSync(); folder.closeSync(); return 'out ' + entry.name",
  glob: "return fs.globSync(bait.host + '/*.txt').length ? 'out' : 'no'",
  statfs: "return 'out ' + fs.statfsSync(bait.host).type",
  chdir: "process.chdir(bait.host); return 'out'",
  watch: "const watcher = fs.watch(bait.host); watcher.close(); return 'out'",
  'a module': "return 'out ' + require(bait.host + '/module.cjs')",
  'an imported module': "return 'out ' + (await import(bait.host + '/module.cjs')).default",
  'a module of another place': "return 'out ' + require('module').createRequire(bait.host + '/x.js')('./module.cjs')",
  'a module of JSON': "return 'out ' + require(bait.host + '/module.json').x",
  'an environment file': "process.loadEnvFile(bait.host + '/variables'); return process.env.FROM_FILE",
  'a database':
    "const db = new (require('node:sqlite').DatabaseSync)(bait.host + '/data.db'); db.close(); return 'out'",
};

/** What changes something outside; each puts it back. */
const writes: Readonly<Record<string, string>> = {
  writeFileSync: "fs.writeFileSync(OUT, 'x'); return 'out'",
  'promises.writeFile': "await fs.promises.writeFile(OUT, 'x'); return 'out'",
  appendFileSync: "fs.appendFileSync(OUT, 'x'); return 'out'",
  'a descriptor': "fs.closeSync(fs.openSync(OUT, 'w')); return 'out'",
  'a stream':
    "await new Promise((done, failed) => fs.createWriteStream(OUT).on('error', failed).end('x', (error) => (error ? failed(error) : done()))); return 'out'",
  mkdir: "fs.mkdirSync(OUT); fs.rmdirSync(OUT); return 'out'",
  'mkdir of all': "fs.mkdirSync(OUT + '/a/b', { recursive: true }); return 'out'",
  mkdtemp: "fs.mkdtempSync(OUT); return 'out'",
  symlink: "fs.symlinkSync('/', OUT); return 'out'",
  rename: "fs.writeFileSync('moved', 'x'); fs.renameSync('moved', OUT); return 'out'",
  copy: "fs.writeFileSync('copied-out', 'x'); fs.copyFileSync('copied-out', OUT); return 'out'",
  'deep copy': "fs.writeFileSync('copied-out', 'x'); fs.cpSync('copied-out', OUT); return 'out'",
  link: "fs.writeFileSync('linked-out', 'x'); fs.linkSync('linked-out', OUT); return 'out'",
  truncate: "fs.truncateSync(bait.host + '/variables', 100); return 'out'",
  chmod: "fs.chmodSync(bait.host + '/variables', 0o600); return 'out'",
  utimes: "fs.utimesSync(bait.host + '/variables', 1, 1); return 'out'",
  unlink: "fs.unlinkSync(bait.host + '/victim'); return 'out'",
  rm: "fs.accessSync(bait.host + '/victims'); fs.rmSync(bait.host + '/victims', { recursive: true }); return 'out'",
  report: "return 'out ' + (fs.accessSync(bait.host), process.report.writeReport(OUT))",
  'a shell': "execSync('echo x > ' + OUT, { stdio: 'ignore' }); return 'out'",
  'a local socket':
    "await new Promise((done, failed) => { const server = net.createServer().on('error', failed).listen(OUT, () => server.close(done)) }); return 'out'",
  'the root of another process': "fs.writeFileSync('/proc/' + bait.pid + '/root' + OUT, 'x'); return 'out'",
};

/** What reaches other processes. */
const processes: Readonly<Record<string, string>> = {
  'kill another': "process.kill(bait.pid, 0); return 'out'",
  'kill the runner': "process.kill(bait.runner, 0); return 'out'",
  'kill below the guard': "return process._kill(bait.pid, 0) === 0 ? 'out' : 'no'",
  'kill all': "process.kill(-1, 0); return 'out'",
  'kill by a shell': "execSync('kill -0 ' + bait.pid, { stdio: 'ignore' }); return 'out'",
  'see the priority of another': "return 'out ' + os.getPriority(bait.pid)",
  'set the priority of another': "os.setPriority(bait.pid, os.getPriority(bait.pid)); return 'out'",
  'list them': "return fs.readdirSync('/proc').includes(String(bait.pid)) ? 'out' : 'no'",
  'read the environment of another':
    "return fs.readFileSync('/proc/' + bait.pid + '/environ', 'utf8').match(/the secret/)?.[0]",
  'read its own environment': "return fs.readFileSync('/proc/self/environ', 'utf8').match(/the secret/)?.[0]",
  'ask for its own environment': 'return process.env.PROOF_SECRET',
  'hand its environment down':
    "return execFileSync(process.execPath, ['-p', 'process.env.PROOF_SECRET'], { encoding: 'utf8' })",
  ...Object.fromEntries(
    ['cmdline', 'maps', 'stat', 'status', 'limits', 'cgroup', 'mountinfo', 'net/tcp'].map((name) => [
      `read ${name} of another`,
      `return 'out ' + fs.readFileSync('/proc/' + bait.pid + '/${name}', 'utf8').length`,
    ]),
  ),
  'list what another has open': "return 'out ' + fs.readdirSync('/proc/' + bait.pid + '/fd')",
  'see what another runs': "return 'out ' + fs.readlinkSync('/proc/' + bait.pid + '/exe')",
  'see where another is': "return 'out ' + fs.readlinkSync('/proc/' + bait.pid + '/cwd')",
  'open the memory of another': "fs.closeSync(fs.openSync('/proc/' + bait.pid + '/mem', 'r')); return 'out'",
  'wake the inspector of another': "process._debugProcess(bait.pid); return 'out'",
};

/** What reaches ports and sockets of the machine. */
const networks: Readonly<Record<string, string>> = {
  net: "return dial({ port: bait.port, host: '127.0.0.1' })",
  'another spelling': "return dial({ port: bait.port, host: '0.0.0.0' })",
  'a lookup of its own':
    "return dial({ port: bait.port, host: 'x', lookup: (n, o, f) => o.all ? f(null, [{ address: '127.0.0.1', family: 4 }]) : f(null, '127.0.0.1', 4) })",
  'another address of loopback': "return dial({ port: bait.port, host: '127.0.0.1', localAddress: '127.0.0.3' })",
  http: "return new Promise((done) => require('http').get({ port: bait.port, host: '127.0.0.1' }, () => done('out')).on('error', (error) => done(error.code)))",
  fetch: "return fetch('http://127.0.0.1:' + bait.port).then((answer) => answer.text())",
  'a raw handle':
    "const handle = net._createServerHandle('127.0.0.1', 0), TCP = handle.constructor; handle.close(); const { TCPConnectWrap } = process.binding('tcp_wrap'); return new Promise((done) => { const socket = new TCP(0), request = new TCPConnectWrap(); request.oncomplete = (status) => { socket.close(); done(status === 0 ? 'out' : status) }; const failed = socket.connect(request, '127.0.0.1', bait.port); if (failed) done(failed) })",
  'a child':
    "return execFileSync(process.execPath, ['-e', 'require(\"net\").connect(' + bait.port + ', \"127.0.0.1\").pipe(process.stdout)'], { encoding: 'utf8' })",
  'a worker':
    "return new Promise((done, failed) => new (require('worker_threads').Worker)('require(\"net\").connect(' + bait.port + ', \"127.0.0.1\").on(\"data\", (data) => require(\"worker_threads\").parentPort.postMessage(String(data)))', { eval: true }).on('message', done).on('error', failed))",
  TLS: "return new Promise((done) => { const socket = require('tls').connect(bait.port, '127.0.0.1', {}).on('connect', () => { socket.destroy(); done('out') }).on('error', (error) => done(error.code)) })",
  'a datagram':
    "return new Promise((done, failed) => { const socket = require('dgram').createSocket('udp4').on('message', (data) => { socket.close(); done(String(data)) }).on('error', failed); socket.send('x', bait.udp, '127.0.0.1') })",
  'a connected datagram':
    "return new Promise((done, failed) => { const socket = require('dgram').createSocket('udp4').on('message', (data) => { socket.close(); done(String(data)) }).on('error', failed); socket.connect(bait.udp, '127.0.0.1', (error) => error ? failed(error) : socket.send('x')) })",
  'a local socket': "return dial({ path: bait.host + '/socket' })",
  'a local socket by a link':
    "fs.rmSync('plug', { force: true }); fs.symlinkSync(bait.host + '/socket', 'plug'); return dial({ path: path.resolve('plug') })",
  'a local socket without a file': "return dial({ path: '\\0' + bait.abstract })",
  'HTTP on a local socket':
    "return new Promise((done) => require('http').get({ socketPath: bait.host + '/socket' }, () => done('out')).on('error', (error) => done(error.code)))",
  'the list of ports':
    "return fs.readFileSync('/proc/net/tcp', 'utf8').includes(':' + bait.port.toString(16).toUpperCase().padStart(4, '0')) ? 'out' : 'no'",
  'the list of its own ports':
    "return fs.readFileSync('/proc/self/net/tcp', 'utf8').includes(':' + bait.port.toString(16).toUpperCase().padStart(4, '0')) ? 'out' : 'no'",
  'the list of local sockets': "return fs.readFileSync('/proc/net/unix', 'utf8').includes(bait.host) ? 'out' : 'no'",
};

/** What the system has beside files of its users: that something is there is enough. */
const system: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['/usr', '/bin', '/usr/bin', '/tmp', '/var', '/dev/pts', '/proc/sys', '/proc/sys/kernel', '/sys'].map((folder) => [
      `list ${folder}`,
      `return fs.readdirSync('${folder}').length > 0 || '${folder}' === '/dev/pts' ? 'out' : 'no'`,
    ]),
  ),
  ...Object.fromEntries(
    [
      '/proc/version',
      '/proc/meminfo',
      '/proc/cpuinfo',
      '/proc/uptime',
      '/proc/loadavg',
      '/proc/stat',
      '/etc/group',
      '/etc/shells',
    ].map((file) => [`read ${file}`, `return fs.readFileSync('${file}', 'utf8').length > 0 ? 'out' : 'no'`]),
  ),
  'read who its users are': "return fs.readFileSync('/etc/passwd', 'utf8').startsWith('root:') ? 'out' : 'no'",
  'run a shell': "return 'out ' + execFileSync('/bin/sh', ['-c', 'echo'])",
  'run a program by its name': "return 'out ' + execFileSync('ls', ['/'])",
};

const fileTries = [
  ...Object.entries(reads).map(([name, code]) => ({
    name: `read a file by ${name}`,
    code: code.replaceAll('FILE', `(${spellings['its path']})`),
  })),
  ...Object.entries(spellings).map(([name, file]) => ({
    name: `read a file by ${name}`,
    code: `const file = ${file}; return fs.readFileSync(file, 'utf8')`,
  })),
];
const named = (what: string, tries: Readonly<Record<string, string>>): readonly Try[] =>
  Object.entries(tries).map(([name, code]) => ({ name: `${what} ${name}`, code }));

/** All tries of programs; in their scope are `bait`, `dial` and Node's modules. */
export const programTries: readonly Try[] = [
  ...fileTries,
  ...named('see a file by', looks),
  ...named('write by', writes).map(({ name, code }, index) => ({
    name,
    code: code.replaceAll('OUT', `(bait.host + '/written-${index}')`),
  })),
  ...named('processes:', processes),
  ...named('network:', networks),
  ...named('system:', system),
];
