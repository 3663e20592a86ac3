import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeChecker } from '../../../src/cli/checker.ts';
import { memoryFiles } from '../../../src/source/memory.ts';
import { runs } from '../../cases.ts';
import { courses, wholeFormat, writeCourse, type CourseShape } from './course.ts';
import { attributeOf, elementsIn, squeezed, textIn, type Element } from './html-tree.ts';
import { oddModule, oddPieces, type OddPiece } from './odd.ts';
import { SiteBuilder } from './site-builder.ts';
import { BuiltSite, unmet } from './site-check.ts';

const seed = 1;

let builder: SiteBuilder;
beforeAll(() => void (builder = new SiteBuilder()));
afterAll(() => builder.close());

describe('A course without errors builds to a site in which every address exists, every control has a name, and nothing is missing', () => {
  /** All that is wrong with the site of a generated course. */
  async function faultsOf(shape: CourseShape): Promise<readonly string[]> {
    const { files, modules } = writeCourse(shape);
    const site = await builder.build(files, { base: shape.base });
    if (!(site instanceof BuiltSite)) return site;
    const missing = modules
      .filter(({ draft }) => !draft)
      .flatMap(({ slug, expectations }) =>
        unmet(site, { expectations, page: `modules/${slug}/index.html`, files }).map(
          ({ fault, expectation }) => `${slug}: ${fault} (${expectation.feature})\n${expectation.source}`,
        ),
      );
    return [...site.faults(), ...missing];
  }

  test.each(fc.sample(courses, { numRuns: runs(6, 100), seed }).map((shape, index) => [index + 1, shape] as const))(
    'generated course %i',
    async (_, shape) => {
      expect(await faultsOf(shape)).toEqual([]);
    },
  );

  test('with each kind of block and of question', async () => {
    expect(await faultsOf(wholeFormat())).toEqual([]);
  });
});

describe('What authors write by mistake', () => {
  const pixel = new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg6OhgAAACVAEhXBo6AAAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  const courseOf = (slugs: readonly string[]): string =>
    `title: C\nlanguage: en\ncategories:\n  - id: a\n    title: A\n    modules: [${slugs.join(', ')}]\n`;

  /** Says of text that it is not shown, where that need not be a mistake. */
  const saysMissing: ReadonlySet<string> = new Set(['footnote-unused']);

  /** All that learners can read or hear of a page. */
  function wordsOf(page: Element): string {
    const attributes = [...elementsIn(page)].flatMap((element) =>
      ['alt', 'title', 'aria-label', 'label', 'placeholder', 'value', 'id', 'href', 'name', 'download'].map(
        (name) => attributeOf(element, name) ?? '',
      ),
    );
    return [squeezed(textIn(page)), ...attributes].join(' ');
  }

  test('is an error, or becomes a page that is whole', async () => {
    const check = makeChecker({ patience: 'never' });
    const passed = oddPieces.flatMap(
      (piece, index): readonly { readonly slug: string; readonly piece: OddPiece; readonly mayMiss: boolean }[] => {
        const slug = `c${index}`;
        const { diagnostics } = check(
          memoryFiles({ ...oddModule(slug, piece, pixel), 'course.yaml': courseOf([slug]) }),
        );
        return diagnostics.some(({ severity }) => severity === 'error')
          ? []
          : [{ slug, piece, mayMiss: diagnostics.some(({ code }) => saysMissing.has(code)) }];
      },
    );
    expect(passed.length).toBeGreaterThan(500);
    const pieceOf = (text: string): string =>
      JSON.stringify(passed.find(({ slug }) => slug === /modules\/(c\d+)/.exec(text)?.[1])?.piece);
    const site = await builder.build({
      'course.yaml': courseOf(passed.map(({ slug }) => slug)),
      ...(Object.assign({}, ...passed.map(({ slug, piece }) => oddModule(slug, piece, pixel))) as Record<
        string,
        string | Uint8Array
      >),
    });
    if (!(site instanceof BuiltSite)) throw new Error(site.map((fault) => `${pieceOf(fault)}: ${fault}`).join('\n'));
    const missing = passed
      .filter(({ mayMiss }) => !mayMiss)
      .flatMap(({ slug, piece: { source } }) => {
        const words = wordsOf(site.pages.get(`modules/${slug}/index.html`)!);
        return [...new Set(source.match(/zz[a-z]+/g))]
          .filter((word) => !words.includes(word))
          .map((word) => `${JSON.stringify(source)}: ${word} is missing`);
      });
    expect([...site.faults().map((fault) => `${pieceOf(fault)}: ${fault}`), ...missing]).toEqual([]);
  }, 300_000);
});
