/** `Inflater` of the bundle in which nothing is compressed; `inflate.ts` is the one that reads. */
export class Inflater {
  push(): undefined {}
}
