declare module 'lectern:fonts' {
  /** Addresses of the faces that every page shows from its first line. */
  export const preload: readonly string[];
}
declare module 'lectern:fonts.css' {}
