declare module 'lectern:fonts' {
  /** Addresses of the faces that every page shows from its first line. */
  export const everywhere: readonly string[];
  /** Addresses of the faces that lessons add. */
  export const lessons: readonly string[];
}
declare module 'lectern:fonts.css' {}
