import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { isComment, type QuizStretch, type QuizText } from '../../source/quiz-text.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';
import { facts, naming } from '../facts.ts';
import type { QuizFile } from '../read-files.ts';
import { problem } from '../problem.ts';
import { textsOfQuiz } from '../quiz-texts.ts';
import { asList, asMapping, valueAt } from '../value.ts';
import { checkAddress, namelessLink, type Linking } from './links.ts';
import { placeInValue } from './place-in-value.ts';
import type { Places } from './places.ts';

/** Only these can make a link, a picture or an element; nearly every text has none of them. */
const mayHoldMarkup = /<[a-z!/?]|\]\(|\]:|\(\(|\[\[|>>|(?:https?:\/|www\.)/i;

/** Marks that nest, or so many of any that the engine may not be asked: few texts need to be gauged. */
const mayExceed = /(?:[>*+-][ \t]*){9}|(?:\d[.)][ \t]+){9}|^[^]{3000}/;

/** Checks HTML, links and pictures in every Markdown text of a quiz. */
export function checkQuizTexts({ source, texts }: QuizFile, from: Linking, places: Places): Diagnostic[] {
  // What the file does not show, no text of it holds, but for what YAML's escapes hide.
  if (
    source === undefined ||
    !(mayHoldMarkup.test(source.text) || mayExceed.test(source.text) || source.text.includes('\\'))
  )
    return [];
  return textsOfQuiz(source.value).flatMap(({ text, path, kind }) =>
    kind === 'markdown' && (mayHoldMarkup.test(text) || mayExceed.test(text))
      ? checkText(texts.of(text), path, source, from, places)
      : [],
  );
}

function checkText(text: QuizText, path: YamlPath, source: YamlSource, from: Linking, places: Places): Diagnostic[] {
  const value = text.source;
  if (text.isTooDeep) {
    return [
      problem('markdown-too-deep', source.spanOf(path), {
        message: 'unexpected density: more marks, or deeper nesting, than anybody writes',
        why: 'no text is made like that, and reading further could exhaust the memory',
        fix: 'close what is open, take levels away, or split the text',
      }),
    ];
  }
  const locate = ({ start, end }: QuizStretch): Span => placeInValue(value, start, end, path, source);
  return [
    // A closing tag is reported with its opening one; a comment is not shown.
    ...text.html
      .filter(({ start, end }) => !value.startsWith('</', start) && !isComment(value.slice(start, end)))
      .map(({ start }) => htmlProblem(value, start, locate)),
    ...text.links.flatMap((address) =>
      checkAddress({ url: address.url, kind: address.kind, at: locate(address) }, from, places),
    ),
    ...text.links
      .filter(({ kind, text: label, url }) => kind === 'link' && label.trim() === '' && url !== '')
      .map(({ whole }) => namelessLink(locate(whole))),
    ...text.links
      .filter(({ kind, text: alternative }) => kind === 'picture' && alternative.trim() === '')
      .map(({ whole }) =>
        problem('image-alt-missing', locate(whole), {
          message: 'this picture has no alternative text',
          why: 'whoever cannot see it cannot answer',
          fix: 'say in the brackets what the picture shows, without giving the answer away',
        }),
      ),
  ];
}

function htmlProblem(value: string, start: number, locate: (stretch: QuizStretch) => Span): Diagnostic {
  const end = start + (/^<[^\s>]*/.exec(value.slice(start))?.[0].length ?? 1);
  return problem('quiz-html', locate({ start, end }), {
    message: `unexpected HTML \`${value.slice(start, end)}${value.charAt(end) === '>' ? '>' : ' …>'}\`, expected Markdown`,
    why: 'quiz texts are shown in many places, and HTML is not shown in any of them',
    fix: 'write it in Markdown; put code that holds `<` between backticks',
  });
}

/** Checks that the blanks of every `fill-in` and those in its text are the same. */
export function checkBlanks(source: YamlSource): Diagnostic[] {
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index) => {
    const keys = asMapping(question);
    const blanks = asMapping(keys?.['blanks']);
    const text = keys?.['text'];
    if (keys?.['type'] !== 'fill-in' || blanks === undefined || typeof text !== 'string') return [];
    const at = ['questions', index];
    const used = [...text.matchAll(/\[\[([^[\]]*)\]\]/g)].map((match) => ({
      name: match[1] ?? '',
      start: match.index,
    }));
    const unknown = used.filter(({ name }) => !Object.hasOwn(blanks, name));
    const first = new Map(used.toReversed().map((use) => [use.name, use]));
    const unused = Object.keys(blanks).filter((name) => !first.has(name));
    const twice = used.filter((use) => Object.hasOwn(blanks, use.name) && first.get(use.name) !== use);
    return [
      ...unknown.map(({ name, start }) =>
        problem('blank-unknown', placeInValue(text, start, start + name.length + 4, [...at, 'text'], source), {
          message: `no blank \`${name}\` in \`blanks\`${unused.length === 1 ? `, expected \`${unused[0] ?? ''}\`` : ''}`,
          why: 'nobody could tell what belongs there',
          fix: `add \`${name}\` to \`blanks\`, or name one that is there`,
          ...naming(name, facts.names(source.file, [...at, 'blanks'])),
        }),
      ),
      ...twice.map(({ name, start }) =>
        problem('blank-repeated', placeInValue(text, start, start + name.length + 4, [...at, 'text'], source), {
          message: `unexpected second blank \`${name}\``,
          why: 'one answer is stored per blank',
          fix: 'give it a name of its own',
        }),
      ),
      // With one of each, the misspelt name in the text is the mistake.
      ...(unknown.length === 0 ? unused : []).map((name) =>
        problem('blank-unused', source.keySpanOf([...at, 'blanks', name]), {
          message: `the text has no blank \`[[${name}]]\``,
          why: 'the learner could never fill it in',
          fix: `write \`[[${name}]]\` in the text, or remove it here`,
          assumes: [facts.names(source.file, [...at, 'blanks'])],
        }),
      ),
    ];
  });
}

const hasGap = (model: string): boolean =>
  Array.from(model.matchAll(/\[\[((?:(?!\[\[|\]\])[^])*)\]\]/g), ([, words = '']) => words.trim()).some(Boolean);

/** Checks that every cloze of a `self-check` has a gap. */
export function checkGaps(source: YamlSource): Diagnostic[] {
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index) => {
    const { type, form, model } = asMapping(question) ?? {};
    if (type !== 'self-check' || form !== 'cloze' || typeof model !== 'string' || hasGap(model)) return [];
    return [
      problem('gap-missing', source.spanOf(['questions', index, 'model']), {
        message: 'this cloze has no gap',
        why: 'the answer would be in view from the start',
        fix: 'put what is to be remembered between `[[` and `]]`, or write `form: card`',
      }),
    ];
  });
}

/** Checks that every result starts at its own score. */
export function checkResults(source: YamlSource): Diagnostic[] {
  const first = new Map<unknown, number>();
  return asList(valueAt(source.value, ['results'])).flatMap((result, index): Diagnostic[] => {
    const from = asMapping(result)?.['from'];
    if (typeof from !== 'number') return [];
    const before = first.get(from);
    if (before === undefined) {
      first.set(from, index);
      return [];
    }
    return [
      problem('result-duplicate', source.spanOf(['results', index, 'from']), {
        message: `unexpected second result from ${from} per cent`,
        why: 'only one of the two could be shown',
        fix: 'give each its own lowest score',
        related: [{ ...source.spanOf(['results', before, 'from']), message: 'the first one' }],
      }),
    ];
  });
}
