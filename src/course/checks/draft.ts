import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ModuleFile } from '../read-files.ts';
import { problem } from '../problem.ts';
import { isDraft } from './places.ts';

/** A draft is not a mistake, but reporting it keeps it from being forgotten. */
export function checkDraft(module: ModuleFile): Diagnostic[] {
  const frontMatter = module.lesson?.frontMatter;
  if (frontMatter === undefined || !isDraft(module)) return [];
  const { end } = frontMatter.spanOf(['draft']);
  return [
    problem(
      'module-draft',
      { ...frontMatter.keySpanOf(['draft']), end },
      {
        message: 'this module is a draft, so a build leaves it out',
        why: 'learners see no page of it, though `course.yaml` lists it',
        fix: 'delete `draft: true` to publish it; `lectern dev` shows it until then',
      },
    ),
  ];
}
