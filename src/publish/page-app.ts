/**
 * The entry of the bundle that Astro makes of the site's pages: renders one page after another in the process that has
 * the course (see `page-context.ts`). Bundled, never imported from its source.
 */
import { createApp } from 'astro/app/entrypoint';
import { inlineTextsOf } from './page-texts.ts';

const app = createApp({ streaming: false });
const renderError = app.renderError.bind(app);
// What a page throws is the build's to explain, not a page that says “500”.
app.renderError = (request, options) => {
  if (options.error instanceof Error) throw options.error;
  return renderError(request, options);
};

export const inlineTexts: readonly string[] = inlineTextsOf(app.manifest);

/** Renders the page or file at an address, with base. */
export function render(address: string): Promise<Response> {
  return app.render(new Request(new URL(address, 'http://localhost')));
}
