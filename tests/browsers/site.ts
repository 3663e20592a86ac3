import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { serve } from '../../src/cli/serve.ts';

export interface Site {
  /** With a slash at its end. */
  readonly address: string;
  close(): Promise<void>;
}

/** The project's own course below `/some/course/`, with a probe in each of its pages. */
export async function publishedCourse(): Promise<Site> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-browsers-'));
  const base = '/some/course/';
  await promisify(execFile)(process.execPath, ['src/cli/lectern.mjs', 'build', '--out', folder, '--base', base]);
  const site = await serve({ folder, base, port: 0, otherPort: String });
  const probed = await withProbe(new URL(site.address).origin);
  return {
    address: probed.address.slice(0, -1) + base,
    async close() {
      await probed.close();
      await site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs before anything else of a page, and keeps all that goes wrong in it. */
const probe = `const complaints = (globalThis.complaints = []);
addEventListener('error', (event) => complaints.push('error: ' + (event.message || event.target?.src || event.target?.href)), true);
addEventListener('unhandledrejection', (event) => complaints.push('rejected: ' + event.reason));
addEventListener('securitypolicyviolation', (event) => complaints.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
for (const level of ['error', 'warn']) {
  const say = console[level];
  console[level] = (...values) => {
    complaints.push(level + ': ' + values.join(' '));
    say.apply(console, values);
  };
}`;

/** The same site, whose pages begin with the probe: no driver tells all of these in every browser. */
export async function withProbe(origin: string): Promise<Site> {
  const server = createServer((request, response) => {
    if (request.url === '/probe.js') {
      response.setHeader('content-type', 'text/javascript').end(probe);
      return;
    }
    void fetch(origin + request.url, { headers: { accept: request.headers.accept ?? '*/*' }, redirect: 'manual' }).then(
      async (answer) => {
        const type = answer.headers.get('content-type') ?? '';
        const location = answer.headers.get('location');
        response.writeHead(answer.status, { 'content-type': type, ...(location === null ? {} : { location }) });
        const body = Buffer.from(await answer.arrayBuffer());
        const isPage = type.includes('html') && !/\/lab\.[^/]*$/.test(request.url ?? '');
        response.end(isPage ? probed(body.toString()) : body);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The policy of a page lets in scripts with its nonce. */
function probed(html: string): string {
  const nonce = /<script[^>]* nonce="([^"]+)"/.exec(html)?.[1];
  const script = `<script${nonce === undefined ? '' : ` nonce="${nonce}"`} src="/probe.js"></script>`;
  return html.replace(/<script|<link|<\/head>/, (first) => script + first);
}
