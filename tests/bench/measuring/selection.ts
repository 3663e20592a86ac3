import { closest } from '../../../src/diagnostics/closest.ts';
import { Refusal } from '../../../src/cli/refusal.ts';

/**
 * The numbers of a list such as `10,1000`.
 *
 * @throws {Refusal} where it is no list of whole numbers above 0.
 */
export function numbersOf(list: string | undefined, otherwise: readonly number[]): readonly number[] {
  if (list === undefined) return otherwise;
  const numbers = list.split(',').map((word) => (/^[1-9]\d{0,5}$/.test(word.trim()) ? Number(word) : Number.NaN));
  if (numbers.some(Number.isNaN))
    throw new Refusal(
      `\`${list}\` is no list of numbers.`,
      'Write numbers with commas between them, such as `10,1000`.',
    );
  return numbers;
}

/**
 * What a list such as `hugo,lectern` names, in the order of `all`; everything where there is no list.
 *
 * @throws {Refusal} for a name that is not known, with the nearest one that is.
 */
export function chosenOf<Item extends { readonly id: string }>(
  list: string | undefined,
  all: readonly Item[],
): readonly Item[] {
  if (list === undefined) return all;
  const ids = list.split(',').map((word) => word.trim());
  const unknown = ids.find((id) => !all.some((item) => item.id === id));
  if (unknown === undefined) return all.filter(({ id }) => ids.includes(id));
  const near = closest(
    unknown,
    all.map(({ id }) => id),
  );
  throw new Refusal(
    `\`${unknown}\` is none of these: ${all.map(({ id }) => id).join(', ')}.`,
    near === undefined ? 'Write their names with commas between them.' : `Did you mean \`${near}\`?`,
  );
}
