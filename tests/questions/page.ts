import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { viteImportGlobPlugin } from 'rolldown/experimental';
import { quizHtml } from '../../src/questions/quiz.ts';
import { courseWords } from '../../src/site/script-words.ts';
import { wordsOf } from '../../src/words/words.ts';
import { inlineStyles } from '../inline-styles.ts';
import { questionHtml } from '../../src/questions/question.ts';
import { questionTypes } from '../../src/questions/types.ts';
import type { QuizView } from '../../src/questions/kit/view.ts';

/** Where a quiz of the page looks for its course. */
const catalogue = {
  modules: {
    demo: { title: 'Demo', href: '/demo/', questions: [] },
    more: { title: 'More of it', href: '/more/', questions: [['a', 'v']] },
  },
  words: wordsOf('en').forScript(courseWords),
};

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The style sheets that every page of a site has, with what they import. */
const styles = ['site', 'blocks', 'kinds'].map((name) => sheet(`${root}src/styles/${name}.css`)).join('');
const script = (type: string, name: string) => `${root}src/questions/${type}/${name}.ts`;
const apart = questionTypes.flatMap(({ type }) => (existsSync(script(type, 'enhance-apart')) ? [type] : []));

const faces = [
  ['Bricolage Grotesque Variable', 'bricolage-grotesque', 'bricolage-grotesque-latin-wght-normal.woff2'],
  ['Literata Variable', 'literata', 'literata-latin-wght-normal.woff2'],
  ['JetBrains Mono Variable', 'jetbrains-mono', 'jetbrains-mono-latin-wght-normal.woff2'],
] as const;

/** A style sheet with its imports in their places. */
function sheet(file: string): string {
  return readFileSync(file, 'utf8').replace(/@import '([^']+)';/g, (_, imported: string) =>
    sheet(path.resolve(path.dirname(file), imported)),
  );
}

/** The browser's share of the questions, and all of grading as `types.js`: file name → code. */
async function bundled(): Promise<Map<string, string>> {
  const input = {
    quiz: `${root}src/islands/quiz.ts`,
    further: `${root}src/islands/further.ts`,
    types: `${root}src/questions/types.ts`,
    ...Object.fromEntries(apart.map((type) => [type, script(type, 'enhance-apart')])),
  };
  const bundle = await rolldown({
    input,
    plugins: [viteImportGlobPlugin(), inlineStyles],
    transform: { define: { 'import.meta.env.BASE_URL': '"/"' } },
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  await bundle.close();
  return new Map(output.map((file) => [file.fileName, 'code' in file ? file.code : String(file.source)]));
}

/** A page as the site makes it: check-yourself questions in the lesson, the quiz below it. */
function pageOf(quiz: QuizView): string {
  const types = new Set(quiz.questions.map(({ data }) => data.type));
  const own = apart.filter((type) => types.has(type));
  const further = [...types].some((type) => existsSync(script(type, 'enhance')));
  const scripts = [...(further ? ['further'] : []), ...own, 'quiz'];
  const inLesson = quiz.questions
    .filter((question) => question.inLesson)
    .map((question) => questionHtml(question, 'lesson'));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Questions</title>
<link rel="stylesheet" href="/style.css"></head><body><main class="frame"><h1>Questions</h1>
<div class="lesson"><section><h2 id="opening">Opening the Door</h2><p>The lesson.</p>${inLesson.join('')}</section></div>
<section class="check" aria-labelledby="check"><h2 id="check">Knowledge Check</h2>${quizHtml(quiz, 'demo')}</section></main>
${scripts.map((name) => `<script type="module" src="/${name}.js"></script>`).join('')}</body></html>`;
}

/** Serves pages by address under the site's content security policy, on a free port of this machine. */
export async function serve(
  pages: Readonly<Record<string, QuizView>>,
): Promise<{ readonly address: string; close(): void }> {
  const scripts = await bundled();
  const fonts = faces
    .map(([family, , file]) => `@font-face{font-family:'${family}';src:url(/${file});font-weight:200 800}`)
    .join('');
  const files = new Map<string, readonly [type: string, body: string | Buffer]>([
    ['/style.css', ['text/css', fonts + styles]],
    ...[...scripts].map(([name, code]) => [`/${name}`, ['text/javascript', code]] as const),
    ...faces.map(
      ([, name, file]) =>
        [
          `/${file}`,
          ['font/woff2', readFileSync(`${root}node_modules/@fontsource-variable/${name}/files/${file}`)],
        ] as const,
    ),
    ['/course.json', ['application/json', JSON.stringify(catalogue)]],
    ...Object.entries(pages).map(([address, quiz]) => [address, ['text/html', pageOf(quiz)]] as const),
  ]);
  const server: Server = createServer((request, response) => {
    const [type, body] = files.get(request.url?.replace(/[?#].*/, '') ?? '') ?? ['', ''];
    response.writeHead(type === '' ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'",
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
