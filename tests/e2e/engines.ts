import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright/test';
import { pairs, runs } from '../cases.ts';

/** Themes and widths every page and every state is checked in. */
const themes = ['light', 'dark'] as const;
const widths = [320, 1280] as const;

/** Both engines as their packages bring them, for the page they run in. */
const scriptOf = (file: string): string => readFileSync(createRequire(import.meta.url).resolve(file), 'utf8');
const axeScript = scriptOf('axe-core/axe.min.js');
const equalAccessScript = `${scriptOf('accessibility-checker-engine/ace.js')}\nglobalThis.ace = ace;`;

interface Engines {
  readonly axe: {
    run(
      context: object,
      options: object,
    ): Promise<{ passes: unknown[]; violations: { id: string; nodes: { html: string }[] }[] }>;
  };
  readonly ace: { readonly Checker: new () => EqualAccess };
}

interface EqualAccess {
  readonly guidelines: readonly Guideline[];
  addGuideline(guideline: Guideline): void;
  readonly engine: { readonly nlsMap: Readonly<Record<string, Readonly<Record<string, string>>>> };
  check(
    node: Node,
    guidelines: readonly string[],
  ): Promise<{ results: { value: [string, string]; ruleId: string; message: string; snippet: string }[] }>;
}

interface Guideline {
  readonly id: string;
  readonly checkpoints: readonly { readonly rules?: readonly { readonly id: string; readonly level: string }[] }[];
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

/** Puts an engine on the page, unless it is there since an earlier look. */
async function bring(page: Page, name: keyof Engines, script: string): Promise<void> {
  if (!(await page.evaluate((name) => name in globalThis, name))) await page.evaluate(script);
}

/**
 * What axe-core (WCAG 2.0 to 2.2, A and AA, and its best practices) finds wrong on the page as it stands, or on the part
 * of it that a selector names. Of what is right it only asks whether it was looked at.
 */
export async function axeFindings(page: Page, part = ':root'): Promise<string[]> {
  await bring(page, 'axe', axeScript);
  return page.evaluate(async (part) => {
    const { axe } = globalThis as unknown as Engines;
    const { passes, violations } = await axe.run(
      { include: part },
      { resultTypes: ['violations'], selectors: false, iframes: false },
    );
    if (passes.length === 0) return ['axe looked at nothing'];
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `axe ${id}: ${html}`));
  }, part);
}

/**
 * What IBM Equal Access (its WCAG 2.2 rules, violations that it is sure of) finds wrong on the page as it stands. A third
 * of its rules are never sure, and take half of its time: they have no message that says that something fails.
 */
async function equalAccessFindings(page: Page): Promise<string[]> {
  await bring(page, 'ace', equalAccessScript);
  return page.evaluate(async () => {
    const { ace } = globalThis as unknown as Engines;
    const checker = new ace.Checker();
    const whole = checker.guidelines.find(({ id }) => id === 'WCAG_2_2');
    const isSure = (id: string): boolean =>
      Object.keys(checker.engine.nlsMap[id] ?? {}).some((key) => /^fail/i.test(key));
    const checkpoints = (whole?.checkpoints ?? []).map(({ rules = [], ...checkpoint }) => ({
      ...checkpoint,
      rules: rules.filter(({ id, level }) => level === 'VIOLATION' && isSure(id)),
    }));
    checker.addGuideline({ ...whole, id: 'sure', checkpoints });
    const { results } = await checker.check(document, ['sure']);
    if (results.length < 20) return [`Equal Access looked at next to nothing: ${results.length} results`];
    return results
      .filter(({ value }) => value[0] === 'VIOLATION' && value[1] === 'FAIL')
      .map(({ ruleId, message, snippet }) => `ibm ${ruleId}: ${message} ${snippet}`);
  });
}

/**
 * What both engines find in both themes and at both widths, each named by them. A width has its layout in either theme,
 * and a theme its colours at either width: where not all is tried, each of them is seen once. There, Equal Access, which
 * takes several times as long as axe-core, sees one view of a state; `layouts` are for the page that it is a state of.
 */
export async function findingsEverywhere(
  page: Page,
  see: 'the state' | 'the layouts' = 'the state',
): Promise<string[]> {
  const views = pairs(widths, themes);
  const whole = see === 'the layouts' ? views.length : runs(1, views.length);
  const found: string[] = [];
  for (const [index, [width, colorScheme]] of views.entries()) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const here = [...(await axeFindings(page)), ...(index < whole ? await equalAccessFindings(page) : [])];
    found.push(...here.map((finding) => `${width} px, ${colorScheme}: ${finding}`));
  }
  return found;
}
