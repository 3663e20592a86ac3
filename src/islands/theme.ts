/** The theme button: light or dark, stored in this browser. `components/Theme.astro` applies it before first paint. */
const root = document.documentElement;

function isDark(): boolean {
  const chosen = root.dataset['theme'];
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

document.querySelector('.theme:last-child')?.addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  root.dataset['theme'] = theme;
  try {
    localStorage.setItem('lectern:theme', theme);
  } catch {
    // Without storage the theme still changes on this page.
  }
});
