/**
 * Adds a copy button to every code frame, which confirms visually and to screen readers. Created by script, because it
 * would not work without.
 */
function textOf(pre: HTMLElement): string {
  const copy = pre.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll('.sign, [data-removed]')) part.remove();
  return copy.textContent;
}

const [copy = '', copied = '', refused = '', copyCode = '', copyFile = '', lang = ''] = (
  document.querySelector<HTMLElement>('[data-copy]')?.dataset['copy'] ?? ''
).split('\n');

for (const caption of document.querySelectorAll('.code > figcaption')) {
  const pre = caption.parentElement?.querySelector('pre');
  if (!pre) continue;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = copy;
  const file = caption.querySelector('.code-file')?.textContent;
  button.ariaLabel = file ? copyFile.replace('{file}', file) : copyCode;
  const result = document.createElement('span');
  result.setAttribute('role', 'status');
  result.className = 'copy-result';
  if (lang) button.lang = result.lang = lang;
  caption.append(result, button);
  button.addEventListener('click', async () => {
    const said = await navigator.clipboard.writeText(textOf(pre)).then(
      () => copied,
      () => refused,
    );
    result.textContent = said;
    setTimeout(() => (result.textContent = ''), 2000);
  });
}
