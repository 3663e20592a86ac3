import { expect, test as base, type Page } from 'playwright/test';
import { axeFindings } from './engines.ts';
import { publish, type Published } from './published.ts';

const server = `const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ port: 3000 });

server.on('connection', (socket) => {
  console.log('New client connected');
  socket.on('message', (data) => socket.send('Got: ' + data));
  socket.send('Welcome!');
});`;
const client = `const ws = new WebSocket('ws://localhost:3000');
ws.onopen = () => ws.send('Hello');
ws.onmessage = (event) => console.log(event.data);`;
const head = `---
title: A wire to watch
summary: Two programs and what goes between them.
objectives: [{ id: see, text: See what goes over the wire }]
---
`;
const programs = (server: string, client: string, more = ''): string => `## Programs

:::exchange[A greeting]{lab}
\`\`\`js title="server.js" label="Node.js" runs="node"
${server}
\`\`\`
\`\`\`js title="client.js" label="Browser" runs="browser"
${client}
\`\`\`
${more}:::
`;
const transcript = `\`\`\`transcript
server: New client connected
client: Welcome!
client: Got: Hello
\`\`\`
`;
const files = {
  'course.yaml':
    'title: Wires\nlanguage: en\ncategories: [{ id: all, title: All, modules: [wire, squeezed, boxed, guessed] }]\npackages: [ws]\n',
  'modules/wire/lesson.md': `${head}\n${programs(server, client, transcript)}`,
  // a lesson that asks for compression by its own code
  'modules/squeezed/lesson.md': `${head}\n${programs(server.replace('port: 3000', 'port: 3000, perMessageDeflate: { threshold: 0 }').replace("'Welcome!'", "'Welcome! '.repeat(40)"), client)}`,
  // a lesson that asks to guess
  'modules/guessed/lesson.md': `${head}\n${programs(server, client, transcript).replace('{lab}', '{lab guess}')}`,
  // a lesson that is a component of Astro's, because it uses one
  'modules/boxed/lesson.mdx': `${head}\nimport Box from '../../components/Box.astro';\n\n${programs(server, client).replace(':::exchange', '<Box>\n\nIn a *box*.\n\n:::exchange')}\n</Box>\n`,
  'components/Box.astro': '<aside class="box"><slot /></aside>\n<style>.box { border: 1px solid; }</style>\n',
};

const test = base.extend<object, { site: Published }>({
  site: [
    async ({}, use) => {
      const site = await publish(files, '/my/course/');
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});

const open = async (page: Page, site: Published, module = 'wire'): Promise<void> => {
  await page.goto(`${site.address}modules/${module}/`);
  await page.locator('live-lab').scrollIntoViewIfNeeded();
};
const atRest = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'At rest' })).toBeVisible({ timeout: 60_000 });
async function run(page: Page, site: Published, module = 'wire'): Promise<void> {
  await open(page, site, module);
  await page.getByRole('button', { name: 'Run it here' }).click();
  await page.getByRole('slider', { name: 'Time on the wire' }).fill('100');
  await atRest(page);
}
const consoleOf = (page: Page, name: string) => page.locator(`.lab-console[aria-label$=", ${name}"] samp`);
const rows = (page: Page) => page.locator('.lab-wire tbody tr:not(.lab-detail)');

test('before Run there is one button, and nothing of the lab is fetched', async ({ page, site }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(page, site);
  await expect(page.getByRole('button', { name: 'Run it here' })).toBeVisible();
  await page.waitForTimeout(300);
  expect(fetched.filter((url) => /panel|editor|lab\.[0-9a-f]+\.html/.test(url))).toEqual([]);
});

