import type { Flag, Signature } from './command.ts';

/** The text of `lectern --help`. */
export function generalHelp(commands: readonly Signature[], invocation: string): string {
  return [
    'Lectern turns Markdown modules into lessons with quizzes, and checks them.',
    '',
    `Usage: ${invocation} <command> [options]`,
    '',
    'Commands',
    ...rows(commands.map(({ name, summary }) => [name, summary])),
    '',
    `\`${invocation} <command> --help\` says more about one of them; \`--version\` prints the version.`,
    'Only `prove` runs the programs of lessons and quizzes; `build`, `dev` and `start` run the expressions and components',
    'of MDX lessons; all other commands run nothing of a course.',
    'Exit status: 0 without errors, 1 with errors in the content, 2 when called wrongly or unable to run.',
    '',
  ].join('\n');
}

/** The text of `lectern <command> --help`. */
export function commandHelp(command: Signature, invocation: string): string {
  const { operand } = command;
  const operands = `${operand?.name ?? ''}${operand?.many === true ? ' …' : ''}`;
  const operandUse = operand === undefined ? '' : operand.required ? ` <${operands}>` : ` [${operands}]`;
  const flags = Object.entries(command.flags);
  return [
    command.summary,
    '',
    `Usage: ${invocation} ${command.name}${operandUse}${flags.length > 0 ? ' [options]' : ''}`,
    ...(command.details === undefined ? [] : ['', command.details]),
    '',
    'Options',
    ...rows([
      ...(operand === undefined ? [] : [[operand.name, operand.summary] as const]),
      ...flags.map(([name, flag]) => [`--${name}${valueOf(flag)}`, flag.summary] as const),
      ['--help', 'print this'] as const,
    ]),
    ...(command.examples.length === 0 ? [] : ['', 'Examples']),
    ...rows(command.examples.map(([line, purpose]) => [`${invocation} ${line}`, purpose])),
    '',
  ].join('\n');
}

function valueOf(flag: Flag): string {
  if (flag.type === 'boolean') return '';
  return flag.type === 'choice' ? ` ${flag.choices.join('|')}` : ` ${flag.value}`;
}

/**
 * Formats two columns; the second starts after the widest entry of the first, and very wide entries get a separate
 * line.
 */
function rows(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...pairs.map(([first]) => first.length).filter((length) => length <= 40));
  return pairs.flatMap(([first, second]) =>
    first.length > 40 ? [`  ${first}`, `  ${' '.repeat(width)}  ${second}`] : [`  ${first.padEnd(width)}  ${second}`],
  );
}
