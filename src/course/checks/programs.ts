import { programOf } from '../../../schemas/questions/predict-output.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readQuizText } from '../../source/quiz-text.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';
import { areOtherLanguages, languages, runtimesOf } from '../languages.ts';
import { optionOutput, outputLines } from '../outputs.ts';
import { problem } from '../problem.ts';
import { asList, asMapping, textAt, valueAt } from '../value.ts';
import { checkLanguage } from './fences.ts';

/**
 * Checks language, `runs` and `reason` of every `predict-output`, and the answers of programs that no proof runs. Of the
 * program of a `parsons`, the language alone: a proof says where it is not run.
 */
export function checkPrograms(source: YamlSource): Diagnostic[] {
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index): Diagnostic[] => {
    const keys = asMapping(question);
    const at = ['questions', index];
    if (keys?.['type'] === 'parsons') return checkLanguages({ ...keys, runs: 'no' }, at, source);
    if (keys?.['type'] !== 'predict-output') return [];
    return [
      ...checkLanguages(keys, at, source),
      ...(keys['runs'] === 'no' ? [...checkReason(keys, at, source), ...checkRightOption(at, source)] : []),
    ];
  });
}

function checkLanguages(
  { program, language: named, runs = 'node' }: Readonly<Record<string, unknown>>,
  at: YamlPath,
  source: YamlSource,
): Diagnostic[] {
  const read = typeof program === 'string' ? programOf({ program }) : undefined;
  if (typeof named === 'string' && read?.fenceLanguage !== undefined && areOtherLanguages(named, read.fenceLanguage)) {
    return [
      problem('program-language', source.spanOf([...at, 'language']), {
        message: `unexpected \`${named}\`, the fence of the program says \`${read.fenceLanguage}\``,
        why: '`language` counts: the program is coloured, and run or not, as that',
        fix: 'remove `language`, or name the same in both',
      }),
    ];
  }
  const language = typeof named === 'string' ? named : (read?.language ?? 'js');
  const place = source.spanOf([...at, typeof named === 'string' ? 'language' : 'program']);
  const unknown = language.trim() === '' ? [] : checkLanguage(language, place);
  if (runs !== 'node' || !languages.has(language.toLowerCase()) || runtimesOf(language).includes('node'))
    return unknown;
  return [
    ...unknown,
    problem(
      'runs-language',
      valueAt(source.value, [...at, 'runs']) === undefined ? place : source.spanOf([...at, 'runs']),
      {
        message: `Node.js does not run \`${language}\`, and this question does not say \`runs: no\``,
        why: 'the program is not run, so nobody knows whether the key is what it prints',
        fix: 'add `runs: no` and `reason: …`, or name the language it is really written in',
      },
    ),
  ];
}

function checkReason(keys: Readonly<Record<string, unknown>>, at: YamlPath, source: YamlSource): Diagnostic[] {
  if (keys['reason'] !== undefined) return [];
  const [first = 'type'] = Object.keys(keys);
  return [
    problem('key-missing', source.keySpanOf([...at, first]), {
      message: 'this question has no `reason`',
      why: 'it is required with `runs: no`: nobody can rely on a key that is never checked, so it must be seen why',
      fix: 'add `reason: …`, such as `reason: needs Python`, or let it run',
    }),
  ];
}

/**
 * A proof verifies that the right option is the program's output; if nothing is run, it must at least equal `output`.
 */
function checkRightOption(at: YamlPath, source: YamlSource): Diagnostic[] {
  if (typeof valueAt(source.value, [...at, 'output']) === 'object') return [];
  const output = textAt(source, [...at, 'output']);
  const options = asList(valueAt(source.value, [...at, 'options'])).map((option, index) => ({
    path: [...at, 'options', index, 'text'],
    id: textAt(source, [...at, 'options', index, 'id']),
    text: textAt(source, [...at, 'options', index, 'text']),
    isRight: asMapping(option)?.['correct'] === true,
  }));
  const [right, another] = options.filter(({ isRight }) => isRight);
  if (output === undefined || right?.text === undefined || another !== undefined) return [];
  const isOutput = (text: string | undefined): boolean =>
    text !== undefined && linesOf(optionOutput(readQuizText(text))) === linesOf(output);
  if (isOutput(right.text)) return [];
  const meant = options.find(({ text }) => isOutput(text));
  return [
    problem('output-option', source.spanOf(right.path), {
      message: `this option counts as right, and is not what \`output\` says`,
      why: 'one of the two is wrong, and as the program is not run, no proof would tell',
      fix:
        meant?.id === undefined
          ? 'write the same in both: the output alone, between backticks or in a fence'
          : `mark the option \`${meant.id}\` as \`correct: true\` instead, or correct \`output\``,
      related: [{ ...source.spanOf([...at, 'output']), message: 'what it prints' }],
    }),
  ];
}

/** Trailing white space is ignored, as in proofs. */
const linesOf = (text: string): string =>
  outputLines(text)
    .map((line) => line.trimEnd())
    .join('\n');
