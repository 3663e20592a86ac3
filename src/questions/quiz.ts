import { count } from '../text/count.ts';
import { escapeHtml } from './kit/html.ts';
import { checkIcon, crossIcon, minusIcon } from './kit/icons.ts';
import type { QuestionView, QuizView, ResultView } from './kit/view.ts';
import { contextHtml, keyEntryHtml, questionHtml, type Place } from './question.ts';

/** Id of the quiz on its page. Not a slug, so no heading can have it. */
export const quizId = 'Quiz';

/**
 * Renders a module's quiz: heading, questions in the author's order, placeholders for results, and the key of every
 * question of the module (including those in the lesson) in `noscript`, so that it is shown only without JavaScript.
 * `renamed`: former names of the module and its questions.
 */
export function quizHtml(quiz: QuizView, module: string, renamed: Readonly<Record<string, string>> = {}): string {
  const asked = quiz.questions.filter((question) => !question.inLesson);
  const inLesson = quiz.questions.filter((question) => question.inLesson);
  const place = (question: QuestionView): Place => ({ number: asked.indexOf(question) + 1, of: asked.length });
  const shown = Math.min(quiz.pick ?? asked.length, asked.length);
  const lessonKey = inLesson.map((question) => keyEntryHtml(question, 'lesson'));
  const quizKey = asked.map((question) => keyEntryHtml(question, place(question)));
  return [
    `<div class="quiz" id="${quizId}" data-quiz="${escapeHtml(module)}" data-pick="${shown}" data-pass-mark="${quiz.passMark}"${quiz.shuffle ? ' data-shuffled' : ''}${Object.keys(renamed).length > 0 ? ` data-renamed="${escapeHtml(JSON.stringify(renamed))}"` : ''}>`,
    asked.length === 0 ? '' : headHtml(quiz, shown),
    keepingHtml,
    ...groups(asked).map((group) => groupHtml(group, place)),
    asked.length === 0 ? '' : resultHtml(quiz),
    `<noscript><details class="quiz-key"><summary>Answer key</summary>${keyList('ul', 'In the lesson', lessonKey)}${keyList('ol', quiz.title, quizKey)}</details></noscript>`,
    partsHtml,
    '</div>',
  ].join('\n');
}

/** One part of the key, with a heading. */
function keyList(kind: 'ol' | 'ul', title: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : `<h3>${escapeHtml(title)}</h3><${kind}>${entries.join('')}</${kind}>`;
}

function headHtml(quiz: QuizView, shown: number): string {
  return [
    '<header class="quiz-head">',
    `<h3 id="${quizId}-title">${escapeHtml(quiz.title)}</h3>`,
    `<p class="quiz-facts"><span>${count(shown, 'question')}</span> <span>${quiz.passMark} % to pass</span> <span class="quiz-done" hidden></span></p>`,
    '</header>',
  ].join('');
}

/** Warnings that answers are not saved; `src/islands/keeping.ts` shows the one that applies. */
const keepingHtml = [
  '<div aria-live="polite">',
  '<p class="notice" data-keeping="disabled full newer" hidden>New answers last only until you close this page. Progress says why.</p>',
  '<p class="notice" data-keeping="set-aside" hidden>Some stored answers could not be read. They were set aside: see Progress.</p>',
  '</div>',
].join('');

/** Groups adjacent questions with the same context. */
function groups(questions: readonly QuestionView[]): QuestionView[][] {
  const result: QuestionView[][] = [];
  for (const question of questions) {
    const last = result.at(-1);
    if (last !== undefined && question.contextHtml !== undefined && last[0]?.contextHtml === question.contextHtml)
      last.push(question);
    else result.push([question]);
  }
  return result;
}

function groupHtml(group: readonly QuestionView[], place: (question: QuestionView) => Place): string {
  const context = group[0]?.contextHtml;
  const questions = group.map((question) => questionHtml(question, place(question))).join('\n');
  return context === undefined ? questions : `<div class="context-group">${contextHtml(context)}\n${questions}</div>`;
}

/** Default result texts by score. */
function defaultResults(passMark: number): ResultView[] {
  return [
    { from: 100, icon: '🏆', title: 'You crushed it!', message: 'Perfect score on this module.' },
    {
      from: passMark,
      icon: '🌱',
      title: 'Well done!',
      message: 'You passed. Read what you missed once more, then try it again.',
    },
    {
      from: 0,
      icon: '🧭',
      title: 'Not there yet',
      message: 'Read the sections below once more, then try the missed ones again.',
    },
  ].filter((result, index, all) => all.findIndex((other) => other.from === result.from) === index);
}

const emoji = (sign: string | undefined) =>
  sign === undefined ? '' : ` <span aria-hidden="true">${escapeHtml(sign)}</span>`;

function resultHtml(quiz: QuizView): string {
  const results = (quiz.results.length > 0 ? quiz.results : defaultResults(quiz.passMark)).toSorted(
    (a, b) => b.from - a.from,
  );
  const variants = results.map(
    ({ from, title, message, icon: sign }) =>
      `<div class="result-words" data-from="${from}" hidden><h3 tabindex="-1">${escapeHtml(title)}${emoji(sign)}</h3>${message === undefined ? '' : `<p>${escapeHtml(message)}</p>`}</div>`,
  );
  return [
    '<div class="result" hidden>',
    '<p class="score"><span class="score-points"></span><span class="score-of"></span></p>',
    ...variants,
    '<div class="missed" hidden><h4>What you missed</h4><ul></ul></div>',
    '<p class="result-actions"><button type="button" class="button retry" hidden>Try the missed ones again</button> <button type="button" class="button restart" data-quiet>Start over</button></p>',
    '</div>',
  ].join('');
}

const mark = (verdict: string, icon: string, words: string) =>
  `<span class="mark" data-verdict="${verdict}">${icon} ${words}</span>`;
const head = (verdict: string, icon: string, words: string) =>
  `<p class="verdict-head" data-verdict="${verdict}">${icon} ${words}</p>`;
const sure = (value: string, words: string) =>
  `<label><input type="radio" name="?" value="${value}"><span>${words}</span></label>`;

/** Templates for what the browser adds to questions: cloned, never built from strings. */
const partsHtml = [
  '<template class="quiz-parts">',
  '<div class="answering">',
  '<p class="changed" hidden>This question has changed since you answered it.</p>',
  `<div class="confidence" role="radiogroup" aria-label="How sure are you?"><span aria-hidden="true">How sure?</span>${sure('sure', 'Sure')}${sure('unsure', 'Unsure')}${sure('guess', 'Guess')}</div>`,
  '<div class="verdict"></div>',
  '<p class="actions"><button type="submit" class="button"><span data-when="open">Check</span><span data-when="checked" hidden>Next question</span><span data-when="last" hidden>See your result</span><span data-when="again" hidden>Try again</span></button> <span class="nudge" role="status"></span></p>',
  '</div>',
  '<span data-words="nudge">Choose or write an answer first.</span>',
  '<span data-words="done">{done} of {all} answered</span>',
  mark('right', checkIcon, 'Right'),
  mark('wrong', crossIcon, 'Not right'),
  mark('missed', checkIcon, 'Right answer'),
  head('right', checkIcon, 'Correct'),
  head('partly', minusIcon, 'Partly right'),
  head('wrong', crossIcon, 'Not quite'),
  '</template>',
].join('');
