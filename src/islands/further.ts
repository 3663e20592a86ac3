// The types that have a script of their own, beyond the three choices. They share one file of under 2 kB: a request costs
// a page more than the bytes it might spare.
import.meta.glob('../questions/*/enhance.ts', { eager: true });
