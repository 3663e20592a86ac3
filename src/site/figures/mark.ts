import type { Accents, Ground } from '../../course/colours.ts';

/** The colours of the mark on each ground, as in `tokens.css`. */
const ours = {
  light: { paper: '#fbfaf6', accent: '#006854', client: '#a94a08', server: '#2457b8' },
  dark: { paper: '#0d1016', accent: '#5fceaf', client: '#f29b61', server: '#85aefb' },
} as const;

/** The mark of a course as a standalone image, its icon: two sides and the line between them, for any background. */
export function markSvg({ accent, client, server }: Accents): string {
  const style = (ground: Ground): string => {
    const base = ours[ground];
    return `.p{fill:${base.paper}}.l{stroke:${accent?.[ground] ?? base.accent}}.c{fill:${client?.[ground] ?? base.client}}.s{fill:${server?.[ground] ?? base.server}}`;
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>${style('light')}@media (prefers-color-scheme:dark){${style('dark')}}</style><rect class="p" width="32" height="32" rx="7"/><path class="l" d="M8 16h16" stroke-width="4"/><circle class="c" cx="8" cy="16" r="6"/><circle class="s" cx="24" cy="16" r="6"/></svg>\n`;
}

/** The same as a data URL, for the page: small, suitable for light and dark, without a request. */
export function markInPage({ accent, client, server }: Accents): string {
  const line = accent?.light ?? '#2a8f78';
  const [left, right] = [client?.light ?? '#c4632a', server?.light ?? '#4a78d0'];
  const drawing = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 4 32 24'><path d='M8 16h16' stroke='${line}' stroke-width='4'/><circle fill='${left}' cx='8' cy='16' r='7'/><circle fill='${right}' cx='24' cy='16' r='7'/></svg>`;
  return `data:image/svg+xml,${drawing.replaceAll('#', '%23')}`;
}
