import { countDrawn } from '../../schemas/quiz.ts';
import type { Words } from '../words/words.ts';
import { escapeHtml } from './kit/html.ts';
import { checkIcon, crossIcon, minusIcon } from './kit/icons.ts';
import { examEndHtml, examResultHtml, examStartHtml } from './exam.ts';
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
  const { words } = quiz;
  const asked = quiz.questions.filter((question) => !question.inLesson);
  const inLesson = quiz.questions.filter((question) => question.inLesson);
  const shown = countDrawn(
    quiz.pick,
    asked.map(({ data }) => data.objective),
  );
  const perObjective = typeof quiz.pick === 'object' ? quiz.pick.perObjective : undefined;
  const isWeighted = asked.some(({ data }) => (data.points ?? 1) !== 1);
  const place = (question: QuestionView): Place => ({
    number: asked.indexOf(question) + 1,
    of: asked.length,
    ...((perObjective ?? quiz.exam) === undefined ? {} : { objective: question.data.objective }),
    ...(isWeighted ? { points: question.data.points ?? 1 } : {}),
  });
  const lessonKey = inLesson.map((question) => keyEntryHtml(question, 'lesson'));
  const quizKey = asked.map((question) => keyEntryHtml(question, place(question)));
  return [
    `<div class="quiz" id="${quizId}" data-quiz="${escapeHtml(module)}" data-pick="${perObjective ?? shown}"${perObjective === undefined ? '' : ' data-each'}${quiz.exam === undefined ? '' : ` data-exam="${escapeHtml(JSON.stringify({ minutes: quiz.exam.minutes, attempts: quiz.exam.attempts }))}"`} data-pass-mark="${quiz.passMark}"${quiz.shuffle ? ' data-shuffled' : ''}${Object.keys(renamed).length > 0 ? ` data-renamed="${escapeHtml(JSON.stringify(renamed))}"` : ''}>`,
    asked.length === 0 ? '' : headHtml(quiz, shown),
    keepingHtml(words),
    examStartHtml(quiz, shown),
    ...groups(asked).map((group) => groupHtml(group, place)),
    examEndHtml(quiz),
    asked.length === 0 ? '' : resultHtml(quiz),
    `<noscript><details class="quiz-key"><summary>${words.html('answer-key')}</summary>${keyList('ul', words.html('in-the-lesson'), lessonKey)}${keyList('ol', escapeHtml(quiz.title), quizKey)}</details></noscript>`,
    partsHtml(quiz),
    '</div>',
  ]
    .filter((part) => part !== '')
    .join('');
}

/** One part of the key; its title is HTML. */
function keyList(kind: 'ol' | 'ul', title: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : `<h3>${title}</h3><${kind}>${entries.join('')}</${kind}>`;
}

function headHtml(quiz: QuizView, shown: number): string {
  const { words } = quiz;
  return [
    '<header class="quiz-head">',
    `<h3 id="${quizId}-title">${escapeHtml(quiz.title)}</h3>`,
    `<p class="quiz-facts"><span>${words.html('questions', { n: shown })}</span> <span>${words.html('to-pass', { percent: quiz.passMark })}</span> <span class="quiz-done"${words.marked('quiz-answered')} hidden></span></p>`,
    quiz.asksConfidence === false ? '' : `<p class="sure-why">${words.html('sure-why')}</p>`,
    '</header>',
  ].join('');
}

/** Warnings that answers are not saved; `src/islands/keeping.ts` shows the one that applies. */
const keepingHtml = (words: Words): string =>
  [
    '<div aria-live="polite">',
    `<p class="notice" data-keeping="disabled full newer" hidden>${words.html('quiz-not-kept')}</p>`,
    `<p class="notice" data-keeping="set-aside" hidden>${words.html('quiz-set-aside')}</p>`,
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
  const questions = group.map((question) => questionHtml(question, place(question))).join('');
  return context === undefined ? questions : `<div class="context-group">${contextHtml(context)}${questions}</div>`;
}

/** A text for a result; its texts are HTML. */
interface ResultHtml {
  readonly from: number;
  readonly icon?: string | undefined;
  readonly title: string;
  /** What stands below it: blocks. */
  readonly html?: string | undefined;
}

