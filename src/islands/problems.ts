/**
 * Lists the course's problems in the development toolbar, those of the current page first; a click opens the file at
 * that position. Served by `lectern dev` only.
 */
import { defineToolbarApp } from 'astro/toolbar';
import { count } from '../text/count.ts';

interface Problem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly place: string;
  readonly open: string;
}

/** The toolbar is always dark, and its styles are isolated from the page. */
const style = `
  astro-dev-toolbar-window { max-block-size: min(640px, 80vh); overflow-y: auto; }
  astro-dev-toolbar-card { margin-block: 4px; }
  p { margin-block: 8px; }
  a { color: #93c5fd; }
`;

export default defineToolbarApp({
  init(canvas, app, server) {
    const list = document.createElement('astro-dev-toolbar-window');
    const looks = document.createElement('style');
    looks.textContent = style;
    canvas.append(looks, list);
    server.on<readonly Problem[]>('lectern:problems', (problems) => {
      app.toggleNotification({
        state: problems.length > 0,
        level: problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
      });
      list.replaceChildren(heading(problems.length), ...pageFirst(problems).map(item));
    });
    server.send('lectern:problems?', {});
  },
});

function heading(problems: number): HTMLElement {
  const title = document.createElement('h1');
  title.textContent = problems === 0 ? 'No problems' : count(problems, 'problem');
  return title;
}

/** Puts problems of the current page first: `modules/dns/lesson.mdx` belongs to `…/modules/dns/`. */
function pageFirst(problems: readonly Problem[]): readonly Problem[] {
  const isHere = ({ place }: Problem): boolean =>
    location.pathname.includes(`/${place.split('/').slice(0, 2).join('/')}/`);
  return [...problems.filter(isHere), ...problems.filter((problem) => !isHere(problem))];
}

function item({ severity, code, message, why, fix, place, open }: Problem): HTMLElement {
  const card = document.createElement('astro-dev-toolbar-card');
  const title = document.createElement('strong');
  title.textContent = `${severity}: ${message}`;
  const cause = document.createElement('p');
  cause.textContent = `Why: ${why}`;
  const way = document.createElement('p');
  way.textContent = `Fix: ${fix}`;
  const where = document.createElement('a');
  where.textContent = `${place} (${code})`;
  where.href = `/__open-in-editor?file=${encodeURIComponent(open)}`;
  where.addEventListener('click', (event) => {
    event.preventDefault();
    void fetch(where.href);
  });
  card.append(title, cause, way, where);
  return card;
}
