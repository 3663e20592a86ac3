/** Provided by `src/publish/site-plugin.ts`. */
declare module 'lectern:site' {
  /** The data that pages show. */
  export const site: import('./model.ts').SiteModel;
}

declare module 'lectern:lessons' {
  /**
   * Lessons with components, by module (those whose `ModuleView.html` is undefined), each with the styles of its
   * imports: URLs of stylesheets, and contents of those that are inlined.
   */
  export const lessons: Readonly<
    Record<
      string,
      () => Promise<{
        readonly Lesson: import('astro/runtime/server/index.js').AstroComponentFactory;
        readonly stylesheets: readonly string[];
        readonly styles: readonly string[];
      }>
    >
  >;
}
