import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isComment, type QuizText } from '../../source/quiz-text.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';
import type { QuizFile } from '../read-files.ts';
import { problem } from '../problem.ts';
import { textsOfQuiz } from '../quiz-texts.ts';
import { asMapping, valueAt } from '../value.ts';
import { placeInValue } from './place-in-value.ts';

/** A cheap test before parsing: texts that match may render as nothing, contain code, or hide a blank. */
const mayHideSomething = /^\s*[^\p{L}\p{N}\s"'“‘(…]|```|~~~|\[\[/u;

/** Checks that every Markdown text of a quiz renders, without losing anything. */
export function checkShownTexts({ source, texts }: QuizFile): Diagnostic[] {
  if (source === undefined) return [];
  return textsOfQuiz(source.value).flatMap(({ text, path, kind }) =>
    kind !== 'markdown' || text.trim() === '' || !mayHideSomething.test(text)
      ? []
      : [
          ...nothing(texts.of(text), path, source),
          ...fenceAttributes(texts.of(text), path, source),
          ...hiddenBlanks(texts.of(text), path, source),
        ],
  );
}

function nothing({ source: text, visible, blocks, html }: QuizText, path: YamlPath, source: YamlSource): Diagnostic[] {
  const showsHtml = html.some(({ start, end }) => !isComment(text.slice(start, end)));
  if (visible !== '' || showsHtml || blocks.some(({ code }) => code.trim() !== '')) return [];
  return [
    problem('value-empty', source.spanOf(path), {
      message: 'this text shows nothing, expected some words',
      why: 'in Markdown these signs mean something else, or there is a picture without alternative text: learners could not tell what it is',
      fix: 'write words, or put signs that are meant as text between backticks; a picture needs its alternative text',
    }),
  ];
}

/** Quizzes show code without a title, highlighted lines or diff markers, which would be lost. */
function fenceAttributes({ source: text, blocks }: QuizText, path: YamlPath, source: YamlSource): Diagnostic[] {
  return blocks.flatMap(({ meta }) => {
    if (meta === undefined) return [];
    return [
      problem('fence-attribute-unknown', placeInValue(text, meta.start, meta.end, path, source), {
        message: `unexpected \`${text.slice(meta.start, meta.end)}\`, code in a quiz takes a language alone`,
        why: 'it would do nothing',
        fix: 'remove it, and say in words what it should show',
      }),
    ];
  });
}

/** A blank that Markdown parses as part of a link or image does not become a field; in code it does. */
function hiddenBlanks(
  { source: text, visible, fences, links }: QuizText,
  path: YamlPath,
  source: YamlSource,
): Diagnostic[] {
  const question = asMapping(valueAt(source.value, path.slice(0, -1)));
  const blanks = asMapping(question?.['blanks']);
  if (path.at(-1) !== 'text' || question?.['type'] !== 'fill-in' || blanks === undefined) return [];
  return [...text.matchAll(/\[\[([^[\]]*)\]\]/g)].flatMap(({ 0: mark, 1: name = '', index }) => {
    const isShown = visible.includes(mark) || fences.some((code) => code.includes(mark));
    const isLinked = links.some(({ whole }) => whole.start < index + mark.length && index < whole.end);
    if (!Object.hasOwn(blanks, name) || (isShown && !isLinked)) return [];
    return [
      problem('blank-hidden', placeInValue(text, index, index + mark.length, path, source), {
        message: `\`${mark}\` is read as something else here, not as a blank`,
        why: 'there would be no field to fill in',
        fix: 'put the blank outside of links and pictures, with a space behind it',
      }),
    ];
  });
}
