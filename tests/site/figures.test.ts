import { describe, expect, test } from 'vitest';
import { figureNames } from '../../schemas/lesson.ts';
import { courseFigure } from '../../src/site/figures/course.ts';
import { brokenLine } from '../../src/site/figures/broken-line.ts';
import { drawFigure, figureOf } from '../../src/site/figures/index.ts';

const slugs = Array.from({ length: 200 }, (_, index) => `module-${index}`);
const places = (svg: string): number[] =>
  [...svg.matchAll(/translate\((-?[\d.]+) (-?[\d.]+)\)/g)].flatMap(([, x, y]) => [Number(x), Number(y) + 740]);

describe('The drawing that opens a module', () => {
  test('is the one its author named', () => {
    for (const name of figureNames) expect(figureOf('anything', name)).toBe(name);
  });

  test('follows from the module’s name where none is named, and every neutral drawing comes up', () => {
    const chosen = slugs.map((slug) => figureOf(slug, undefined));
    expect(chosen).toEqual(slugs.map((slug) => figureOf(slug, undefined)));
    expect(new Set(chosen)).toEqual(new Set(['relay', 'layers', 'branch', 'cycle']));
  });

  test.each(figureNames)('%s is the same for the same module, and stays inside its frame for any', (name) => {
    for (const slug of slugs) {
      const svg = drawFigure(name, slug);
      expect(svg).toBe(drawFigure(name, slug));
      expect(svg).not.toMatch(/NaN|undefined|style=|<script/);
      for (const place of places(svg)) {
        expect(place).toBeGreaterThan(0);
        expect(place).toBeLessThan(960);
      }
    }
  });

  test('of neutral kinds varies from module to module', () => {
    for (const name of ['relay', 'layers', 'branch', 'cycle'] as const) {
      expect(new Set(slugs.map((slug) => drawFigure(name, slug))).size).toBeGreaterThan(5);
    }
  });

  test('moves for less than five seconds: the longest way is 11 steps', () => {
    for (const name of figureNames) {
      const steps = slugs.flatMap((slug) =>
        [...drawFigure(name, slug).matchAll(/f-d(\d+)/g)].map(([, step]) => Number(step)),
      );
      expect(Math.max(0, ...steps)).toBeLessThanOrEqual(11);
    }
  });
});

test('a course is drawn with a line for each category, up to five, and a station for each module, up to nine', () => {
  const category = (accent: number, modules: number) => ({ accent, modules: Array.from({ length: modules }) });
  const counts = (svg: string) => [svg.match(/class="f-open"/g)?.length ?? 0, svg.match(/f-station/g)?.length ?? 0];
  expect(counts(courseFigure([category(0, 3)]))).toEqual([1, 3]);
  expect(counts(courseFigure([category(0, 3), category(1, 1)]))).toEqual([2, 4]);
  expect(counts(courseFigure(Array.from({ length: 20 }, (_, index) => category(index % 6, 50))))).toEqual([5, 45]);
  expect(counts(courseFigure([category(0, 0)]))).toEqual([1, 0]);
  expect(brokenLine()).toContain('f-letter');
});
