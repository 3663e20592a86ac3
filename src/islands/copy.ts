/**
 * Adds a copy button to every code frame, which confirms visually and to screen readers. Created by script, because it
 * would not work without.
 */
function textOf(pre: HTMLElement): string {
  const copy = pre.cloneNode(true) as HTMLElement;
  for (const part of copy.querySelectorAll('.sign, [data-removed]')) part.remove();
  return copy.textContent;
}

for (const caption of document.querySelectorAll('.code > figcaption')) {
  const pre = caption.parentElement?.querySelector('pre');
  if (!pre) continue;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy ${caption.querySelector('.code-file')?.textContent ?? 'code'}`);
  const result = document.createElement('span');
  result.setAttribute('role', 'status');
  result.className = 'copy-result';
  caption.append(result, button);
  button.addEventListener('click', async () => {
    const said = await navigator.clipboard.writeText(textOf(pre)).then(
      () => 'Copied',
      () => 'Not allowed here',
    );
    result.textContent = said;
    setTimeout(() => (result.textContent = ''), 2000);
  });
}
