import { parseArgs } from 'node:util';
import { closest } from '../diagnostics/closest.ts';
import type { Flag, Flags, Input, Signature } from './command.ts';
import { Refusal } from './refusal.ts';

/**
 * Parses the arguments of a command. The content folder may be given as an operand or with `--content`, whichever of
 * the two a command declares, so that users need not remember which.
 *
 * @throws {Refusal} for an unknown flag (with the closest known one), a missing or invalid value, an extra operand, or
 *   a missing required operand.
 */
export function parseInput(command: Signature, words: readonly string[], invocation: string): Input<Flags> {
  const { flags } = command;
  const help = `See \`${invocation} ${command.name} --help\`.`;
  const { tokens } = parseArgs({
    args: [...words],
    options: {
      content: { type: 'string' },
      ...Object.fromEntries(
        Object.entries(flags).map(([name, flag]) => [
          name,
          { type: flag.type === 'boolean' ? 'boolean' : 'string' } as const,
        ]),
      ),
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });

  const given: Record<string, boolean | number | string> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'content' && command.operand?.name === 'DIR') {
      operands.push(
        String(
          flagValue('content', { type: 'text', value: 'DIR', summary: command.operand.summary }, token.value, help),
        ),
      );
      continue;
    }
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) {
      const near = closest(token.name, Object.keys(flags));
      throw new Refusal(
        `\`${command.name}\` has no flag \`${token.rawName}\`${near === undefined ? '.' : `, did you mean \`--${near}\`?`}`,
        help,
      );
    }
    given[token.name] = flagValue(token.name, flag, token.value, help);
  }

  if (
    command.operand === undefined &&
    Object.hasOwn(flags, 'content') &&
    given['content'] === undefined &&
    operands.length > 0
  )
    given['content'] = operands.shift() ?? '';
  const [operand, extra] = command.operand === undefined ? [undefined, operands[0]] : operands;
  if (extra !== undefined && command.operand?.many !== true)
    throw new Refusal(`\`${command.name}\` does not know what to do with \`${extra}\`.`, help);
  if (command.operand?.required === true && operand === undefined)
    throw new Refusal(`\`${command.name}\` needs ${command.operand.summary}.`, help);
  const unset = Object.entries(flags).map(([name, { type }]) => [name, type === 'boolean' ? false : undefined]);
  return { operand, operands, flags: { ...Object.fromEntries(unset), ...given } };
}

function flagValue(name: string, flag: Flag, value: string | undefined, help: string): boolean | number | string {
  if (flag.type === 'boolean') {
    if (value !== undefined) throw new Refusal(`\`--${name}\` takes no value.`, help);
    return true;
  }
  if (value === undefined || value === '')
    throw new Refusal(
      `\`--${name}\` needs a value${flag.type === 'choice' ? `: ${flag.choices.join(', ')}` : ''}.`,
      help,
    );
  if (flag.type === 'count') {
    if (!/^\d{1,9}$/.test(value)) throw new Refusal(`\`--${name}\` needs a whole number, not \`${value}\`.`, help);
    return Number(value);
  }
  if (flag.type === 'choice' && !flag.choices.includes(value)) {
    const near = closest(value, flag.choices);
    throw new Refusal(
      `\`--${name}\` knows ${flag.choices.join(', ')}, not \`${value}\`${near === undefined ? '.' : `; did you mean \`${near}\`?`}`,
      help,
    );
  }
  return value;
}
