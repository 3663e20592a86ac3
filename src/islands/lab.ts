import type { LabData, LabFile } from '../lab/panel/data.ts';

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

/**
 * `<live-lab>`: only a button until it is pressed. The button is created when the element comes near the viewport; the
 * lab is fetched on hover or focus.
 */
class LiveLab extends HTMLElement {
  #panel: Promise<Panel> | undefined;
  #shown: ReturnType<Panel['openPanel']> | undefined;

  connectedCallback(): void {
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        seen.disconnect();
        this.#offer();
      },
      { rootMargin: '200px' },
    );
    seen.observe(this);
    // a link to an edited version may also be opened on the same page
    addEventListener('hashchange', () => void this.#openShared());
    void this.#openShared();
  }

  get #exchange(): string {
    return this.closest<HTMLElement>('[data-exchange]')?.dataset['exchange'] ?? '';
  }

  #load(): Promise<Panel> {
    return (this.#panel ??= Promise.all([
      import('../lab/panel/panel.ts'),
      import('../styles/lab-panel.css?inline'),
    ]).then(([panel, { default: css }]) => {
      adoptStyles(css);
      return panel;
    }));
  }

  #offer(): void {
    if (this.querySelector('.lab, .lab-offer')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button lab-run';
    button.textContent = 'Run it here';
    for (const reach of ['pointerenter', 'focus'])
      button.addEventListener(reach, () => void this.#load(), { once: true });
    button.addEventListener('click', () => void this.#open(undefined));
    const note = document.createElement('p');
    note.textContent = 'Both programs, in this page, on a wire you can watch.';
    const offer = document.createElement('div');
    offer.className = 'lab-offer';
    offer.append(button, note);
    this.append(offer);
  }

  /** The programs; their code is what the page shows, where nothing else is said. */
  #data(): LabData {
    const { files, ...data } = JSON.parse(
      this.querySelector('script[type="application/json"]')?.textContent ?? '{"files":[]}',
    ) as Omit<LabData, 'files'> & { readonly files: readonly (Omit<LabFile, 'code'> & { readonly code?: string })[] };
    const shown = this.closest('.exchange')?.querySelectorAll('.exchange-files pre') ?? [];
    return {
      ...data,
      files: files.map((file, index) => ({ ...file, code: file.code ?? shown[index]?.textContent ?? '' })),
    };
  }

  async #open(shared: readonly string[] | undefined): Promise<void> {
    const { openPanel } = await this.#load();
    const isNew = this.#shown === undefined;
    const panel = (this.#shown ??= openPanel({
      frame: this.dataset['frame'] ?? '',
      exchange: this.#exchange,
      data: this.#data(),
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
