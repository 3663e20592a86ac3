import { ensureChromium } from './chromium.ts';

/** Chromium is there before the first test that needs it; fetching one takes longer than any test may. */
export function setup(): void {
  ensureChromium();
}
