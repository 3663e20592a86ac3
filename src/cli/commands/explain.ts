import { closest } from '../../diagnostics/closest.ts';
import { commandLines, pageWithCommands } from '../command-line.ts';
import { defineCommand } from '../command.ts';
import { codesWithPages, pageOf, reference } from '../pages.ts';
import { Refusal } from '../refusal.ts';

export const explain = defineCommand({
  name: 'explain',
  summary: 'Say what a code such as `choice-key-longest` means, or what `quiz`, `numeric` or `flow` takes',
  operand: {
    name: 'CODE',
    required: false,
    summary: 'the code of a problem, a document, a type of question or a block; without it, all are listed',
  },
  flags: {},
  examples: [
    ['explain choice-key-longest', 'the page about one rule, with a bad and a good example'],
    ['explain numeric', 'every key of a type of question, with an example'],
  ],
  run({ operand: code }, { out, invocation }) {
    const commandLine = commandLines({ invocation });
    const topics = reference();
    const known = [...topics.names, ...codesWithPages()];
    if (code === undefined) {
      out.write(known.map((name) => `${name}\n`).join(''));
      return 0;
    }
    const page = topics.pageOf(code) ?? pageOf(code);
    if (page === undefined) {
      const near = closest(code, known);
      throw new Refusal(
        `There is no page about \`${code}\`${near === undefined ? '.' : `, did you mean \`${near}\`?`}`,
        `\`${commandLine('explain')}\` lists all pages.`,
      );
    }
    out.write(`${pageWithCommands(page, commandLine).trimEnd()}\n`);
    return 0;
  },
});
