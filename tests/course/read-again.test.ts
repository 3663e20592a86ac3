import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReadMemory, type LoadedCourse } from '../../src/course/load.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import type { CourseFiles } from '../../src/source/files.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { snapshot } from '../../src/source/snapshot.ts';
import { validCourseFiles } from './sound.ts';
import { runs } from '../cases.ts';

type Content = Record<string, MemoryContent[string]>;

const lesson = 'modules/dns/lesson.md';
const quiz = 'modules/dns/quiz.yaml';

/** What an author may do between two looks at the course: each changes one file, and may break what another one says. */
const edits: Readonly<Record<string, (content: Content) => void>> = {
  'a heading': (content) => change(content, lesson, /^## .*$/m, (heading) => `${heading} Anew`),
  'an objective': (content) => change(content, lesson, /- id: (\S+)/, (_, id) => `- id: ${id}x`),
  'an objective twice': (content) => change(content, lesson, /( *- id: \S+\n *text: .*\n)/, (whole) => whole + whole),
  'a link': (content) => change(content, lesson, /$/, () => '\nSee [there](../http/lesson.md#nowhere).\n'),
  'a question asked': (content) => change(content, lesson, /$/, () => '\n::question{id="nothing"}\n'),
  'a prompt': (content) => change(content, quiz, /prompt: /, () => 'prompt: Really, '),
  'a section': (content) => change(content, quiz, /section: (\S+)/, (_, id) => `section: ${id}x`),
  'an alias': (content) =>
    change(content, quiz, /( *)(- id: \S+\n)/, (_, space, id) => `${space}${id}${space}  aliases: [old, old]\n`),
  'bytes that are no text': (content) => (content[quiz] = new Uint8Array([0xff, 0xfe])),
  'a quiz under a wrong name': (content) => {
    delete content[quiz];
    content['modules/dns/Quiz.yml'] = 'questions: []\n';
  },
  'no quiz': (content) => {
    delete content[quiz];
    delete content['modules/dns/Quiz.yml'];
  },
  'the course': (content) => change(content, 'course.yaml', /title: /, () => 'title: New '),
  'a key of the course': (content) => change(content, 'course.yaml', /^title:/m, () => 'titel:'),
  'everything back': (content) => {
    for (const file of Object.keys(content)) delete content[file];
    Object.assign(content, validCourseFiles());
  },
};

function change(
  content: Content,
  file: string,
  what: RegExp,
  to: (whole: string, ...groups: string[]) => string,
): void {
  const text = content[file];
  if (typeof text === 'string') content[file] = text.replace(what, to as never);
}

const seenIn = ({ diagnostics, course, valid, modules, questions }: LoadedCourse): unknown => ({
  diagnostics,
  modules,
  questions,
  title: course?.title,
  shown: course?.modules.map(({ slug, lesson: { data, source }, quiz: asked }) => ({
    slug,
    data,
    text: source.text,
    quiz: asked?.data,
  })),
  sound: valid?.modules.map(({ slug, whole, quizUnread, quiz: asked }) => ({
    slug,
    whole,
    quizUnread,
    left: asked?.leftOut,
  })),
});

test('A course that is read again after every edit is what it is to whoever reads it for the first time', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(edits)), { minLength: 1, maxLength: 6 }), (sequence) => {
      const content: Content = validCourseFiles();
      const memory = new ReadMemory();
      const live: CourseFiles = {
        list: () => memoryFiles(content).list(),
        read: (file) => memoryFiles(content).read(file),
        head: (file, length) => memoryFiles(content).head(file, length),
      };
      let seen = snapshot(live);
      loadCourse(seen, memory);
      for (const name of sequence) {
        const before = { ...content };
        edits[name]!(content);
        // As `dev` does: files that nobody changed stay the very same, where none is new or gone.
        const changed = Object.keys(content).filter((file) => content[file] !== before[file]);
        const isSamePaths =
          Object.keys(content).every((file) => file in before) && Object.keys(before).every((file) => file in content);
        seen = (isSamePaths && seen.updated(changed)) || snapshot(live);
        expect(seenIn(loadCourse(seen, memory)), sequence.join(', ')).toEqual(seenIn(loadCourse(live)));
      }
    }),
    {
      seed: 11,
      numRuns: runs(80, 400),
      examples: [
        ...Object.keys(edits).map((name) => [[name, 'a prompt', name]] as [string[]]),
        [['a question asked', 'no quiz', 'a quiz under a wrong name']],
      ],
    },
  );
});
