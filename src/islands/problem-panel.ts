import type { PageProblem, ProblemReport } from '../diagnostics/page-problem.ts';
import { count } from '../text/count.ts';

const ranks = { error: 0, warning: 1, info: 2 } as const;
/** How many problems of other pages are listed; the terminal has all. */
const elsewhereAtMost = 50;
const lastReport = 'lectern:problems';
const lastOpen = 'lectern:problems-open';

/**
 * Lists the course's problems in a corner of the page, which stays readable and usable: a bar with their number and the
 * first error, which opens into the list. The problems of the page come first, among them those that the last save
 * brought. Without problems there is nothing to see.
 */
export class ProblemPanel {
  readonly #host = document.createElement('lectern-problems');
  readonly #bar = element('button', 'bar');
  readonly #list = element('div', 'list');
  #isOpen = sessionStorage.getItem(lastOpen) !== null;

  constructor() {
    this.#host.lang = 'en';
    this.#host.dir = 'ltr';
    const root = this.#host.attachShadow({ mode: 'open' });
    // Not a `<style>`: the page's policy need not allow it.
    const looks = new CSSStyleSheet();
    looks.replaceSync(style);
    root.adoptedStyleSheets = [looks];
    const section = element('section');
    section.setAttribute('aria-label', 'Problems in the course');
    this.#bar.type = 'button';
    this.#bar.setAttribute('aria-controls', (this.#list.id = 'list'));
    this.#bar.addEventListener('click', () => this.#open(!this.#isOpen));
    section.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return;
      this.#open(false);
      this.#bar.focus();
    });
    section.append(this.#list, this.#bar);
    root.append(section);
    // After a reload the check takes a moment: until then what it said last stays where it was.
    const last = sessionStorage.getItem(lastReport);
    if (last !== null) this.#draw(JSON.parse(last) as ProblemReport);
  }

  show(report: ProblemReport): void {
    try {
      sessionStorage.setItem(lastReport, JSON.stringify(report));
    } catch {
      sessionStorage.removeItem(lastReport); // too many problems to keep
    }
    this.#draw(report);
  }

  #draw({ problems, base, shown }: ProblemReport): void {
    if (problems.length === 0 || !location.pathname.startsWith(base)) return this.#host.remove();
    const sorted = [...problems].toSorted(
      (a, b) => Number(b.isNew) - Number(a.isNew) || ranks[a.severity] - ranks[b.severity],
    );
    const here = sorted.filter((problem) => isHere(problem));
    const elsewhere = sorted.filter((problem) => !isHere(problem));
    const error = [...here, ...elsewhere].find(({ severity }) => severity === 'error');
    this.#bar.dataset['severity'] = error === undefined ? 'warning' : 'error';
    this.#bar.replaceChildren(
      element('strong', '', summary(problems)),
      ...(error === undefined ? [] : [element('span', '', withoutTicks(error.message))]),
    );
    const left = elsewhere.length - elsewhereAtMost;
    this.#list.replaceChildren(
      ...(shown === 'current' ? [] : [element('p', 'note', notes[shown])]),
      ...group('On this page', here),
      ...group(here.length === 0 ? 'In the course' : 'Elsewhere in the course', elsewhere.slice(0, elsewhereAtMost)),
      ...(left > 0 ? [element('p', 'note', `${count(left, 'more problem')}: see the terminal.`)] : []),
    );
    this.#open(this.#isOpen || shown === 'nothing');
    if (!this.#host.isConnected) document.body.append(this.#host);
  }

  #open(isOpen: boolean): void {
    this.#isOpen = isOpen;
    if (isOpen) sessionStorage.setItem(lastOpen, '');
    else sessionStorage.removeItem(lastOpen);
    this.#list.hidden = !isOpen;
    this.#bar.setAttribute('aria-expanded', String(isOpen));
  }
}

const notes = {
  earlier: 'Pages show the last version without errors.',
  nothing: 'The course can be shown when its errors are fixed.',
} as const;

function summary(problems: readonly PageProblem[]): string {
  const amounts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const amount = problems.filter((problem) => problem.severity === severity).length;
    return amount === 0 ? [] : [count(amount, severity)];
  });
  const fresh = problems.filter(({ isNew }) => isNew).length;
  return `${amounts.join(', ')}${fresh === 0 ? '' : ` · ${fresh} new`}`;
}

/** `modules/dns/lesson.mdx` belongs to `…/modules/dns/`. */
const isHere = ({ place }: PageProblem): boolean =>
  /^modules\/./.test(place) && location.pathname.includes(`/${place.split('/').slice(0, 2).join('/')}/`);

function group(title: string, problems: readonly PageProblem[]): readonly HTMLElement[] {
  if (problems.length === 0) return [];
  const list = element('ul');
  list.append(...problems.map(item));
  return [element('h2', '', title), list];
}

