import { courseFormat } from '../../schemas/format.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { SourceText } from '../source/text.ts';
import { parseYaml } from '../source/yaml.ts';
import { problem, type Report } from './problem.ts';
import { asMapping } from './value.ts';

/**
 * The one report about a `course.yaml` that names a later format: nothing else of such a course can be judged.
 * Undefined for every other.
 */
export function newerCourse(text: SourceText): Report | undefined {
  // Most courses do not name a format, and need not be parsed for that.
  if (!/^lectern[ \t]*:/m.test(text.text)) return undefined;
  const { source } = parseYaml(text);
  const format = asMapping(source?.value)?.['lectern'];
  return source === undefined
    ? undefined
    : newer('this course', format, courseFormat, () => source.spanOf(['lectern']));
}

/** The report about a `proof.json` of a later version; undefined for every other. */
export function newerProof(text: SourceText, version: unknown): Report | undefined {
  const [written = '', key = ''] = /("version"\s*:\s*)[\d.]+/.exec(text.text) ?? [];
  const at = text.text.indexOf(written);
  return newer('this record', version, 1, () => text.span(at + key.length, at + written.length));
}

function newer(what: string, format: unknown, known: number, at: () => Span): Report | undefined {
  if (typeof format !== 'number' || format <= known) return undefined;
  return problem('format-newer', at(), {
    message: `${what} is in format ${format}, and this Lectern knows format ${known}`,
    why: 'what a later format means cannot be known, and half-understood content would be published wrongly',
    fix: 'install the newest version of Lectern',
  });
}
