/** `Inflater` for the bundle without compression; `inflate.ts` is the real one. */
export class Inflater {
  push(): undefined {}
}
