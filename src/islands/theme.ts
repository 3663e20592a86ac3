/** The theme button: light or dark, stored in this browser. `components/Theme.astro` applies it before first paint. */
const root = document.documentElement;

function isDark(): boolean {
  const chosen = root.dataset['theme'];
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

const tag = document.createElement('meta');
tag.name = 'theme-color';
document.head.append(tag);

/** The bars of the browser take the colour of the page, whoever chose it. */
function colourBars(): void {
  tag.content = getComputedStyle(root).backgroundColor;
}
colourBars();

document.querySelector('.theme:last-child')?.addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  root.dataset['theme'] = theme;
  colourBars();
  try {
    localStorage.setItem('lectern:theme', theme);
  } catch {
    // Without storage the theme still changes on this page.
  }
});
