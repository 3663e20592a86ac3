/** Provided by `site-plugin.ts`. */
declare module 'lectern:styles' {
  /** The stylesheets of the site, and the faces that pages load early. */
  export const styles: import('./page-context.ts').PageStyles;
}
