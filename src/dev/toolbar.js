// Astro's toolbar waits for the document, which has been there for long; it loads itself a second time, and must not be heard then.
const listen = document.addEventListener;
document.addEventListener = (type, listener, options) => {
  if (type !== 'DOMContentLoaded') return listen.call(document, type, listener, options);
  document.addEventListener = listen;
  queueMicrotask(listener);
};
const answer = await fetch('/@lectern/toolbar');
// Where pages are no longer compiled ones, this one is about to be loaded anew.
const toolbar = new DOMParser().parseFromString(answer.ok ? await answer.text() : '', 'text/html');
for (const script of toolbar.scripts) {
  const copy = document.createElement('script');
  for (const { name, value } of script.attributes) copy.setAttribute(name, value);
  copy.textContent = script.textContent;
  document.head.append(copy);
}