function item({ severity, code, message, why, fix, place, open, line, isNew }: PageProblem): HTMLElement {
  const title = element('h3');
  const kind = element('span', 'kind', severity);
  kind.dataset['severity'] = severity;
  title.append(kind, ...(isNew ? [element('span', 'new', 'new')] : []), ...words(message));
  const where = element('a', '', place);
  where.href = `/__open-in-editor?file=${encodeURIComponent(open)}`;
  where.title = 'Open in the editor';
  where.addEventListener('click', (event) => {
    event.preventDefault();
    void fetch(where.href);
  });
  const source = element('pre');
  source.append(line[0], element('mark', '', line[1]), line[2]);
  const cause = element('p');
  cause.append(element('b', '', 'Why '), ...words(why));
  const way = element('p');
  way.append(element('b', '', 'Fix '), ...words(fix));
  const reference = element('p', 'where');
  reference.append(where, ` ${code}`);
  const entry = element('li');
  entry.append(title, reference, ...(line.join('').trim() === '' ? [] : [source]), cause, way);
  return entry;
}

const withoutTicks = (message: string): string => message.replaceAll('`', '');

/** A message with its `code` set as code. */
const words = (message: string): readonly (string | HTMLElement)[] =>
  message.split(/`([^`]+)`/).map((part, index) => (index % 2 === 0 ? part : element('code', '', part)));

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}

/** Of the panel alone: it stands in a shadow tree, beside whatever a site looks like. */
const style = `
  :host { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647; max-inline-size: calc(100vw - 2rem); color-scheme: inherit; }
  @media print { :host { display: none; } }
  section { display: grid; grid-template-columns: minmax(0, 1fr); justify-items: end; gap: .5rem; font: 400 14px/1.45 system-ui, sans-serif; color: light-dark(#1c2230, #e9ebf0); }
  .bar { all: unset; box-sizing: border-box; display: flex; gap: .6rem; max-inline-size: min(36rem, 100%); padding: .45rem .8rem; border-radius: 999px; background: light-dark(#7a4a00, #f2c46b); color: light-dark(#fff, #221500); cursor: pointer; box-shadow: 0 2px 10px rgb(0 0 0 / .3); }
  .bar[data-severity='error'] { background: light-dark(#a3201d, #ff9c94); color: light-dark(#fff, #2b0503); }
  .bar:focus-visible, a:focus-visible { outline: 3px solid light-dark(#1a56db, #9cc2ff); outline-offset: 2px; }
  .bar strong { white-space: nowrap; }
  .bar span { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
  .list { box-sizing: border-box; inline-size: 38rem; max-inline-size: 100%; max-block-size: min(60vh, 34rem); overflow-y: auto; overscroll-behavior: contain; padding: .9rem 1.1rem; border: 1px solid light-dark(#c9ccd6, #454b5a); border-radius: 10px; background: light-dark(#fff, #171b24); box-shadow: 0 6px 30px rgb(0 0 0 / .3); }
  .list[hidden] { display: none; }
  h2 { margin: 0 0 .3rem; font-size: 12px; font-weight: 600; color: light-dark(#5a6173, #a9b0c0); }
  ul + h2 { margin-block-start: 1rem; }
  ul { margin: 0; padding: 0; list-style: none; }
  li { padding-block: .7rem; border-block-start: 1px solid light-dark(#e3e5eb, #2c313d); }
  h3 { margin: 0; font-size: 14px; font-weight: 600; }
  p { margin: .25rem 0 0; }
  .note { margin-block: 0 .7rem; }
  .where { color: light-dark(#5a6173, #a9b0c0); font-size: 13px; overflow-wrap: anywhere; }
  .kind { margin-inline-end: .45rem; color: light-dark(#7a4a00, #f2c46b); }
  .kind[data-severity='error'] { color: light-dark(#a3201d, #ff9c94); }
  .kind[data-severity='info'] { color: light-dark(#5a6173, #a9b0c0); }
  .new { margin-inline-end: .45rem; padding: 0 .4rem; border-radius: 4px; background: light-dark(#dbe7ff, #23406e); font-size: 12px; }
  a { color: light-dark(#1a56db, #9cc2ff); }
  b { font-weight: 600; }
  code, pre { font-family: ui-monospace, Menlo, monospace; font-size: 13px; }
  pre { margin: .4rem 0 0; padding: .35rem .5rem; overflow-x: auto; border-radius: 6px; background: light-dark(#f3f4f7, #0f131b); }
  mark { background: none; color: inherit; text-decoration: underline wavy light-dark(#a3201d, #ff9c94); text-underline-offset: 3px; }
`;
