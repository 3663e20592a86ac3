/**
 * Adds a button to every picture that is shown much smaller than it is: it opens the picture in a dialog, on a phone larger than
 * the screen, where it scrolls. A click on the picture does the same.
 */
const parts = document.querySelector<HTMLTemplateElement>('template[data-enlarge]')?.content;
const dialog = parts?.querySelector('dialog');

/** How many times as wide as it is shown a picture has to be. */
const worth = 1.25;

/** CSS pixels below which a picture is a sign in a line of text. */
const smallest = 200;

if (dialog && parts) {
  const button = parts.querySelector('button')!;
  const large = dialog.querySelector('img')!;
  document.body.append(dialog);
  // Whatever is clicked but the picture itself closes it.
  dialog.addEventListener('click', ({ target }) => void (target === dialog && dialog.close()));
  dialog.addEventListener('close', () => large.removeAttribute('src'));

  const open = (picture: HTMLImageElement): void => {
    large.src = picture.src;
    large.alt = picture.alt;
    large.style.setProperty('--ratio', String(picture.width / picture.height));
    dialog.ariaLabel = picture.alt || button.ariaLabel;
    dialog.showModal();
  };

  // What stands in a link, a label or a button belongs to that.
  const pictures = [...document.querySelectorAll<HTMLImageElement>('img[data-own]')].filter(
    (picture) => picture.closest('a, label, button') === null,
  );
  const buttons = new Map(
    pictures.map((picture) => {
      const place = document.createElement('span');
      place.className = 'enlargeable';
      if (picture.dataset['ground'] !== undefined) place.dataset['ground'] = picture.dataset['ground'];
      const own = button.cloneNode(true) as HTMLButtonElement;
      if (picture.alt !== '') own.ariaLabel += `: ${picture.alt}`;
      picture.replaceWith(place);
      place.append(picture, own);
      own.addEventListener('click', () => open(picture));
      picture.addEventListener('click', () => void (own.hidden || open(picture)));
      return [picture, own] as const;
    }),
  );
  const seen = new ResizeObserver((changes) => {
    for (const { target, contentRect } of changes) {
      const own = buttons.get(target as HTMLImageElement)!;
      const { width } = contentRect;
      own.hidden = width < smallest || Number((target as HTMLImageElement).dataset['own']) < width * worth;
    }
  });
  for (const picture of pictures) seen.observe(picture);
}
