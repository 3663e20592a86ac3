import path from 'node:path';
import { printable } from '../diagnostics/display.ts';
import { count } from '../text/count.ts';
import type { Fate, Finding } from '../import/findings.ts';
import type { ImportResult } from '../import/import-folder.ts';

/** Names for the report that only the command knows. */
export interface ReportNames {
  readonly source: string;
  /** The path of a module, as typed. */
  modules(slug: string): string;
  readonly course: string;
  readonly isWritten: boolean;
  /** The command to go on with. */
  readonly next: string;
}

const headings: Readonly<Record<Fate, string>> = {
  decide: 'Left to decide',
  lost: 'Lost',
  changed: 'In another form',
};

/** Places shown of one thing; a report as JSON has all. */
const mostPlaces = 4;

/** The report for people: what is left to decide, what is lost and what has another form, by file and line. */
export function importReport(result: ImportResult, names: ReportNames): string {
  const { dialect, modules, findings, errors } = result;
  const sections = (['decide', 'lost', 'changed'] as const).flatMap((fate) => {
    const own = findings.filter((finding) => finding.fate === fate);
    return own.length === 0 ? [] : [`${headings[fate]} (${own.length})\n${grouped(own, names.source)}`];
  });
  return [
    `${count(modules.length, 'lesson')} of ${dialect.title}${names.isWritten ? '' : ' (nothing was written)'}\n${modules
      .map(({ slug, file }) => `  ${names.modules(slug)}  from ${printable(file)}`)
      .join('\n')}`,
    ...sections,
    ...(errors.length === 0
      ? []
      : [
          `Errors that are left (${errors.length})\n${errors.map(({ file, start, message }) => `  ${printable(file)}:${start.line}  ${printable(message)}`).join('\n')}`,
        ]),
    names.isWritten ? `${names.course} lists them. Look at the warnings next: ${names.next}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function grouped(findings: readonly Finding[], source: string): string {
  const groups = Map.groupBy(findings, ({ what, instead }) => `${what}\n${instead}`);
  return [...groups.values()]
    .map((group) => {
      const [first] = group;
      const places = group
        .slice(0, mostPlaces)
        .map(({ file, line }) => `    ${printable(path.join(source, file))}:${line}`);
      const more = group.length > mostPlaces ? [`    and ${group.length - mostPlaces} more`] : [];
      return [`  ${printable(first?.what ?? '')}: ${printable(first?.instead ?? '')}`, ...places, ...more].join('\n');
    })
    .join('\n');
}

/** The report for programs. */
export function importReportJson({ dialect, modules, findings, errors, needsMath }: ImportResult): string {
  const report = {
    version: 1,
    from: dialect.name,
    summary: {
      modules: modules.length,
      decide: findings.filter(({ fate }) => fate === 'decide').length,
      lost: findings.filter(({ fate }) => fate === 'lost').length,
      changed: findings.filter(({ fate }) => fate === 'changed').length,
      errors: errors.length,
    },
    needsMath,
    modules: modules.map(({ slug, file, title, category }) => ({ slug, file, title, category: category.id })),
    findings,
    errors: errors.map(({ code, message, file, start, end, fix }) => ({ code, message, file, start, end, fix })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
