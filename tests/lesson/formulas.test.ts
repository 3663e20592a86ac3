import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formulaOf } from '../../src/course/formula.ts';
import { strangerIn } from '../../src/course/served-html.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { renderLesson } from '../../src/lesson/render.ts';
import { lecternRoot } from '../../src/source/disk-installation.ts';
import { withoutFormulas } from '../../src/source/formulas.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { parseLesson, rangeOf, walk, type MdastNode } from '../../src/source/markdown.ts';
import { wordsOf } from '../../src/words/words.ts';
import { soundBody, soundFront, validCourseFiles } from '../course/sound.ts';
import { plain } from './body.ts';

const texOf = (text: string): readonly string[] => withoutFormulas(text).formulas.map(({ tex }) => tex);

function courseOf(body: string, quiz?: string, format: 'md' | 'mdx' = 'md') {
  const sound = validCourseFiles(format);
  return loadCourse(
    memoryFiles({
      ...sound,
      'course.yaml': `${String(sound['course.yaml'])}math: true\n`,
      [`modules/dns/lesson.${format}`]: `---\n${soundFront}---\n\n${soundBody}\n${body}\n`,
      ...(quiz === undefined ? {} : { 'modules/dns/quiz.yaml': quiz }),
    }),
  );
}

function shown(body: string, format: 'md' | 'mdx' = 'md'): string {
  const { course, diagnostics } = courseOf(body, undefined, format);
  expect(diagnostics).toEqual([]);
  const { source } = course!.modules.find(({ slug }) => slug === 'dns')!.lesson;
  return renderLesson(source, {
    words: wordsOf('en'),
    highlight: plain,
    link: (url) => url,
    picture: () => undefined,
    proof: () => undefined,
    question: () => undefined,
    labFrame: () => undefined,
    sectionsAfter: 0,
  }).html;
}

describe('What is between dollar signs', () => {
  test.each([
    ['a $x_1$ b', ['x_1']],
    ['$a*b*c$ and $\\{x\\}$', ['a*b*c', '\\{x\\}']],
    ['$$\na\n\nb\n$$', ['\na\n\nb\n']],
    ['$a\nb$', ['a\nb']],
    ['(in $x$), $y$.', ['x', 'y']],
    ['$a\\$b$', ['a\\$b']],
  ])('is a formula: %j', (text, tex) => {
    expect(texOf(text)).toEqual(tex);
  });

  test.each([
    '$5 and $6',
    'from $5/day to $10/day',
    'US$5, US$6',
    '\\$x\\$',
    '$ x $',
    '`$a$`',
    '```sh\n$a $b$\n```',
    '$a\n\nb$',
    '$',
    '$$',
    '$x$1',
  ])('is text where it is a price, escaped or code: %j', (text) => {
    expect(texOf(text)).toEqual([]);
  });

  test('is none in code, and is one behind a backtick that begins no code, or in another paragraph', () => {
    expect(texOf('`$a$` and $b$ and ``$c$ ` $d$`` and $e$')).toEqual(['b', 'e']);
    expect(texOf('a ` alone and $a$\n\nanother ` and $b$')).toEqual(['a', 'b']);
    expect(texOf('a \\`$a$ and $b$`')).toEqual(['a', 'b']);
    expect(texOf('```\n$a$\n```\n\n> ~~~\n> $b$\n> ~~~\n\n- ```js\n  $c$\n  ```\n\n$d$')).toEqual(['d']);
    expect(texOf('```\n$a$\n\n$b$')).toEqual([]);
    expect(texOf('ends in \\\n```\n$a$\n```\n$b$')).toEqual(['b']);
  });

  test('is nothing to Markdown and MDX, in tables, lists, quotations and headings', () => {
    for (const format of ['md', 'mdx'] as const) {
      const html = shown(
        '### Of $n_1$ and `$n`\n\n- $a_b * c_d$\n\n> $|x|$\n\n| a |\n| --- |\n| $\\{|x|\\}$ |\n\nIt costs $5 or $6, and *$x$* is $\\frac{a}{b}$.\n\n$$\n{a}\n_b\n$$',
        format,
      );
      expect(html.match(/<math/g)).toHaveLength(7);
      expect(html).toContain('It costs $5 or $6');
      expect(html).toContain('<code>$n</code>');
      expect(html).toContain('<div class="formula" tabindex="0"><math display="block"');
      expect(html).not.toMatch(/[\uE8F0-\uECE7]| style=/);
    }
  });

  test('is put back as it was, wherever else it stands', () => {
    const pieces = [
      'a',
      ' ',
      '$',
      '$$',
      '`',
      '\\',
      '\n',
      '\n\n',
      'x_1',
      '[',
      '](b)',
      '- ',
      '> ',
      '```\n',
      '|',
      '{#',
      '<b>',
      ':::note\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const text = `${parts.join('')}\n`;
        const tree = parseLesson(text, 'md', true);
        if ('offset' in tree) return;
        walk(tree, (node: MdastNode) => {
          const { children: _, ...own } = node as MdastNode & { children?: unknown };
          expect(JSON.stringify(own)).not.toMatch(/[\uE8F0-\uECE7]/);
          const [start, end] = rangeOf(node);
          if (node.type === 'inlineMath' || node.type === 'math')
            expect(text.slice(start, end).replaceAll('$', '').trim()).toBe(node.value.replaceAll('$', '').trim());
        });
      }),
    );
  });
});

describe('A formula that is no TeX', () => {
  test('is reported at its place, in lessons and quizzes', () => {
    const body = 'The sum is $a + \\foo{b}$, and $\\frac{a}{$.';
    expect(courseOf(body).diagnostics.map(({ code, start, end }) => [code, start.column, end.column])).toEqual([
      ['math-syntax', 17, 21],
      ['math-syntax', 41, 42],
    ]);
    const quiz = String(validCourseFiles()['modules/dns/quiz.yaml']).replace(
      'prompt: What does a lookup find?',
      'prompt: What does $x + \\foo$ find?',
    );
    expect(courseOf('Words.', quiz).diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['math-syntax', 'modules/dns/quiz.yaml'],
    ]);
  });
});

describe('MathML', () => {
  test('has nothing that a page may not have, and its TeX to copy', () => {
    for (const tex of [
      '\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}',
      '\\begin{aligned}a&=b\\\\&=c\\end{aligned}',
      '\\color{red}{x} \\mathbb{R} \\mathcal{L} \\boxed{x} \\cancel{y}',
      '\\underbrace{a}_{b}\\sqrt[3]{x}\\tag{1} \\xrightarrow{n}',
      '\\begin{cases}a<b&\\text{if }x\\\\c\\end{cases} \\widehat{abc} \\overset{a}{b}',
    ]) {
      const { mathml = '' } = formulaOf(tex, true);
      expect(mathml).not.toContain(' style=');
      expect(strangerIn(mathml), tex).toBeUndefined();
      expect(mathml).toContain('<annotation encoding="application/x-tex">');
    }
    expect(formulaOf('\\href{javascript:alert(1)}{x}', false).mathml ?? '').not.toContain('javascript:alert(1)"');
    expect(formulaOf('\\def\\a{\\a\\a}\\a', false).error).toBeDefined();
  });

  test('is what the page of blocks shows', () => {
    const page = readFileSync(path.join(lecternRoot, 'src/lesson/math/examples.md'), 'utf8');
    const [, example = ''] = /````math\n([^]*?)\n````/.exec(page) ?? [];
    const html = shown(example);
    expect(html.match(/<math/g)).toHaveLength(3);
    expect(html).toContain('That costs $5 or $6.');
  });
});
