import { blocks, escapeHtml, leadOf, naming } from './kit/html.ts';
import { concealed } from './kit/secret.ts';
import type { QuestionView } from './kit/view.ts';
import { fingerprint, typeOf } from './types.ts';

/**
 * Where a question is shown: its place in the quiz, or in the lesson as a check-yourself question.
 */
export type Place = PlaceInQuiz | 'lesson';

export interface PlaceInQuiz {
  readonly number: number;
  readonly of: number;
  /** Its objective, if the page has to know it. */
  readonly objective?: string;
  /** What it counts, in a quiz whose questions do not count the same. */
  readonly points?: number;
}

/**
 * Renders a question as a native form, without its key. Works without JavaScript; `src/islands/question.ts` enhances
 * it.
 */
export function questionHtml(view: QuestionView, place: Place): string {
  const { data, address, words } = view;
  const type = typeOf(data);
  const eyebrow =
    place === 'lesson'
      ? words.html('check-yourself')
      : words.html('question-number', {
          number: { html: `<span data-number>${words.number(place.number)}</span>` },
          count: { html: `<span data-count>${words.number(place.of)}</span>` },
        }) + (place.points === undefined ? '' : ` · ${words.html('points', { n: place.points })}`);
  return [
    `<div class="question" id="q-${data.id}" data-question="${address}" data-type="${data.type}" data-interaction="${type.interaction(data)}" data-version="${fingerprint(view.original ?? data)}"${place === 'lesson' ? '' : placeAttributes(place)}${languageOf(view)}>`,
    // The quiz shows a shared context once, above its questions; elsewhere each question repeats it.
    place === 'lesson' && view.contextHtml !== undefined ? contextHtml(view.contextHtml) : '',
    '<form method="dialog" role="none" autocomplete="off">',
    fieldsetStart(view, eyebrow),
    type.controls(view),
    '</fieldset>',
    hintsHtml(view),
    '</form></div>',
  ].join('');
}

/** What scripts need to know of a question's place. */
const placeAttributes = ({ objective, points }: PlaceInQuiz): string =>
  (objective === undefined ? '' : ` data-objective="${objective}"`) +
  (points === undefined ? '' : ` data-points="${points}"`);

/** A question that is not translated says so: with its buttons, it is in another language than the page. */
function languageOf({ language, words }: QuestionView): string {
  return language === undefined ? '' : ` lang="${escapeHtml(language)}" dir="${words.direction}"`;
}

/** The start of the `fieldset`, labelled by the question's number and prompt. */
function fieldsetStart(view: QuestionView, eyebrow: string): string {
  const [lead, more] = leadOf(blocks(view, view.data.prompt));
  if (lead !== undefined) {
    const legend = `<legend><h4><span class="question-number">${eyebrow}</span> <span class="prompt">${lead}</span></h4></legend>`;
    return `<fieldset class="ask">${legend}${more === '' ? '' : `<div class="prompt-more">${more}</div>`}`;
  }
  // The prompt may start with code or a picture. Names of parts contain no dot, so these ids are unique.
  const [number, prompt] = ['number', 'prompt'].map((part) => `q-${view.data.id}.${part}`);
  const asks = more.includes('<p>')
    ? `<div class="prompt-more">${more.replace('<p>', `<p class="prompt" id="${prompt}">`)}</div>`
    : `<div class="prompt-more" id="${prompt}">${naming(view, view.data.prompt)}</div>`;
  return `<fieldset class="ask" aria-labelledby="${number} ${prompt}"><legend><h4 class="question-number" id="${number}">${eyebrow}</h4></legend>${asks}`;
}

/** Renders the context that one or more questions share. */
export function contextHtml(html: string): string {
  return `<div class="context">${html}</div>`;
}

/** Hints open one by one, with or without JavaScript: CSS hides each until the previous one is open. */
function hintsHtml(view: QuestionView): string {
  const { words } = view;
  const hints = view.data.hints.map((hint, index, { length: count }) => {
    const name = count === 1 ? words.html('hint') : words.html('hint-number', { number: index + 1, count });
    return `<details class="hint"><summary>${name}</summary>${blocks(view, hint)}</details>`;
  });
  return hints.length === 0 ? '' : `<div class="hints">${hints.join('')}</div>`;
}

/**
 * A question's entry in the answer key: the right answer in words, feedback on each part, explanation, the section that
 * teaches it. The browser shows the same markup after answering, so both agree.
 */
export function keyEntryHtml(view: QuestionView, place: Place): string {
  const { data, address, words } = view;
  const type = typeOf(data);
  const prompt = blocks(view, data.prompt);
  // A prompt may start with code or a picture.
  const lead = leadOf(prompt)[0] ?? /<p>([\s\S]*?)<\/p>/.exec(prompt)?.[1];
  const feedback = type
    .feedback(view)
    .map(
      ({ part, label, verdict, html }) =>
        `<div class="feedback" data-for="${escapeHtml(part)}"><div class="feedback-on">${words.html(`feedback-${verdict}`, { answer: { html: label } })}</div>${html}</div>`,
    );
  return [
    `<li class="key-entry"${languageOf(view)} data-key-of="${address}" data-key="${escapeHtml(concealed(type.key(data, words.language)))}"${place === 'lesson' ? '' : ` value="${place.number}"`}>`,
    lead === undefined ? '' : `<p class="key-prompt">${lead}</p>`,
    `<div class="key-answer">${words.html('right-answer', { answer: { html: type.answer(view) } })}</div>`,
    ...feedback,
    data.explanation === undefined ? '' : `<div class="explanation">${blocks(view, data.explanation)}</div>`,
    `<p class="taught"><a href="${escapeHtml(view.taught.href)}">${words.html('read-again', { section: view.taught.title })}</a></p>`,
    '</li>',
  ].join('');
}
