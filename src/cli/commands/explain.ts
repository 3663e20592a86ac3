import { closest } from '../../diagnostics/closest.ts';
import { commandLines, pageWithCommands } from '../command-line.ts';
import { defineCommand } from '../command.ts';
import { codesWithPages, pageOf } from '../pages.ts';
import { Refusal } from '../refusal.ts';

export const explain = defineCommand({
  name: 'explain',
  summary: 'Say what a code such as `choice-key-longest` means, why it matters and what to do',
  operand: { name: 'CODE', required: false, summary: 'the code of a problem; without it, all codes are listed' },
  flags: {},
  examples: [['explain choice-key-longest', 'the page about one rule, with a bad and a good example']],
  run({ operand: code }, { out, invocation }) {
    const commandLine = commandLines({ invocation });
    const known = codesWithPages();
    if (code === undefined) {
      out.write(known.map((name) => `${name}\n`).join(''));
      return 0;
    }
    const page = pageOf(code);
    if (page === undefined) {
      const near = closest(code, known);
      throw new Refusal(
        `There is no page about \`${code}\`${near === undefined ? '.' : `, did you mean \`${near}\`?`}`,
        `\`${commandLine('explain')}\` lists every code.`,
      );
    }
    out.write(`${pageWithCommands(page, commandLine).trimEnd()}\n`);
    return 0;
  },
});
