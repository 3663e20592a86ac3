/**
 * Tabs: adds the controls to what is otherwise shown one below the other (WAI-ARIA Authoring Practices, “Tabs with automatic
 * activation”). Sets with the same `data-sync` are in step, and stay so on later pages.
 */
interface TabSet {
  readonly root: HTMLElement;
  readonly sync: string | undefined;
  readonly names: readonly string[];
  select(name: string): void;
}

const key = 'lectern:tabs';
const hidden = 'onbeforematch' in document ? 'until-found' : '';
const isRightToLeft = document.documentElement.dir === 'rtl';
const sets: TabSet[] = [];

function chosen(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, string>;
  } catch {
    return {}; // Without storage, or with what is no choice in it, every page begins with the first.
  }
}

/** A choice by the learner: for all sets in step, without moving what is before their eyes. */
function choose(set: TabSet, name: string): void {
  const before = set.root.getBoundingClientRect().top;
  for (const other of sets)
    if (other === set || (set.sync !== undefined && other.sync === set.sync)) other.select(name);
  scrollBy({ top: set.root.getBoundingClientRect().top - before, behavior: 'instant' });
  if (set.sync === undefined) return;
  try {
    localStorage.setItem(key, JSON.stringify({ ...chosen(), [set.sync]: name }));
  } catch {
    // The choice holds on this page.
  }
}

for (const [number, root] of [...document.querySelectorAll<HTMLElement>('.tabs')].entries()) {
  const panels = [...root.querySelectorAll<HTMLElement>(':scope > .tab')];
  const names = panels.map(
    (panel) => panel.querySelector(':scope > .tab-name, :scope > .code > figcaption .code-file')?.textContent ?? '',
  );
  const list = document.createElement('div');
  list.className = 'tab-list';
  list.setAttribute('role', 'tablist');
  const tabs = names.map((name, index) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.textContent = name;
    tab.id = `tabs.${number}.${index}`;
    tab.setAttribute('role', 'tab');
    const panel = panels[index];
    if (panel) {
      panel.id = `${tab.id}.panel`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      if (!panel.querySelector('a, button, input, summary, [tabindex]')) panel.tabIndex = 0;
      tab.setAttribute('aria-controls', panel.id);
      panel.addEventListener('beforematch', () => choose(set, name));
    }
    return tab;
  });
  const set: TabSet = {
    root,
    sync: root.dataset['sync'],
    names,
    select(name) {
      if (!names.includes(name)) return;
      for (const [index, tab] of tabs.entries()) {
        const isOn = names[index] === name;
        tab.setAttribute('aria-selected', String(isOn));
        tab.tabIndex = isOn ? 0 : -1;
        if (isOn) panels[index]?.removeAttribute('hidden');
        else panels[index]?.setAttribute('hidden', hidden);
      }
    },
  };
  list.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLButtonElement) choose(set, target.textContent ?? '');
  });
  list.addEventListener('keydown', (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const step = { ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1 }[event.key];
    const to =
      step !== undefined ? (at + step + tabs.length) % tabs.length : { Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    tabs[to]?.focus();
    choose(set, names[to] ?? '');
  });
  list.append(...tabs);
  root.prepend(list);
  sets.push(set);
  set.select(names[0] ?? '');
  set.select(chosen()[set.sync ?? ''] ?? '');
  root.dataset['ready'] = '';
}