/** Default result texts by score. */
function defaultResults({ words, passMark, exam }: QuizView): ResultHtml[] {
  const result = (from: number, icon: string, name: 'perfect' | 'passed' | 'failed') => ({
    from,
    icon,
    title: words.html(`result-${name}`),
    // Of an exam, what was missed cannot be tried again by itself.
    html: `<p>${words.html(name === 'failed' && exam !== undefined ? 'exam-failed-message' : `result-${name}-message`)}</p>`,
  });
  return [result(100, '🏆', 'perfect'), result(passMark, '🌱', 'passed'), result(0, '🧭', 'failed')].filter(
    ({ from }, index, all) => all.findIndex((other) => other.from === from) === index,
  );
}

function ownResult({ title, ...result }: ResultView): ResultHtml {
  return { ...result, title: escapeHtml(title) };
}

/** Signs of results that the browser draws (`src/islands/ending.ts`); others stand behind the title. */
const drawn = ['🏆', '🌱', '🧭'];

const emoji = (sign: string | undefined) =>
  sign === undefined || drawn.includes(sign) ? '' : ` <span aria-hidden="true">${escapeHtml(sign)}</span>`;

function resultHtml(quiz: QuizView): string {
  const { words } = quiz;
  const results = (quiz.results.length > 0 ? quiz.results.map(ownResult) : defaultResults(quiz)).toSorted(
    (a, b) => b.from - a.from,
  );
  const variants = results.map(
    ({ from, title, html = '', icon: sign }) =>
      `<div class="result-words" data-from="${from}"${sign !== undefined && drawn.includes(sign) ? ` data-drawn="${drawn.indexOf(sign)}"` : ''} hidden><h3 tabindex="-1">${title}${emoji(sign)}</h3>${html}</div>`,
  );
  return [
    '<div class="result" hidden>',
    '<p class="score"><span class="score-points"></span><span class="score-of"></span></p>',
    ...variants,
    `<div class="missed" hidden><h4>${words.html('missed')}</h4><ul></ul></div>`,
    examResultHtml(quiz),
    `<p class="result-actions"><button type="button" class="button retry" hidden>${words.html('retry-missed')}</button> <button type="button" class="button restart" data-quiet>${words.html('start-over')}</button></p>`,
    '</div>',
  ].join('');
}

/** Templates for what the browser adds to questions: cloned, never built from strings. */
function partsHtml({ words, reports, asksConfidence }: QuizView): string {
  const mark = (verdict: 'right' | 'wrong' | 'missed', icon: string) =>
    `<span class="mark" data-verdict="${verdict}">${icon} ${words.html(`mark-${verdict}`)}</span>`;
  const head = (verdict: 'right' | 'partly' | 'wrong', icon: string) =>
    `<p class="verdict-head" data-verdict="${verdict}">${icon} ${words.html(`verdict-${verdict}`)}</p>`;
  const sure = (value: 'sure' | 'unsure' | 'guess') =>
    `<label><input type="radio" name="?" value="${value}"><span>${words.html(value)}</span></label>`;
  const button = (when: string, name: 'check' | 'next-question' | 'see-result' | 'try-again') =>
    `<span data-when="${when}"${when === 'open' ? '' : ' hidden'}>${words.html(name)}</span>`;
  return [
    '<template class="quiz-parts">',
    '<div class="answering">',
    `<p class="changed" hidden>${words.html('changed')}</p>`,
    asksConfidence === false
      ? ''
      : `<div class="confidence" role="radiogroup" aria-label="${escapeHtml(words.say('how-sure-are-you'))}"><span aria-hidden="true">${words.html('how-sure')}</span>${sure('sure')}${sure('unsure')}${sure('guess')}</div>`,
    '<div class="verdict" role="status"></div>',
    `<p class="actions"><button type="submit" class="button">${button('open', 'check')}${button('checked', 'next-question')}${button('last', 'see-result')}${button('again', 'try-again')}</button> <span class="nudge" role="status"${words.marked('answer-first')} data-offline="${escapeHtml(words.say('not-checked'))}"></span></p>`,
    '</div>',
    `<span data-words="nudge">${escapeHtml(words.say('answer-first'))}</span>`,
    `<span data-words="done">${escapeHtml(words.raw('quiz-answered'))}</span>`,
    mark('right', checkIcon),
    mark('wrong', crossIcon),
    mark('missed', checkIcon),
    head('right', checkIcon),
    head('partly', minusIcon),
    head('wrong', crossIcon),
    reports === undefined
      ? ''
      : `<a class="report" data-to="${escapeHtml(reports)}" data-body="${escapeHtml(words.raw('report-body'))}">${words.html('report-question')}</a>`,
    '</template>',
  ].join('');
}
