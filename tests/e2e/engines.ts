import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright/test';
import { pairs } from '../cases.ts';

/** Themes and widths every page and every state is checked in. */
const themes = ['light', 'dark'] as const;
const widths = [320, 1280] as const;

const equalAccess = readFileSync(createRequire(import.meta.url).resolve('accessibility-checker-engine/ace.js'), 'utf8');

interface EqualAccess {
  readonly Checker: new () => {
    check(
      node: Node,
      rulesets: string[],
    ): Promise<{ results: { value: [string, string]; ruleId: string; message: string; snippet: string }[] }>;
  };
}

/** A page that both engines can run in: the site's own policy allows no script of theirs. */
export async function checkedPage(browser: Browser, baseURL?: string): Promise<Page> {
  const context = await browser.newContext({
    bypassCSP: true,
    reducedMotion: 'reduce',
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  return context.newPage();
}

/**
 * What two accessibility engines find wrong on the page as it stands: axe-core (WCAG 2.0 to 2.2, A and AA, and its best
 * practices) and IBM Equal Access (its WCAG 2.2 rules, violations that it is sure of). Empty where all is well.
 */
async function findings(page: Page): Promise<string[]> {
  const axe = await axeFindings(new AxeBuilder({ page }));
  if (!(await page.evaluate(() => 'ace' in globalThis))) await page.addScriptTag({ content: equalAccess });
  const ibm = await page.evaluate(async () => {
    const { ace } = globalThis as unknown as { ace: EqualAccess };
    const { results } = await new ace.Checker().check(document, ['WCAG_2_2']);
    if (results.length < 20) return [`the engine looked at next to nothing: ${results.length} results`];
    return results
      .filter(({ value }) => value[0] === 'VIOLATION' && value[1] === 'FAIL')
      .map(({ ruleId, message, snippet }) => `ibm ${ruleId}: ${message} ${snippet}`);
  });
  return [...axe, ...ibm];
}

/** What axe-core finds of what a theme can spoil. */
const contrast = (page: Page): Promise<string[]> =>
  axeFindings(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']));

async function axeFindings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html}`));
}

/**
 * The same in both themes and at both widths, each named by them. A width has its layout in either theme, and a theme
 * its colours at either width: where not all is tried, both engines see each of them once, and of the other views only
 * the contrast is measured.
 */
export async function findingsEverywhere(page: Page): Promise<string[]> {
  const whole = new Set(pairs(widths, themes).map((view) => view.join()));
  const found: string[] = [];
  for (const width of widths) {
    for (const colorScheme of themes) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const here = whole.has([width, colorScheme].join()) ? await findings(page) : await contrast(page);
      found.push(...here.map((finding) => `${width} px, ${colorScheme}: ${finding}`));
    }
  }
  return found;
}
