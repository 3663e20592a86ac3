/**
 * The entry of the bundle that Astro makes of the site's pages: renders one page after another in the process that has
 * the course (see `handover.ts`). Bundled, never imported from its source.
 */
import { createApp } from 'astro/app/entrypoint';
import { scriptsOf } from './page-texts.ts';
import { styleMark } from './style-marks.ts';

const app = createApp({ streaming: false });
const renderError = app.renderError.bind(app);
// What a page throws is the build's to explain, not a page that says “500”.
app.renderError = (request, options) => {
  if (options.error instanceof Error) throw options.error;
  return renderError(request, options);
};

/** The styles that the pages' code puts into pages, by the number of their mark. */
export const styles: readonly string[] = app.manifest.routes
  .flatMap((route) => route.styles.filter((style) => style.type === 'inline'))
  .map((style, number) => {
    const { content } = style;
    style.content = styleMark(number);
    return content;
  });

export const scripts: readonly string[] = scriptsOf(app.manifest);

/** Renders the page or file at an address, with base. In the place of a style stands its mark: see `withStyles`. */
export function render(address: string): Promise<Response> {
  return app.render(new Request(new URL(address, 'http://localhost')));
}
