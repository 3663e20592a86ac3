/**
 * Lets the reader take the steps of a `<Stepper>`, which is a table until then and on paper. Every move has a button that
 * stays where it is, so that the keyboard does not lose its place; those that cannot be made now say so.
 */
const style = new CSSStyleSheet();
style.replaceSync(
  '.stepper-moves{display:flex;flex-wrap:wrap;gap:var(--space-2);margin-block:var(--space-3)}.stepper [aria-disabled=true]{opacity:.45;cursor:default}.stepper ol{margin:0;min-height:8rem}@media print{.stepper>:not(figcaption,.scroll){display:none}}',
);
document.adoptedStyleSheets.push(style);

function bold(text: string): HTMLElement {
  const element = document.createElement('b');
  element.textContent = text;
  return element;
}

/** Makes the tables of these figures steps to take. */
export function takeSteps(figures: Iterable<HTMLElement>): void {
  for (const figure of figures) {
    const table = figure.querySelector<HTMLElement>('.scroll');
    const heading = figure.querySelector('th')?.textContent ?? '';
    const steps = [...figure.querySelectorAll<HTMLTableRowElement>('tbody tr')].map(({ cells, dataset }) => {
      const [state = '', move = '', happens = ''] = [...cells].map(({ textContent }) => textContent);
      return { state, move, happens, next: Number(dataset['next']) };
    });
    const states = [...new Set(steps.map(({ state }) => state))];
    const first = steps[0]?.state ?? '';
    let state: string | undefined = first;
    const place = document.createElement('p');
    const moves = document.createElement('div');
    moves.className = 'stepper-moves';
    moves.role = 'group';
    moves.ariaLabel = figure.querySelector('figcaption')?.textContent ?? '';
    const story = document.createElement('ol');
    const log = document.createElement('div');
    log.role = 'log';
    log.append(story);
    const addButton = (text: string, press: () => void): HTMLButtonElement => {
      const button = document.createElement('button');
      button.className = 'button';
      button.dataset['quiet'] = '';
      button.textContent = text;
      button.addEventListener('click', press);
      moves.append(button);
      return button;
    };
    const buttons = [...new Set(steps.map(({ move }) => move))].map((move) =>
      addButton(move, () => {
        const step = steps.find((one) => one.state === state && one.move === move);
        if (step === undefined) return;
        state = states[step.next];
        const line = document.createElement('li');
        line.append(bold(move), ' ', step.happens);
        story.append(line);
        show();
      }),
    );
    function show(): void {
      place.replaceChildren(`${heading}: `, bold(state ?? ''));
      for (const button of buttons)
        button.ariaDisabled = String(!steps.some((one) => one.state === state && one.move === button.textContent));
    }
    addButton(figure.dataset['again'] ?? '', () => {
      state = first;
      story.textContent = '';
      show();
    });
    figure.append(place, moves, log);
    show();
    if (table === null) continue;
    table.hidden = true;
    addEventListener('beforeprint', () => (table.hidden = false));
    addEventListener('afterprint', () => (table.hidden = true));
  }
}
