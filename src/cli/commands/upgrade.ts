import { readFileSync } from 'node:fs';
import path from 'node:path';
import { courseFormat } from '../../../schemas/format.ts';
import { commandLines } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder } from '../content.ts';
import { Refusal, systemCode } from '../refusal.ts';
import { formatOf, withFormat } from '../scaffold/course-list.ts';
import { replaceFile } from '../write-file.ts';

/** What each format changed, and how a course of the format before it is brought up to it. */
const formats: Readonly<Record<number, { readonly changes: readonly string[] }>> = {
  1: { changes: ['`lectern` in course.yaml says which format the course is in. Without it, a course is in format 1.'] },
};

export const upgrade = defineCommand({
  name: 'upgrade',
  summary: 'Say what has changed in the format since a course was written, and bring the course up to it',
  details: 'Changes only what cannot change the meaning; what is left to you is listed. `validate` finds the places.',
  operand: { name: 'DIR', required: false, summary: 'the content folder (default: content)' },
  flags: { 'dry-run': { type: 'boolean', summary: 'say what would be changed, and change nothing' } },
  examples: [['upgrade', 'after a new version of Lectern was installed']],
  run({ operand, flags }, terminal): ExitStatus {
    const folder = contentFolder(operand, terminal);
    const file = path.join(folder.full, 'course.yaml');
    const commandLine = commandLines(terminal, folder);
    const text = textOf(file, commandLine('validate'));
    const { written, isReadable } = formatOf(text);
    if (!isReadable)
      throw new Refusal('course.yaml cannot be read.', `See what is wrong with it: ${commandLine('validate')}`);
    if (written !== undefined && written > courseFormat)
      throw new Refusal(
        `This course is in format ${written}, and this Lectern knows format ${courseFormat}.`,
        'Install a newer Lectern: npm install lectern@latest',
      );
    if (written === courseFormat) {
      terminal.out.write(`The course is in format ${courseFormat}, the newest. There is nothing to upgrade.\n`);
      return 0;
    }
    const since = Object.entries(formats).filter(([format]) => Number(format) > (written ?? 0));
    terminal.out.write(
      since.map(([format, { changes }]) => `Format ${format}\n${changes.map((one) => `  ${one}\n`).join('')}`).join(''),
    );
    if (!flags['dry-run']) replaceFile(file, withFormat(text, courseFormat));
    terminal.out.write(
      `\n${flags['dry-run'] ? 'Would write' : 'Wrote'} \`lectern: ${courseFormat}\` to ${path.join(folder.typed, 'course.yaml')}. Check the course: ${commandLine('validate')}\n`,
    );
    return 0;
  },
});

function textOf(file: string, validate: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw new Refusal('There is no course to upgrade: course.yaml cannot be read.', `See what is wrong: ${validate}`);
  }
}
