/**
 * Lets the links to other languages lead to the section that is being read, or that the reader came for: sections have the
 * same ids in all of them.
 */
document.querySelector('.languages')?.addEventListener('beforetoggle', () => {
  const headings = [...document.querySelectorAll<HTMLElement>('article :is(h2, h3)[id]')];
  const read = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a'))
    link.hash = read?.id ?? location.hash;
});
