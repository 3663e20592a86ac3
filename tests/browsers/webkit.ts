import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { commandOnPath, ended, isExecutable } from './programs.ts';
import { Tab, type Actions, type Browser, type Engine } from './tab.ts';

const driver = commandOnPath('WebKitWebDriver');
const browser = miniBrowser();
const screen = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
const xvfb = commandOnPath('Xvfb');

/** WebKitGTK's own small browser, by classic WebDriver. It needs a display, and gets one of Xvfb's where there is none. */
export const webkit: Engine = {
  name: 'WebKit',
  lacks:
    driver === undefined || browser === undefined
      ? 'there is no WebKitWebDriver with its MiniBrowser (webkit2gtk-driver)'
      : !screen && xvfb === undefined
        ? 'there is no display, and no Xvfb to make one'
        : undefined,
  // Its driver prints nothing, and its window is never as narrow as a phone.
  cannotPrint: true,
  start: startWebKit,
};

/** Where Debian keeps it: `/usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser`. */
function miniBrowser(): string | undefined {
  const named = process.env['LECTERN_WEBKIT'];
  if (named) return named;
  const inside = (folder: string): string[] => {
    try {
      return readdirSync(folder).map((name) => path.join(folder, name));
    } catch {
      return [];
    }
  };
  return inside('/usr/lib')
    .flatMap(inside)
    .filter((folder) => /\/webkit(?:2gtk|gtk)-[\d.]+$/.test(folder))
    .map((folder) => path.join(folder, 'MiniBrowser'))
    .findLast(isExecutable);
}

async function startWebKit(): Promise<Browser> {
  const programs: ChildProcess[] = [];
  const env = { ...process.env };
  if (!screen) {
    const display = spawn(xvfb ?? '', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    programs.push(display);
    env['DISPLAY'] = `:${await firstLine(display)}`;
  }
  const port = await freePort();
  const program = spawn(driver ?? '', [`--port=${port}`], { stdio: 'ignore', env });
  programs.push(program);
  const ask = protocolAt(`http://127.0.0.1:${port}`);
  while (
    !(await ask('GET', '/status').then(
      () => true,
      () => false,
    ))
  ) {
    if (program.exitCode !== null) throw new Error('WebKitWebDriver did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    async fresh() {
      const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
        capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } } },
      });
      const tab = new WebKitTab((method, where, body) => ask(method, `/session/${sessionId}${where}`, body));
      await tab.resize(1280, 900);
      return tab;
    },
    async close() {
      for (const one of programs.toReversed()) {
        one.kill();
        await ended(one);
      }
    },
  };
}

type Ask = <Result>(method: 'GET' | 'POST' | 'DELETE', where: string, body?: object) => Promise<Result>;

const protocolAt =
  (address: string): Ask =>
  async (method, where, body) => {
    const response = await fetch(address + where, {
      method,
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const { value } = (await response.json()) as { value: never };
    if (!response.ok) throw new Error(`${where}: ${JSON.stringify(value)}`);
    return value;
  };

class WebKitTab extends Tab {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    super();
    this.#ask = ask;
  }

  async open(url: string): Promise<void> {
    await this.#ask('POST', '/url', { url });
  }

  async close(): Promise<void> {
    await this.#ask('DELETE', '');
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#ask('POST', '/window/rect', { width, height });
  }

  print(): Promise<Buffer> {
    return Promise.reject(new Error('WebKitWebDriver cannot print.'));
  }

  protected async call(source: string, argument: string): Promise<string> {
    const script = `const done = arguments[arguments.length - 1];
      (${source})(arguments[0]).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#ask<{ value?: string; error?: string }>('POST', '/execute/async', {
      script,
      args: [argument],
    });
    if (value === undefined) throw new Error(error);
    return value;
  }

  protected async act(actions: Actions): Promise<void> {
    await this.#ask('POST', '/actions', { actions });
  }
}

function firstLine({ stdio }: ChildProcess): Promise<string> {
  const stream = stdio[3] as NodeJS.ReadableStream;
  return new Promise((resolve) => stream.once('data', (data: Buffer) => resolve(data.toString().trim())));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
