import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright/test';

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
  const axe = await new AxeBuilder({ page }).analyze();
  if (!(await page.evaluate(() => 'ace' in globalThis))) await page.addScriptTag({ content: equalAccess });
  const ibm = await page.evaluate(async () => {
    const { ace } = globalThis as unknown as { ace: EqualAccess };
    const { results } = await new ace.Checker().check(document, ['WCAG_2_2']);
    if (results.length < 20) return [`the engine looked at next to nothing: ${results.length} results`];
    return results
      .filter(({ value }) => value[0] === 'VIOLATION' && value[1] === 'FAIL')
      .map(({ ruleId, message, snippet }) => `ibm ${ruleId}: ${message} ${snippet}`);
  });
  return [...axe.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html}`)), ...ibm];
}

/** The same in both themes and at both widths, each named by them. */
export async function findingsEverywhere(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    for (const colorScheme of themes) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      found.push(...(await findings(page)).map((finding) => `${width} px, ${colorScheme}: ${finding}`));
    }
  }
  return found;
}
