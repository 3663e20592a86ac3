import type { MessageName } from '../words/messages.ts';
import type { Words } from '../words/words.ts';
import { escapeHtml } from './kit/html.ts';
import type { ExamView, QuizView } from './kit/view.ts';

/** What an exam says before it begins; a script shows it, and the questions after it (`src/islands/exam.ts`). */
export function examStartHtml({ exam, words }: QuizView, shown: number): string {
  if (exam === undefined || shown === 0) return '';
  const { minutes, attempts } = exam;
  const rules = [
    words.html('exam-one-hand-in'),
    minutes === undefined ? '' : words.html('exam-clock', { minutes: words.say('minutes', { n: minutes }) }),
    attempts === undefined
      ? ''
      : words.html('exam-attempt', { number: { html: '<span class="exam-number"></span>' }, count: attempts }),
    words.html('exam-honour'),
  ].filter((rule) => rule !== '');
  return [
    '<section class="exam-start" hidden>',
    `<ul>${rules.map((rule) => `<li>${rule}</li>`).join('')}</ul>`,
    `<p><button type="button" class="button exam-begin">${words.html('exam-begin')}</button></p>`,
    '</section>',
  ].join('');
}

/** What stands below the questions of an exam while it is taken: the clock, the overview, the way to hand in. */
export function examEndHtml({ exam, words }: QuizView): string {
  if (exam === undefined) return '';
  const text = (name: MessageName) => ` data-${name}="${escapeHtml(words.raw(name))}"`;
  const pause =
    exam.minutes === undefined
      ? ''
      : `<button type="button" class="button exam-pause" data-quiet aria-pressed="false">${words.html('exam-pause')}</button> `;
  return [
    `<p class="exam-paused" hidden>${words.html('exam-paused')}</p>`,
    `<section class="exam-bar" aria-label="${escapeHtml(words.say('exam-overview'))}" hidden${text('exam-time-left')}${text('exam-open')}${text('exam-time-up')}>`,
    '<p class="exam-facts"><span class="exam-clock"></span> <span class="exam-count"></span></p>',
    `<details class="exam-overview"><summary>${words.html('exam-overview')}</summary><ol></ol></details>`,
    `<p class="exam-actions">${pause}<button type="button" class="button exam-hand-in">${words.html('exam-hand-in')}</button></p>`,
    '</section>',
    '<p class="exam-said hidden" role="status"></p>',
    `<dialog class="confirm exam-confirm" aria-label="${escapeHtml(words.say('exam-hand-in-ask'))}"><form method="dialog"><h2>${words.html('exam-hand-in-ask')}</h2><p class="exam-left"></p><p class="actions"><button class="button" value="no" data-quiet>${words.html('exam-go-on')}</button> <button class="button" value="yes">${words.html('exam-hand-in')}</button></p></form></dialog>`,
    '<template class="exam-parts">',
    `<label class="exam-flag"><input type="checkbox"> ${words.html('exam-flag')}</label>`,
    `<li><a><span class="exam-place"></span><span class="hidden"><span data-when="answered">${words.html('exam-answered')}</span><span data-when="open">${words.html('exam-not-answered')}</span><span data-when="flagged">, ${words.html('exam-flagged')}</span></span></a></li>`,
    '</template>',
  ].join('');
}

/** What the result of an exam says besides its score: by objective, when it was handed in, and whether one may try again. */
export function examResultHtml({ exam, words }: QuizView): string {
  if (exam === undefined) return '';
  const rows = exam.objectives.map(
    ({ id, text }) => `<tr data-objective="${escapeHtml(id)}"><th scope="row">${escapeHtml(text)}</th><td></td></tr>`,
  );
  return [
    `<table class="by-objective" data-right="${escapeHtml(words.raw('module-done'))}"><caption>${words.html('exam-by-objective')}</caption>${rows.join('')}</table>`,
    `<p class="exam-handed-in" data-words="${escapeHtml(words.raw('exam-handed-in'))}" data-pauses="${escapeHtml(words.raw('exam-pauses'))}"></p>`,
    `<p class="exam-certificate" hidden><button type="button" class="button" data-quiet>${words.html('certificate')}</button></p>`,
    certificateHtml(exam, words),
    `<p class="exam-none-left" hidden>${words.html('exam-none-left')}</p>`,
  ].join('');
}

/** A certificate to print, which the page says itself is no more than a word of honour. */
function certificateHtml({ course, module }: ExamView, words: Words): string {
  const value = (name: string) => ({ html: `<b data-value="${name}"></b>` });
  return [
    `<template class="certificate-parts"><dialog class="confirm certificate" aria-label="${escapeHtml(words.say('certificate'))}"><form method="dialog">`,
    `<label class="field"><span class="field-label">${words.html('certificate-name')}</span><input type="text" autocomplete="name" maxlength="100"></label>`,
    `<p class="actions"><button type="button" class="button certificate-print">${words.html('certificate-print')}</button> <button class="button" data-quiet>${words.html('close')}</button></p>`,
    '</form><div class="certificate-sheet">',
    `<p class="certificate-course">${escapeHtml(course)}</p>`,
    `<h2>${words.html('certificate')}</h2>`,
    `<p class="certificate-name" data-value="name"></p>`,
    `<p>${words.html('certificate-passed', { title: module, score: value('score'), date: value('date') })}</p>`,
    `<p class="certificate-code">${words.html('certificate-code', { code: value('code') })}</p>`,
    `<p class="certificate-word">${words.html('certificate-honour')}</p>`,
    '</div></dialog></template>',
  ].join('');
}
