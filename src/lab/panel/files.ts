import type { LabData, LabFile } from './data.ts';
import { el } from './dom.ts';
import type { CodeEditor } from './editor.ts';

/** The files of the exchange with the learner's edits. */
export class EditableFiles {
  readonly element = el('div', { class: 'lab-code', hidden: true });
  readonly #files = el('div', { class: 'lab-files' });
  readonly #original: LabData;
  readonly #changed: () => void;
  #code: string[];
  #editors: CodeEditor[] = [];

  /** `data`: the lesson's own files. */
  constructor(data: LabData, changed: () => void) {
    this.#original = data;
    this.#changed = changed;
    this.#code = data.files.map(({ code }) => code);
    this.element.append(this.#files);
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
  get edited(): boolean {
    return this.#original.files.some(({ code }, i) => code !== this.#code[i]);
  }
  get open(): boolean {
    return !this.element.hidden;
  }

  /** Shows or hides the editors; loads them on first use. */
  async toggle(open = !this.open): Promise<void> {
    if (open && this.#editors.length === 0) await this.#load();
    this.element.hidden = !open;
  }

  /** Replaces the code; files without a replacement keep the lesson's code. */
  set(code: readonly string[]): void {
    this.#code = this.#original.files.map((file, i) => code[i] ?? file.code);
    this.#editors.forEach((editor, i) => (editor.code = this.#code[i] ?? ''));
    this.#changed();
  }
  reset(): void {
    this.set([]);
  }

  async #load(): Promise<void> {
    const { createEditor } = await import('./editor.ts');
    this.#editors = this.#original.files.map(({ title }, i) =>
      createEditor(title, this.#code[i] ?? '', (code) => {
        this.#code[i] = code;
        this.#changed();
      }),
    );
    this.#files.replaceChildren(
      ...this.#original.files.map(({ title, label, runs }, i) =>
        el(
          'div',
          { class: 'lab-file', 'data-side': runs === 'node' ? 'server' : 'client' },
          el('p', { class: 'lab-name' }, title, label ? el('span', { class: 'lab-role' }, label) : undefined),
          this.#editors[i]?.element,
        ),
      ),
    );
  }
}
