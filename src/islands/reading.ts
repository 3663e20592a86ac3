/**
 * Tracks the reading position: marks the current section in the table of contents and earlier ones as passed, and shows
 * its title in the bar on small screens.
 */
const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents a')];
const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
const place = document.querySelector('.whereabouts-place');
const label = place?.textContent ?? '';

function show(): void {
  // The last heading above a line at one third of the viewport's height.
  const edge = innerHeight / 3;
  const current = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < edge);
  links.forEach((link, index) => {
    link.toggleAttribute('data-passed', index < current);
    if (index === current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
  const link = links[current];
  const number = headings[current]?.closest('section')?.querySelector('.section-number')?.textContent;
  if (place) place.textContent = link ? [number, link.textContent].filter(Boolean).join(' · ') : label;
}

let waiting = false;
addEventListener(
  'scroll',
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      show();
    });
  },
  { passive: true },
);
show();

const contents = document.getElementById('contents');
contents?.addEventListener('click', () => contents.hidePopover());
