import { createHotContext } from 'BASE/@vite/client';

createHotContext('/lectern').send('lectern:shown', 'VERSION');
// Astro's toolbar waits for the document, which has been there for long; it loads itself a second time, and must not be heard then.
const listen = document.addEventListener;
document.addEventListener = (type, listener, options) => {
  if (type !== 'DOMContentLoaded') return listen.call(document, type, listener, options);
  document.addEventListener = listen;
  queueMicrotask(listener);
};
const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
for (const script of page.querySelectorAll('head script')) {
  if (!script.src.includes('/dev-toolbar/') && !script.textContent.includes('__astro_dev_toolbar__')) continue;
  const copy = document.createElement('script');
  for (const { name, value } of script.attributes) copy.setAttribute(name, value);
  copy.textContent = script.textContent;
  document.head.append(copy);
}
