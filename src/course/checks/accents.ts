import { accentNames } from '../../../schemas/appearance.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { contrastOn, leastContrast, nearestReadable, type Ground } from '../colours.ts';
import { problem, replacing } from '../problem.ts';
import { asMapping, valueAt } from '../value.ts';

/** Reports colours of the course that text in them could not be read in, with the nearest one that passes. */
export function checkAccents(source: YamlSource): Diagnostic[] {
  return accentNames.flatMap((name) => {
    const path = ['theme', 'accents', name];
    const written = valueAt(source.value, path);
    if (typeof written === 'string') return unreadable(written, 'light', name, path, source);
    return (['light', 'dark'] as const).flatMap((ground) => {
      const colour = asMapping(written)?.[ground];
      return typeof colour === 'string' ? unreadable(colour, ground, name, [...path, ground], source) : [];
    });
  });
}

function unreadable(
  colour: string,
  ground: Ground,
  name: string,
  path: readonly string[],
  source: YamlSource,
): Diagnostic[] {
  // What is no colour is reported with the schema.
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return [];
  const ratio = contrastOn(colour, ground);
  if (ratio >= leastContrast) return [];
  const nearest = nearestReadable(colour, ground);
  const span = source.spanOf(path);
  // Never rounded up to what it should be.
  const shown = (Math.floor(ratio * 100) / 100).toFixed(2);
  return [
    problem('accent-contrast', span, {
      message: `\`${name}\` has a contrast of ${shown} to 1 on ${ground} paper, expected at least ${leastContrast}`,
      why: 'learners with low vision could not read links and labels in it (WCAG 2.2, 1.4.3)',
      fix: `write \`"${nearest}"\`, the nearest that passes`,
      edit: replacing(span, `'${nearest}'`),
    }),
  ];
}
