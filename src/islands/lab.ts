import { base } from './base.ts';
import type { LabData, LabFile } from '../lab/panel/data.ts';
import type { LabMessages } from '../lab/panel/words.ts';

type Panel = typeof import('../lab/panel/panel.ts');

let adopted = false;
/**
 * A constructed style sheet needs no exception in the content security policy, and costs nothing until it is needed.
 */
function adoptStyles(css: string): void {
  if (adopted) return;
  adopted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}

/** The lab's messages, once for all labs of a page; asked for again if that failed. */
let messages: Promise<LabMessages> | undefined;
function fetchMessages(): Promise<LabMessages> {
  messages ??= fetch(`${base}lab.json`).then((response) => response.json() as Promise<LabMessages>);
  messages.catch(() => (messages = undefined));
  return messages;
}

/** `<live-lab>`: only a button until it is pressed. The lab is fetched on hover or focus. */
class LiveLab extends HTMLElement {
  #parts: Promise<readonly [Panel, LabMessages]> | undefined;
  #shown: ReturnType<Panel['openPanel']> | undefined;

  connectedCallback(): void {
    const button = this.querySelector('.lab-run');
    for (const reach of ['pointerenter', 'focus'])
      button?.addEventListener(reach, () => void this.#load(), { once: true });
    button?.addEventListener('click', () => void this.#open(undefined));
    // a link to an edited version may also be opened on the same page
    addEventListener('hashchange', () => void this.#openShared());
    void this.#openShared();
  }

  get #exchange(): string {
    return this.closest<HTMLElement>('[data-exchange]')?.dataset['exchange'] ?? '';
  }

  /** The element that shows the code. */
  get #code(): HTMLElement {
    return this.previousElementSibling as HTMLElement;
  }

  /** What the exchange is called, or the section that it stands in. */
  get #title(): string | undefined {
    const caption = this.closest('.exchange')?.querySelector(':scope > figcaption');
    return (caption ?? this.closest('section')?.querySelector('h2, h3'))?.firstChild?.textContent ?? undefined;
  }

  #load(): Promise<readonly [Panel, LabMessages]> {
    this.#parts ??= Promise.all([
      import('../lab/panel/panel.ts'),
      fetchMessages(),
      import('../styles/lab-panel.css?inline'),
    ]).then(([panel, words, { default: css }]) => {
      adoptStyles(css);
      return [panel, words];
    });
    this.#parts.catch(() => (this.#parts = undefined));
    return this.#parts;
  }

  /** The programs; their code is what the page shows, where nothing else is said. */
  #data(): LabData {
    const { files, ...data } = JSON.parse(
      this.querySelector('script[type="application/json"]')?.textContent ?? '{"files":[]}',
    ) as Omit<LabData, 'files'> & { readonly files: readonly (Omit<LabFile, 'code'> & { readonly code?: string })[] };
    const shown = this.#code.children;
    return {
      ...data,
      files: files.map((file, index) => ({
        ...file,
        code: file.code ?? shown?.[index]?.querySelector('pre')?.textContent ?? '',
      })),
    };
  }

  async #open(shared: readonly string[] | undefined): Promise<void> {
    const [{ openPanel }, words] = await this.#load();
    const isNew = this.#shown === undefined;
    const panel = (this.#shown ??= openPanel({
      frame: this.dataset['frame'] ?? '',
      exchange: this.#exchange,
      data: this.#data(),
      title: this.#title,
      code: this.#code,
      words,
    }));
    if (isNew) {
      this.querySelector('.lab-offer')?.remove();
      this.append(panel.element);
    }
    panel.focus();
    if (shared !== undefined) await panel.showShared(shared);
    else if (isNew) await panel.run();
  }

  async #openShared(): Promise<void> {
    if (!location.hash.startsWith('#lab=')) return;
    const { readFragment } = await import('../lab/panel/share.ts');
    const shared = await readFragment(location.hash);
    if (shared?.exchange === this.#exchange) await this.#open(shared.code);
  }
}

customElements.define('live-lab', LiveLab);