test('Run shows both consoles and every message, and breaks no rule of the page', async ({ page, site }) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await run(page, site);
  await expect(consoleOf(page, 'client')).toHaveText(['Welcome!', 'Got: Hello']);
  await expect(consoleOf(page, 'server')).toHaveText(['New client connected']);
  await expect(rows(page)).toHaveText([
    /Connect to localhost:3000/,
    /GET \/ HTTP\/1.1/,
    /101 Switching Protocols/,
    /Text “Welcome!”/,
    /Text “Hello”/,
    /Text “Got: Hello”/,
  ]);
  await expect(page.getByText('Connection: open')).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'Connection: open' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('Stop stops, and a run is spoken of once: when it has come to rest', async ({ page, site }) => {
  await open(page, site);
  await page.getByRole('button', { name: 'Run it here' }).click();
  await expect(rows(page).nth(1)).toContainText('GET');
  await page.getByRole('button', { name: 'Stop' }).click();
  for (const name of ['client', 'server'])
    await expect(page.locator(`.lab-console[aria-label$=", ${name}"]`)).toContainText('stopped');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeDisabled();
  await expect(page.getByRole('img', { name: 'Connection: closed' })).toBeVisible();

  await page.getByRole('slider', { name: 'Time on the wire' }).fill('100');
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    for (const region of document.querySelectorAll('live-lab [role="status"], live-lab [aria-live]')) {
      new MutationObserver(() => region.textContent !== '' && said.push(region.textContent ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await atRest(page);
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([
    'At rest after 6 events on the wire. The last: Text “Got: Hello”, to the client.',
  ]);
});

test('a long run scrolls in itself, by keyboard too, and what one opens in it is brought into view', async ({
  page,
  site,
}) => {
  await run(page, site);
  await page.getByRole('button', { name: 'Edit the code' }).click();
  await page
    .getByRole('textbox', { name: 'client.js' })
    .fill(
      "const ws = new WebSocket('ws://localhost:3000');\nws.onopen = () => { for (let i = 0; i < 40; i++) ws.send('n' + i); };",
    );
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(rows(page)).toHaveCount(84, { timeout: 120_000 });
  const table = page.getByRole('group', { name: 'On the wire' });
  await expect(table).toHaveAttribute('tabindex', '0');
  const below = (selector: string): Promise<number> =>
    table.evaluate(
      (element, inside) =>
        (element.querySelector(inside)?.getBoundingClientRect().bottom ?? Infinity) -
        element.getBoundingClientRect().bottom,
      selector,
    );
  // the last row is in view; what is opened in it, too
  expect(await below('tr:nth-last-child(2)')).toBeLessThanOrEqual(1);
  await rows(page).last().getByRole('button').click();
  expect(await below('.lab-detail:not([hidden])')).toBeLessThanOrEqual(1);
  // the page itself did not grow with it
  expect(await table.evaluate((element) => element.clientHeight)).toBeLessThan(800);
});

test('the page evaluates nothing: only the frame may', async ({ page, site }) => {
  // in a task of the page's own: what a debugger runs, no policy binds
  const evaluates = (): Promise<boolean> =>
    page.evaluate(
      () =>
        new Promise<boolean>((resolve) =>
          setTimeout(() => {
            try {
              resolve(new Function('return true')() === true);
            } catch {
              resolve(false);
            }
          }),
        ),
    );
  // where there is no policy, the probe works
  await page.goto('about:blank');
  expect(await evaluates()).toBe(true);
  const frames: string[] = [];
  page.on('response', (response) => {
    if (/lab\.[0-9a-f]+\.html/.test(response.url())) frames.push(response.url());
  });
  await run(page, site);
  expect(await evaluates()).toBe(false);
  const policy = (await page.locator('meta[http-equiv="content-security-policy" i]').getAttribute('content')) ?? '';
  expect(policy).toMatch(/script-src 'nonce-[^ ]+';/);
  expect(policy).not.toMatch(/unsafe|script-src[^;]*(?:\*|blob:|data:|https?:)/);
  // and what it fetched to evaluate, it fetched with a policy of its own, into a frame of no origin
  expect(frames).toHaveLength(1);
  expect(await (await page.request.get(frames[0] ?? '')).text()).toContain("default-src 'none'; script-src 'sha256-");
  await expect(page.locator('live-lab iframe')).toHaveAttribute('sandbox', 'allow-scripts');
});

test('a frame opens bit by bit, the handshake line by line', async ({ page, site }) => {
  await run(page, site);
  await page.getByRole('button', { name: /Text “Hello”.*explain/ }).click();
  const frame = page.locator('.lab-detail:not([hidden])');
  await expect(frame.getByRole('row', { name: /^MASK 1 masked/ })).toBeVisible();
  await expect(frame.getByRole('row', { name: /^Opcode 0001 1, text/ })).toBeVisible();
  await expect(frame.locator('[data-row="text"]')).toHaveText('textHello');
  await page.getByRole('button', { name: /Text “Hello”.*explain/ }).click();
  await page.getByRole('button', { name: /101 Switching Protocols/ }).click();
  await expect(frame.getByText('it is right, so this server speaks WebSocket')).toBeVisible();
});

test('a lesson that asks for compression gets the lab that can, and sees what it saves; others do not pay for it', async ({
  page,
  site,
}) => {
  const frames = new Set<string>();
  page.on('request', (request) => {
    if (/lab\.[0-9a-f]+\.html/.test(request.url())) frames.add(request.url());
  });
  await run(page, site, 'squeezed');
  await expect(rows(page)).toHaveCount(6);
  await page.getByRole('button', { name: /Text “(Welcome! )+.*compressed.*explain/ }).click();
  const frame = page.locator('.lab-detail:not([hidden])');
  await expect(frame.getByRole('row', { name: /^RSV1–3 100 RSV1: the message is compressed/ })).toBeVisible();
  await expect(frame.getByText(/^\d+ bytes on the wire, 360 bytes once inflated: \d\d % saved\.$/)).toBeVisible();
  await expect(frame.locator('.lab-inflated pre')).toHaveText('Welcome! '.repeat(40));
  await page.getByRole('button', { name: /101 Switching Protocols/ }).click();
  await expect(page.getByText('taken: from here on, messages may be compressed')).toBeVisible();
  await run(page, site);
  await expect(rows(page).filter({ hasText: 'compressed' })).toHaveCount(0);
  expect(frames.size).toBe(2);
});

test('a lesson with components of its own has its lab', async ({ page, site }) => {
  await run(page, site, 'boxed');
  await expect(page.locator('.box')).toContainText('In a box.');
  await expect(page.locator('.box live-lab')).toHaveCount(1);
  await expect(consoleOf(page, 'client')).toHaveText(['Welcome!', 'Got: Hello']);
  await expect(page.locator('.lab-controls')).toHaveCSS('display', 'flex');
});

test('pause, step, another client, closing the tab and cutting the cable do what they say', async ({ page, site }) => {
  await run(page, site);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Open another client' }).click();
  await page.waitForTimeout(400);
  const before = await rows(page).count();
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Step' }).click();
      return rows(page).count();
    })
    .toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(consoleOf(page, 'client-2')).toHaveText(['Welcome!', 'Got: Hello']);
  // with two clients, the table says whose message it is
  await expect(rows(page).filter({ hasText: 'from client-2' }).first()).toContainText('Connect to localhost:3000');
  await expect(rows(page).filter({ hasText: 'to client-2' }).last()).toContainText('Text “Got: Hello”');
  await page.getByRole('button', { name: 'Close the tab of client-2' }).click();
  await expect(rows(page).filter({ hasText: 'Close 1001' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Cut the cable of client', exact: true }).click();
  await expect(rows(page).filter({ hasText: 'The cable is cut' })).toContainText(/both\s*client/);
  await expect(page.getByRole('img', { name: 'Connection: closed' })).toHaveCount(2);
});

test('code is edited and run again, goes back, and travels in a link that runs nothing by itself', async ({
  page,
  site,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await run(page, site);
  await page.getByRole('button', { name: 'Edit the code' }).click();
  const editor = page.getByRole('textbox', { name: 'client.js' });
  // it stands in place of the code, ready to be typed in
  await expect(editor).toBeFocused();
  await expect(page.locator('.exchange-files').filter({ visible: true })).toHaveCount(1);
  await editor.fill("console.log('edited');");
  // Tab leaves the editor
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(consoleOf(page, 'client')).toHaveText(['edited']);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('The link to this version is copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Back to the lesson’s code' }).click();
  await expect(editor).toHaveCount(0);
  await expect(page.locator('.exchange-files')).toContainText('new WebSocket');

  // followed on the page itself, it is there at once
  await page.goto(link);
  await expect(page.getByText('This is an edited version that came with the link.')).toBeVisible();
  await expect(editor).toContainText('edited');

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText('This is an edited version that came with the link.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'client.js' })).toContainText('edited');
  await expect(consoleOf(page, 'client')).toHaveCount(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(consoleOf(page, 'client')).toHaveText(['edited']);
});

test('what was recorded stands in the lab until a run replaces it, clients to the left of servers', async ({
  page,
  site,
}) => {
  await open(page, site, 'guessed');
  const order = (selector: string): Promise<readonly string[]> =>
    page
      .locator(selector)
      .filter({ visible: true })
      .evaluateAll((all) => all.map((element) => (element as HTMLElement).dataset['side'] ?? ''));
  // where the reader is asked to guess, it is closed
  await expect(page.getByText('New client connected')).toHaveCount(2);
  await expect(page.locator('.console').filter({ visible: true })).toHaveCount(0);
  await page.getByText('What they print').click();
  expect(await order('.console')).toEqual(['client', 'server']);
  expect(await order('.exchange-files > .code')).toEqual(['client', 'server']);
  await page.getByRole('button', { name: 'Run it here' }).click();
  await expect(page.locator('.console, .recorded').filter({ visible: true })).toHaveCount(0);
  expect(await order('.lab-end')).toEqual(['client', 'server']);
  expect(await order('.lab-console')).toEqual(['client', 'server']);
  await page.getByRole('button', { name: 'Edit the code' }).click();
  await expect(page.getByRole('textbox', { name: 'client.js' })).toBeVisible();
  expect(await order('.exchange-files > .code')).toEqual(['client', 'server']);
});

test('whatever is pressed, the focus does not fall to the page', async ({ page, site }) => {
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return element?.ariaLabel ?? element?.textContent ?? '';
    });
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  await run(page, site);
  await press('Cut the cable of client');
  await expect.poll(focused).toBe('Connection: closed');
  await press('Run again');
  await atRest(page);
  await press('Close the tab of client');
  await expect.poll(focused).toMatch(/^Connection: /);
  await press('Edit the code');
  await expect.poll(focused).toBe('client.js');
  await press('Back to the lesson’s code');
  await expect.poll(focused).toBe('Edit the code');
  await press('Stop');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeDisabled();
  expect(await focused()).toBe('Stop');
  // what is not available does nothing, and the next stop is the next control
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('slider')).toBeFocused();
});

test('areas are stops of the keyboard while they scroll, and only then; regions have names of their own', async ({
  page,
  site,
}) => {
  await run(page, site, 'squeezed');
  for (const name of [/explain/, /101 Switching Protocols/]) await page.getByRole('button', { name }).last().click();
  await page.getByRole('button', { name: /Text “Hello”.*explain/ }).click();
  const stops = await page.locator('.lab :is(.lab-lines, .lab-wire, .lab-scroll)').evaluateAll((areas) =>
    areas.map((area) => ({
      scrolls: area.scrollHeight > area.clientHeight || area.scrollWidth > area.clientWidth,
      isStop: (area as HTMLElement).tabIndex === 0,
      isNamed: area.ariaLabel !== null || area.hasAttribute('aria-labelledby'),
    })),
  );
  expect(stops.map(({ scrolls }) => scrolls)).toContain(false);
  for (const { scrolls, isStop, isNamed } of stops) expect([isStop, isNamed]).toEqual([scrolls, scrolls]);
  await expect(page.locator('live-lab').getByRole('region')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Live lab: “A greeting”' })).toBeVisible();
});

test('a hub that does not start is started again by itself', async ({ page, site }) => {
  // the first frame never hears of its port
  await page.addInitScript(() => {
    if (self !== top) return;
    let isFirst = true;
    addEventListener(
      'message',
      (event) => {
        if (event.data !== 'lab-frame' || !isFirst) return;
        isFirst = false;
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  });
  await run(page, site);
  await expect(consoleOf(page, 'client')).toHaveText(['Welcome!', 'Got: Hello']);
  await expect(page.locator('live-lab iframe')).toHaveCount(1);
});

test('an error shows its line, and an endless loop is stopped and said', async ({ page, site }) => {
  await run(page, site);
  await page.getByRole('button', { name: 'Edit the code' }).click();
  const editor = page.getByRole('textbox', { name: 'server.js' });
  await editor.fill('const x = 1;\nnull.length;');
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(consoleOf(page, 'server')).toContainText(['/lab/server.js:2']);
  await expect(page.getByText('The process ended with code 1.')).toBeVisible();
  await expect(
    page.getByRole('status').filter({ hasText: 'server ended with an error: see its console.' }),
  ).toBeVisible();
  await editor.fill('const a = 1;\nlet b = ;');
  await page.getByRole('button', { name: /^Run/ }).first().click();
  await expect(consoleOf(page, 'server')).toContainText(["SyntaxError: Unexpected token ';'"]);
  await expect(consoleOf(page, 'server')).toContainText(['/lab/server.js:2']);
  await editor.fill('for (;;);');
  await page.getByRole('button', { name: /^Run/ }).first().click();
  await expect(page.getByRole('status').filter({ hasText: 'without giving back control' })).toBeVisible({
    timeout: 60_000,
  });
});

test('a lab whose sandbox breaks down says so, keeps the page, and runs again', async ({ page, site }) => {
  await run(page, site);
  await page.evaluate(() => document.querySelector('live-lab iframe')?.setAttribute('src', 'about:blank'));
  await expect(page.getByText('The lab’s sandbox broke down')).toBeVisible({ timeout: 60_000 });
  // nothing is shown as if it still were
  await expect(page.getByRole('img', { name: 'Connection: closed' })).toBeVisible();
  for (const name of [/Cut the cable/, /Close the tab/])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(consoleOf(page, 'client')).toHaveText(['Welcome!', 'Got: Hello'], { timeout: 120_000 });
});

test('all of it is reached by keyboard', async ({ page, site }) => {
  await open(page, site);
  await page.getByRole('button', { name: 'Run it here' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeFocused();
  await atRest(page);
  const reached = new Set<string>();
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(
      () => document.activeElement?.textContent || document.activeElement?.getAttribute('type') || '',
    );
    reached.add(name);
  }
  for (const name of ['Pause', 'Step', 'Stop', 'range', 'Open another client', 'Edit the code', 'Share'])
    expect([...reached].join('|')).toContain(name);
});

test('axe finds nothing before, during and after a run, in light and dark', async ({ page, site }) => {
  const clean = async (): Promise<void> => expect(await axeFindings(page, 'live-lab')).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await open(page, site);
    await clean();
    await page.getByRole('button', { name: 'Run it here' }).click();
    await expect(rows(page).nth(1)).toContainText('GET');
    await clean();
    await atRest(page);
    for (const name of [/Text “Hello”.*explain/, /101 Switching Protocols/])
      await page.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Edit the code' }).click();
    await expect(page.getByRole('textbox', { name: 'client.js' })).toBeVisible();
    await clean();
  }
});

test('nothing moves with reduced motion, and nothing sticks out at 360 pixels', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 360, height: 780 });
  await open(page, site);
  await page.getByRole('button', { name: 'Run it here' }).click();
  await expect(rows(page).nth(1)).toContainText('GET');
  await expect(page.locator('.lab-token')).toHaveCount(0);
  await atRest(page);
  await page.getByRole('button', { name: /Text “Hello”.*explain/ }).click();
  await page.getByRole('button', { name: 'Edit the code' }).click();
  await expect(page.getByRole('textbox', { name: 'client.js' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('on paper stand the recorded wire and no controls, before and after a run', async ({ page }) => {
  await page.goto('/modules/websockets/');
  await page.locator('live-lab').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Run it here' }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator('.lab-recorded')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.lab-recorded')).toBeVisible();
  await expect(page.locator('.lab-recorded')).toContainText('HTTP/1.1 101 Switching Protocols');
  for (const hidden of ['.lab', '.lab-offer'])
    await expect(page.locator(hidden).filter({ visible: true })).toHaveCount(0);
});

test('without JavaScript there is no button that would do nothing', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.address}modules/wire/`);
  await expect(page.getByText('New client connected')).toHaveCount(2);
  await expect(page.getByRole('button', { name: /run/i })).toHaveCount(0);
  await context.close();
});
