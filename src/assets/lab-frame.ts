import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'rolldown';
import type { LabVariant } from '../lab/variant.ts';
import { isPackage } from '../source/disk-installation.ts';

/** The live lab's sandbox as one static file. */
export interface LabFrame {
  readonly html: string;
  /** The start of the SHA-256 of the file, in hexadecimal: part of its address, so that it can be cached for ever. */
  readonly hash: string;
}

const lab = resolve(import.meta.dirname, '../lab');
const require = createRequire(import.meta.url);
const built = new Map<LabVariant, Promise<LabFrame>>();

/**
 * Bundles the lab's hub and program into one HTML file with its own content security policy. The same sources give the
 * same bytes. Built once per process and variant in a clone; the package holds the files, and not what they are made of.
 */
export function buildLabFrame(variant: LabVariant = 'plain'): Promise<LabFrame> {
  let frame = built.get(variant);
  if (!frame) built.set(variant, (frame = isPackage ? packagedFrame(variant) : assembleFrame({ variant })));
  return frame;
}

/** Where the package has a frame, relative to this folder. */
export const frameFile = (variant: LabVariant): string => `lab-frame-${variant}.html`;

async function packagedFrame(variant: LabVariant): Promise<LabFrame> {
  return frameOf(readFileSync(join(import.meta.dirname, frameFile(variant)), 'utf8'));
}

function frameOf(html: string): LabFrame {
  return { html, hash: createHash('sha256').update(html).digest('hex').slice(0, 16) };
}

/** What tests change to see that they notice: the program's source before it is bundled, its code after it. */
export interface FrameChanges {
  readonly variant?: LabVariant;
  /** Called with every module of the lab: gives its source, changed or not. */
  readonly source?: (file: string, code: string) => string;
  /** Replaces the frame's own policy. */
  readonly policy?: (policy: string) => string;
}

/** Bundles a frame anew; `buildLabFrame` is the one that remembers. */
export async function assembleFrame({
  variant = 'plain',
  source,
  policy = (own) => own,
}: FrameChanges): Promise<LabFrame> {
  const changes = source ? [changing(source)] : [];
  const [program, hub, frame] = await Promise.all([
    bundle('./program/worker.ts', [...changes, nodeModules(variant)], true),
    bundle('./hub/worker.ts', [...changes, observer(variant)], false),
    bundle('./page/frame.ts', changes, false),
  ]);
  // no `default-src` but none: a worker made from a blob inherits this policy, and with it that it can ask nobody
  const own = `default-src 'none'; script-src 'sha256-${createHash('sha256').update(frame).digest('base64')}' 'unsafe-eval' blob:; worker-src blob:`;
  const html = [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(own)}"><title>Lab sandbox</title>`,
    `<script type="text/plain" id="program">${asText(program)}</script><script type="text/plain" id="hub">${asText(hub)}</script>`,
    `<script>${frame}</script>\n`,
  ].join('');
  return frameOf(html);
}

/** Code that can stand in a `<script>` and mean the same: in JavaScript both only occur in strings and comments. */
const asText = (code: string): string => code.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');

/** What Node's names mean in the program: the lab's own modules, also when `ws` and the streams ask. */
function nodeModules(variant: LabVariant): Plugin {
  const own: Readonly<Record<string, string>> = {
    buffer: './buffer.ts',
    crypto: './crypto.ts',
    http: './http.ts',
    https: './absent.ts',
    net: './net.ts',
    process: './process.ts',
    'process/': './process.ts',
    querystring: './absent.ts',
    stream: './stream.ts',
    tls: './absent.ts',
    url: './url.ts',
    util: './util-module.ts',
    zlib: variant === 'deflate' ? './zlib.ts' : './zlib-absent.ts',
  };
  const slim: Readonly<Record<string, string>> = {
    'base64-js': './base64.ts',
    ieee754: './ieee754.ts',
    'string_decoder/': './string-decoder.ts',
    '../validators': './validators.ts',
    '../../ours/errors': './errors.ts',
    './errors': './errors.ts',
  };
  const packages: Readonly<Record<string, string>> = {
    events: require.resolve('events/'),
    ws: join(dirname(require.resolve('ws/package.json')), 'index.js'),
  };
  const wsFolder = dirname(require.resolve('ws/package.json'));
  const streamFolder = dirname(require.resolve('readable-stream/package.json'));
  return {
    name: 'lab-node-modules',
    resolveId(id, importer) {
      if (id === 'buffer' && importer?.startsWith(lab)) return require.resolve('buffer/');
      const name = id.replace(/^node:/, '');
      if (Object.hasOwn(own, name)) return join(lab, 'node', own[name] ?? '');
      if (Object.hasOwn(slim, id)) return join(lab, 'node/slim', slim[id] ?? '');
      if (Object.hasOwn(packages, name)) return packages[name];
      // past the packages' `exports`, which list only their front doors
      if (id.startsWith('ws/lib/')) return join(wsFolder, id.slice('ws/'.length));
      if (id.startsWith('readable-stream/lib/')) return join(streamFolder, id.slice('readable-stream/'.length));
      // native helpers of ws are optional; the streams ask for what makes one out of another thing only in `from`
      return id === 'bufferutil' || id === 'utf-8-validate' || /^\.\/(?:duplexify|from)$/.test(id)
        ? '\0absent'
        : undefined;
    },
    load: (id) => (id === '\0absent' ? 'export default {}' : undefined),
  };
}

/** Where nothing is compressed, the hub that looks on need not know how to inflate. */
const observer = (variant: LabVariant): Plugin => ({
  name: 'lab-observer',
  resolveId: (id) => (variant === 'plain' && id === './inflate.ts' ? join(lab, './wire/inflate-absent.ts') : undefined),
});

const changing = (source: NonNullable<FrameChanges['source']>): Plugin => ({
  name: 'lab-changes',
  transform: (code, id) => (id.startsWith(lab) ? source(id.slice(lab.length + 1), code) : undefined),
});

async function bundle(entry: string, plugins: Plugin[], node: boolean): Promise<string> {
  const globals = [
    'Buffer',
    'process',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'clearImmediate',
  ];
  const defined = ['WS_NO_BUFFER_UTIL', 'WS_NO_UTF_8_VALIDATE'].map((name) => [`process.env.${name}`, '"1"']);
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: join(lab, entry),
    platform: 'browser',
    logLevel: 'silent',
    plugins,
    transform: {
      target: 'es2022',
      define: { global: 'globalThis', 'process.env.READABLE_STREAM': '""', ...Object.fromEntries(defined) },
      ...(node
        ? { inject: Object.fromEntries(globals.map((name) => [name, [join(lab, './node/globals.ts'), name]])) }
        : {}),
    },
  });
  // names of classes stay: V8 prints them in stacks and in the console
  const { output } = await build.generate({
    format: 'iife',
    minify: {
      compress: node ? { keepNames: { class: true, function: false } } : true,
      mangle: node ? { keepNames: { class: true, function: false } } : true,
      codegen: true,
    },
  });
  await build.close();
  return output[0].code;
}
