import { controlName, escapeHtml } from './html.ts';
import type { TextOptions } from '../../../schemas/questions/answer-text.ts';
import type { QuestionView } from './view.ts';

/**
 * A text field; `label` is HTML. Its size does not hint at the length of the answer. Whoever tabs to it hears the note
 * that stands below it, if there is one.
 */
export function textField(view: QuestionView, label: string, attributes = '', noteHtml = ''): string {
  return `<label class="field" data-part="text"${attributes}><span class="field-label">${label}</span><input type="text" name="${controlName(view, 'text')}"${described(view, noteHtml)} autocapitalize="off" autocorrect="off" spellcheck="false"></label>`;
}

/** The attribute of a control that refers to the question's note. */
export function described(view: QuestionView, noteHtml: string, name = 'note'): string {
  return noteHtml === '' ? '' : ` aria-describedby="${escapeHtml(view.address)}.${name}"`;
}

/** A note below the controls of a question. */
export function note(view: QuestionView, html: string, name = 'note'): string {
  return html === '' ? '' : `<p class="note" id="${escapeHtml(view.address)}.${name}">${html}</p>`;
}

/**
 * A drop-down with sorted choices, so that the author's order gives nothing away. `label` is HTML, empty if adjacent
 * text labels the control.
 */
export function select(
  view: QuestionView,
  part: string,
  label: string,
  choices: readonly { readonly value: string; readonly text: string }[],
): string {
  const options = sortedChoices(choices).map(
    ({ value, text }) => `<option value="${escapeHtml(value)}">${escapeHtml(text)}</option>`,
  );
  const { words } = view;
  return `<select name="${controlName(view, part)}"${label === '' ? '' : ` aria-label="${label}"`}><option value=""${words.marked('choose')}>${words.say('choose')}</option>${options.join('')}</select>`;
}

/** The same choices for print, where a drop-down shows nothing. */
export function printedChoices(choices: readonly { readonly text: string }[]): string {
  return `<span class="on-paper">${sortedChoices(choices)
    .map(({ text }) => escapeHtml(text))
    .join(' / ')}</span>`;
}

/** Sorts choices by text, so that their order gives nothing away. */
export function sortedChoices<C extends { readonly text: string }>(choices: readonly C[]): C[] {
  const fold = ({ text }: C) => text.toLowerCase();
  return choices.toSorted((a, b) => (fold(a) < fold(b) ? -1 : fold(a) > fold(b) ? 1 : 0));
}

/** The text of a note on which differences are ignored: HTML. */
export function textNote({ words }: QuestionView, { ignoreCase, ignoreSpace, ignoreAccents }: TextOptions): string {
  const differences = [
    ...(ignoreCase ? (['difference-case'] as const) : []),
    ...(ignoreSpace ? (['difference-space'] as const) : []),
    ...(ignoreAccents ? (['difference-accents'] as const) : []),
    'difference-quotes' as const,
    'difference-full-stop' as const,
  ].map((name) => words.say(name));
  const free = words.html('does-not-matter', { differences: { html: escapeHtml(words.list(differences)) } });
  return `${free}${ignoreCase ? '' : ` ${words.html('case-matters')}`}`;
}
