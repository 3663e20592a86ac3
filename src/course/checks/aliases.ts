import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';
import type { ModuleFile } from '../read-files.ts';
import { problem } from '../problem.ts';
import { asList, asMapping, valueAt } from '../value.ts';

interface Name {
  readonly name: string;
  readonly source: YamlSource;
  readonly path: YamlPath;
}

/** Aliases must be unambiguous: none may be the name, or an alias, of something else. */
export function checkAliases(modules: readonly ModuleFile[]): Diagnostic[] {
  const slugs = new Set(modules.map(({ slug }) => slug));
  const modulesAliases = modules.flatMap(({ lesson }) =>
    lesson?.frontMatter === undefined ? [] : namesAt(lesson.frontMatter, ['aliases']),
  );
  return [
    ...taken(modulesAliases, slugs, 'module'),
    ...modules.flatMap(({ quiz }) => {
      const source = quiz?.source;
      if (source === undefined) return [];
      const questions = asList(valueAt(source.value, ['questions'])).map(asMapping);
      const aliases = questions.flatMap((question, index) =>
        question?.['aliases'] === undefined ? [] : namesAt(source, ['questions', index, 'aliases']),
      );
      // Very few quizzes have any.
      if (aliases.length === 0) return [];
      return taken(
        aliases,
        new Set(questions.map((question) => question?.['id']).filter((id) => typeof id === 'string')),
        'question',
      );
    }),
  ];
}

function namesAt(source: YamlSource, path: YamlPath): Name[] {
  return asList(valueAt(source.value, path)).flatMap((name, index) =>
    typeof name === 'string' ? [{ name, source, path: [...path, index] }] : [],
  );
}

function taken(aliases: readonly Name[], names: ReadonlySet<string>, kind: 'module' | 'question'): Diagnostic[] {
  const first = new Map<string, Name>();
  return aliases.flatMap((alias) => {
    const { name, source, path } = alias;
    const before = first.get(name);
    if (before === undefined) first.set(name, alias);
    // Duplicates within one list are reported separately.
    if (before === undefined ? !names.has(name) : before.source === source && before.path.at(-3) === path.at(-3))
      return [];
    return [
      problem('alias-taken', source.spanOf(path), {
        message: `\`${name}\` is ${names.has(name) ? `the name of a ${kind}` : `an old name of another ${kind}`} already`,
        why: 'answers stored under it would go to the wrong place',
        fix: 'remove the alias',
      }),
    ];
  });
}
