declare module 'lectern:fonts' {
  /** The course's faces: their rules, and the addresses of those that pages load early. */
  export const faces: import('./subset.ts').CourseFaces;
}
