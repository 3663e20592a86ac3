/** Videos of other hosts: a click puts the player in the place of the link to it. Until then nobody is asked for anything. */
for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-player]')) {
  link.addEventListener('click', (event) => {
    // Who opens it elsewhere, goes to its page.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const frame = document.createElement('iframe');
    frame.title = link.dataset['title'] ?? '';
    frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    // Some hosts play only for a page that says where it is; the path stays here.
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    frame.src = link.dataset['player'] ?? '';
    link.before(frame);
    // It stays, for paper.
    link.dataset['played'] = '';
    frame.focus();
  });
}
