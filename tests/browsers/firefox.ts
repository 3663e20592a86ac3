import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { commandOnPath, ended } from './programs.ts';
import { Tab, type Actions, type Browser, type Engine } from './tab.ts';

const command = process.env['LECTERN_FIREFOX'] || commandOnPath('firefox-esr', 'firefox');

/** Firefox as it is installed, by WebDriver BiDi, which it speaks itself. */
export const firefox: Engine = {
  name: 'Firefox',
  lacks: command === undefined ? 'there is no firefox-esr or firefox; LECTERN_FIREFOX may name one' : undefined,
  cannotPrint: false,
  start: () => startFirefox(command ?? ''),
};

async function startFirefox(file: string): Promise<Browser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'lectern-firefox-'));
  // It asks nobody on the network anything.
  writeFileSync(
    path.join(profile, 'user.js'),
    ['app.update.enabled', 'datareporting.policy.dataSubmissionEnabled', 'network.captive-portal-service.enabled']
      .map((name) => `user_pref('${name}', false);\n`)
      .join(''),
  );
  const program = spawn(
    file,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' } },
  );
  const protocol = await Protocol.connect(`${await addressOf(program)}/session`);
  await protocol.ask('session.new', { capabilities: {} });
  return {
    async fresh() {
      const { userContext } = await protocol.ask<{ userContext: string }>('browser.createUserContext', {});
      const { context } = await protocol.ask<{ context: string }>('browsingContext.create', {
        type: 'tab',
        userContext,
      });
      return new FirefoxTab(protocol, context, userContext);
    },
    async close() {
      protocol.close();
      program.kill();
      await ended(program);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Firefox says where it listens. */
function addressOf(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    program.once('error', reject);
    program.once('close', () => reject(new Error(`Firefox did not start: ${said}`)));
  });
}

type Answer = { readonly id?: number; readonly type: string; readonly result?: unknown; readonly message?: string };

class Protocol {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #count = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const answer = JSON.parse(data.toString()) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  static connect(address: string): Promise<Protocol> {
    const socket = new WebSocket(address);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(new Protocol(socket)));
      socket.once('error', reject);
    });
  }

  ask<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ type, result, message }) => {
        this.#waiting.delete(id);
        if (type === 'success') resolve(result as Result);
        else reject(new Error(`${method}: ${message}`));
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.#socket.close();
  }
}

type Called =
  | { readonly type: 'success'; readonly result: { readonly value: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

class FirefoxTab extends Tab {
  readonly #protocol: Protocol;
  readonly #context: string;
  readonly #userContext: string;

  constructor(protocol: Protocol, context: string, userContext: string) {
    super();
    this.#protocol = protocol;
    this.#context = context;
    this.#userContext = userContext;
  }

  async open(url: string): Promise<void> {
    await this.#protocol.ask('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  async close(): Promise<void> {
    await this.#protocol.ask('browser.removeUserContext', { userContext: this.#userContext });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#protocol.ask('browsingContext.setViewport', { context: this.#context, viewport: { width, height } });
  }

  async print(): Promise<Buffer> {
    const { data } = await this.#protocol.ask<{ data: string }>('browsingContext.print', { context: this.#context });
    return Buffer.from(data, 'base64');
  }

  protected async call(functionDeclaration: string, argument: string): Promise<string> {
    const called = await this.#protocol.ask<Called>('script.callFunction', {
      functionDeclaration,
      arguments: [{ type: 'string', value: argument }],
      target: { context: this.#context },
      awaitPromise: true,
    });
    if (called.type === 'exception') throw new Error(called.exceptionDetails.text);
    return called.result.value;
  }

  protected async act(actions: Actions): Promise<void> {
    await this.#protocol.ask('input.performActions', { context: this.#context, actions });
  }
}
