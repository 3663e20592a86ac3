import { expect, test } from 'vitest';
import { spellerOf } from '../../src/cli/dictionaries.ts';
import { check, courseOf } from '../rules/course-of.ts';

const forms = ['NFC', 'NFD'] as const;

test.each(
  forms.flatMap((heading) => forms.flatMap((link) => forms.map((section) => [heading, link, section] as const))),
)('A heading in %s is what a link in %s and a section in %s mean', (heading, link, section) => {
  const name = 'über-größe';
  const course = {
    body: `## Über Größe\n\n## Éclairs {#é}\n\nSee [it](#${name}), [it](#${encodeURIComponent(name.normalize(link))}) and [them](#é).\n`
      .normalize(link)
      .replace('## Über Größe', '## Über Größe'.normalize(heading)),
    questions: [
      {
        type: 'true-false',
        prompt: 'Is the large one the better one?',
        answer: true,
        section: name.normalize(section),
        explanation: 'It is, as the lesson says at length in its first section.',
      },
    ],
  };
  const [module] = courseOf(course).modules;
  expect(module?.lesson?.source?.headings.map(({ id }) => id)).toEqual([name, 'é']);
  expect(module?.quiz?.questions.map(({ data }) => data.section)).toEqual([name]);
});

test('A word with a decomposed letter is in the dictionary as well', () => {
  const body = '## One\n\nA naïve guest of the café has élan.\n'.normalize('NFD');
  expect(check({ body }, { speller: spellerOf('en') }).filter(({ code }) => code === 'spelling')).toEqual([]);
});
