/** Provided by the integration in `src/build/`. */
declare module 'lectern:site' {
  /** What the pages show. */
  export const site: import('./model.ts').SiteModel;
}

declare module 'lectern:lessons' {
  /** The lessons that use components, by module: those whose `ModuleView.html` is undefined. */
  export const lessons: Readonly<Record<string, () => Promise<{ readonly default: import('astro/runtime/server/index.js').AstroComponentFactory }>>>;
}
