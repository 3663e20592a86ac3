import { programOf } from '../../../schemas/questions/predict-output.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { languages, runtimesOf } from '../languages.ts';
import { problem } from '../problem.ts';
import { asList, asMapping, valueAt } from '../value.ts';
import { checkLanguage } from './fences.ts';

/** Checks language, `runs` and `reason` of every `predict-output`. */
export function checkPrograms(source: YamlSource): Diagnostic[] {
  return asList(valueAt(source.value, ['questions'])).flatMap((question, index): Diagnostic[] => {
    const keys = asMapping(question);
    if (keys?.['type'] !== 'predict-output') return [];
    const { program, language: named, runs = 'node', reason } = keys;
    const at = ['questions', index];
    const diagnostics: Diagnostic[] = [];
    const language = typeof named === 'string' ? named : typeof program === 'string' ? programOf({ program }).language : 'js';
    const place = source.spanOf([...at, typeof named === 'string' ? 'language' : 'program']);
    if (language.trim() !== '') diagnostics.push(...checkLanguage(language, place));
    if (runs === 'node' && languages.has(language.toLowerCase()) && !runtimesOf(language).includes('node')) {
      diagnostics.push(
        problem('runs-language', typeof keys['runs'] === 'string' ? source.spanOf([...at, 'runs']) : place, {
          message: `Node.js does not run \`${language}\`, and this question does not say \`runs: no\``,
          why: 'the program is not run, so nobody knows whether the key is what it prints',
          fix: 'add `runs: no` and `reason: …`, or name the language it is really written in',
        }),
      );
    }
    if (runs === 'no' && reason === undefined) {
      const [first = 'type'] = Object.keys(keys);
      diagnostics.push(
        problem('key-missing', source.keySpanOf([...at, first]), {
          message: 'this question has no `reason`',
          why: 'it is required with `runs: no`: nobody can rely on a key that is never checked, so it must be seen why',
          fix: 'add `reason: …`, such as `reason: needs Python`, or let it run',
        }),
      );
    }
    return diagnostics;
  });
}
