import type { LabData, LabFile } from './data.ts';
import { el } from './dom.ts';
import type { CodeEditor, createEditor as CreateEditor } from './editor.ts';

/** The files of the exchange with the learner's edits. While they are edited, editors stand in place of the code. */
export class EditableFiles {
  readonly #original: LabData;
  readonly #shown: HTMLElement;
  readonly #element = el('div', { class: 'exchange-files lab-files' });
  #code: string[];
  #editors: CodeEditor[] = [];

  /** `data`: the lesson's own files. `shown`: the element of the page that shows their code. */
  constructor(data: LabData, shown: HTMLElement) {
    this.#original = data;
    this.#shown = shown;
    this.#code = data.files.map(({ code }) => code);
  }

  get data(): LabData {
    return {
      ...this.#original,
      files: this.#original.files.map((file, i): LabFile => ({ ...file, code: this.#code[i] ?? file.code })),
    };
  }
  get code(): readonly string[] {
    return this.#code;
  }

  /** Shows the editors, which are loaded on first use. */
  async open(): Promise<void> {
    const { createEditor } = await import('./editor.ts');
    // in the page before there is anything in it: an editor takes its measures when it is made
    this.#shown.after(this.#element);
    if (this.#editors.length === 0) this.#fill(createEditor);
  }

  /** Replaces the code; files without a replacement keep the lesson's code. */
  set(code: readonly string[]): void {
    this.#code = this.#original.files.map((file, i) => code[i] ?? file.code);
    this.#editors.forEach((editor, i) => (editor.code = this.#code[i] ?? ''));
  }

  /** Shows the lesson's code again, as it was. */
  reset(): void {
    this.set([]);
    this.#element.remove();
  }

  /** Lets the learner type. */
  focus(): void {
    this.#element.scrollIntoView({ block: 'nearest' });
    this.#editors[0]?.focus();
  }

  bringUp(): void {
    this.#element.scrollIntoView({ block: 'start' });
  }

  #fill(createEditor: typeof CreateEditor): void {
    this.#editors = this.#original.files.map(({ title, label, runs }, i) => {
      const place = el(
        'figure',
        { class: 'code', 'data-side': runs === 'node' ? 'server' : runs === 'browser' ? 'client' : undefined },
        el(
          'figcaption',
          {},
          el('span', { class: 'code-file' }, title),
          label ? el('span', { class: 'code-label' }, label) : undefined,
        ),
      );
      this.#element.append(place);
      return createEditor(place, title, this.#code[i] ?? '', (code) => {
        this.#code[i] = code;
      });
    });
  }
}
