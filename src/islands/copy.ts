/**
 * Adds a copy button to every code frame of a lesson, which confirms visually and to screen readers. Created by script,
 * because it would not work without. What nobody would want to type again is left out: prompts and what commands printed,
 * signs and lines that were taken out.
 */
function textOf(figure: Element): string {
  const copy = figure.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll('.sign, del, [data-removed], [data-output]')) part.remove();
  return [...copy.querySelectorAll('pre')].map(({ textContent }) => textContent).join('');
}

const [copy = '', copied = '', refused = '', copyCode = '', copyFile = '', lang = ''] = (
  document.querySelector<HTMLElement>('[data-copy]')?.dataset['copy'] ?? ''
).split('\n');

for (const figure of document.querySelectorAll('.lesson .code:not(.question *)')) {
  const button = document.createElement('button');
  button.className = 'copy';
  button.textContent = copy;
  const file = figure.querySelector('.code-file')?.textContent;
  button.ariaLabel = file ? copyFile.replace('{file}', file) : copyCode;
  const result = document.createElement('span');
  result.role = 'status';
  result.className = 'copy-result';
  if (lang) button.lang = result.lang = lang;
  (figure.querySelector('figcaption') ?? figure).append(result, button);
  button.addEventListener('click', async () => {
    result.textContent = await navigator.clipboard.writeText(textOf(figure)).then(
      () => copied,
      () => refused,
    );
    setTimeout(() => (result.textContent = ''), 2000);
  });
}
