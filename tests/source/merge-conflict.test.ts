import { describe, expect, test } from 'vitest';
import { mergeConflict } from '../../src/source/merge-conflict.ts';
import { sourceText } from '../../src/source/text.ts';

const conflict = '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> feature\n';
const found = (file: string, text: string) => mergeConflict(sourceText(file, text));
const fenced = (text: string): string => `\`\`\`output\n${text}\`\`\`\n`;

describe('An unfinished merge', () => {
  test('is found in every kind of file, at its first mark, whatever ends the lines', () => {
    for (const file of [
      'course.yaml',
      'quiz.yaml',
      'proof.json',
      'lesson.md',
      'lesson.mdx',
      'Part.astro',
      'data.csv',
    ]) {
      for (const end of ['\n', '\r\n', '\r'])
        expect(found(file, `a: b\n${conflict}`.replaceAll('\n', end))?.start, `${file} ${JSON.stringify(end)}`).toEqual(
          { line: 2, column: 1 },
        );
    }
  });

  test.each([
    ['with the common ancestor', '<<<<<<< a\n1\n||||||| b\n2\n=======\n3\n>>>>>>> c'],
    ['without labels', '<<<<<<<\n1\n=======\n2\n>>>>>>>'],
    ['in a merge of merges', '<<<<<<<<< a\n<<<<<<< b\n1\n=======\n2\n>>>>>>> c\n=========\n3\n>>>>>>>>> d'],
    ['without a middle', '<<<<<<< a\n%%%%%%% b\n1\n>>>>>>> c'],
    ['without its start', 'Heading\n=======\n2\n>>>>>>> c'],
    ['without its end', '<<<<<<< a\n1\n=======\n2'],
    ['at the end of the file', '\n<<<<<<< a\n=======\n>>>>>>> b'],
  ])('is found %s', (_, text) => {
    expect(found('lesson.md', text)?.code).toBe('merge-conflict');
  });

  test('is one report, which says how many there are', () => {
    expect(found('lesson.md', conflict)?.message).toBe('unresolved merge: git’s marks of a conflict stand here');
    expect(found('lesson.md', conflict.repeat(2))?.message).toContain('and in 1 more place of this file');
    expect(found('lesson.md', conflict.repeat(3))?.message).toContain('and in 2 more places of this file');
  });

  test.each([
    ['the underline of a heading', 'Heading\n=======\n\nText.'],
    ['a lone mark', '<<<<<<< HEAD'],
    ['marks in the wrong order', '>>>>>>> a\n\n=======\n\n<<<<<<< b'],
    ['marks of other lengths', '<<<<<<<< a\n=======\n>>>>>> b'],
    ['marks that are not at line starts', '  <<<<<<< a\n  =======\n  >>>>>>> b'],
    ['a quotation in quotations', '> > > > > > > a\n=======\n'],
    ['what a lesson on git shows', `Git marks the conflict:\n\n${fenced(conflict)}`],
    [
      'the same where the fence is long and holds others',
      `When git meets a conflict\n\n~~~~md\n\`\`\`\n${conflict}~~~\n~~~~\n`,
    ],
  ])('is not seen in %s', (_, text) => {
    expect(found('lesson.md', text)).toBeUndefined();
  });

  test('is seen in code where the lesson has nothing to say of git or conflicts', () => {
    expect(found('lesson.md', `A loop:\n\n${fenced(conflict)}`)?.start).toEqual({ line: 4, column: 1 });
    expect(found('lesson.md', fenced(conflict.replace('ours', 'git conflict')))?.start).toEqual({ line: 2, column: 1 });
  });

  test('is seen beside code that shows one', () => {
    expect(found('lesson.md', `Git shows conflicts:\n\n${fenced(conflict)}\n${conflict}`)?.start).toEqual({
      line: 11,
      column: 1,
    });
  });
});
