import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceText } from '../../src/source/text.ts';
import { parseYaml, type YamlResult } from '../../src/source/yaml.ts';
import { runs } from '../cases.ts';

const read = (yaml: string): YamlResult => parseYaml(sourceText('quiz.yaml', yaml));

/** The YAML with the one edit that was offered, if one was. */
function fixed(yaml: string): string | undefined {
  const [first, ...others] = read(yaml).diagnostics;
  const { edit } = first ?? {};
  if (first?.code !== 'yaml-unquoted' || edit === undefined || others.length > 0) return undefined;
  const text = sourceText('quiz.yaml', yaml);
  return yaml.slice(0, text.offsetAt(edit.start)) + edit.text + yaml.slice(text.offsetAt(edit.end));
}

/** Lines of prose with the signs that YAML gives a meaning to. */
const lines = fc
  .array(
    fc.constantFrom(
      'word',
      'so',
      'it',
      '*',
      '**',
      '&',
      '&amp;',
      '!',
      '!!',
      '%',
      '@',
      '`',
      '|',
      '>',
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '#',
      '"',
      "'",
      '-',
      '?',
      '\\',
      ' ',
      ' ',
    ),
    { minLength: 1, maxLength: 9 },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');

describe('A text without the quotes it needs', () => {
  test('is what its author wrote as soon as the quotes are there', () => {
    const texts = runs(300, 1500);
    let tried = 0;
    fc.assert(
      fc.property(lines, (text) => {
        for (const [before, after] of [
          ['a: ', '\nb: c\n'],
          ['- a: ', ''],
          ['- { id: x, a: ', ' }\n'],
          ['a: [{ a: ', ' }]'],
        ] as const) {
          const better = fixed(`${before}${text}${after}`);
          // A bracket, a colon or a last comma may just as well belong to the mapping.
          if (better === undefined || (before.includes('{') && /[[\]{}:]|,$|^[&!].*,/.test(text))) continue;
          tried++;
          expect(valueOf(read(better))).toBe(text);
        }
      }),
      { numRuns: texts, seed: 20260202 },
    );
    expect(tried).toBeGreaterThan(texts / 3);
  });

  test('is reported once, whatever it is, or the file can be read', () => {
    fc.assert(
      fc.property(lines, (text) => {
        for (const yaml of [`a: ${text}\nb: c\n`, `- { id: x, a: ${text} }\n`]) {
          const { source, diagnostics } = read(yaml);
          expect(source !== undefined || diagnostics.length === 1).toBe(true);
        }
      }),
      { numRuns: runs(200, 800), seed: 20260203 },
    );
  });

  test('may hold brackets between brackets, each with its partner', () => {
    expect(fixed('- { id: x, a: so [it] is }\n')).toBe('- { id: x, a: "so [it] is" }\n');
    expect(fixed('- { id: x, a: [so](it.md) is, b: c }\n')).toBe('- { id: x, a: "[so](it.md) is", b: c }\n');
    for (const yaml of ['- { id: x, a: { }\n', '- { id: x, a: so ] }\n', '[{ a: so [it }]'])
      expect(read(yaml).diagnostics.map(({ code }) => code)).not.toContain('yaml-unquoted');
  });

  test('may be an entry of a list, one after the other', () => {
    expect(fixed('a: [`x`, b]\n')).toBe('a: ["`x`", b]\n');
    expect(fixed('- { a: [*], b: c }\n')).toBe('- { a: ["*"], b: c }\n');
    expect(fixed(fixed('a: [@x, %y]\n') ?? '')).toBe('a: ["@x", "%y"]\n');
    expect(fixed('a:\n  - *so* it\n')).toBe('a:\n  - "*so* it"\n');
  });

  test('has no edit where something else may have been meant', () => {
    for (const text of ['- so', '[a, b] c', '"a" b "c"', '!tag so']) expect(fixed(`a: ${text}\n`)).toBeUndefined();
    expect(fixed('- { id: x, text: Yes, correct }\n')).toBeUndefined();
    expect(fixed('a: *so* it\n  goes on\n')).toBeUndefined();
  });

  test('is left alone where YAML and its author agree', () => {
    for (const yaml of [
      'a: so * it & is',
      'a: [x, y]',
      'a: { b: c }',
      'a: |\n  so',
      'a: >-\n  so',
      'a: "so"',
      "a: 'so' # it",
      'a: &x so\nb: *x',
      '- { a: b, "c d": e }',
      'a: -so',
      'a: C#',
      'a: 50%',
    ])
      expect(read(yaml).diagnostics, yaml).toEqual([]);
  });
});

function valueOf({ source }: YamlResult): unknown {
  let value = source?.value;
  while (Array.isArray(value)) value = value[0];
  for (;;) {
    const inner: unknown = (value as { a?: unknown } | undefined)?.a;
    if (!Array.isArray(inner)) return inner;
    value = inner[0];
  }
}
