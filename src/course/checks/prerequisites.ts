import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { facts, naming } from '../facts.ts';
import type { ModuleFile } from '../read-files.ts';
import { orOneOf, problem } from '../problem.ts';
import { isId } from '../slug.ts';
import { asList, valueAt } from '../value.ts';
import { isDraft } from './places.ts';

interface Requirement {
  readonly from: ModuleFile;
  readonly slug: string;
  readonly span: Span;
}

/**
 * Checks that prerequisites exist, come earlier, and have no cycles.
 *
 * @param isOrdered Whether `modules` are in reading order; without a course file there is none.
 */
export function checkPrerequisites(modules: readonly ModuleFile[], isOrdered: boolean): Diagnostic[] {
  const order = new Map(modules.map(({ slug }, index) => [slug, index]));
  const requirements = modules.flatMap(requirementsOf);
  const cycles = findCycles(modules, requirements);
  const inCycle = new Set(cycles.flat());
  // Invalid slugs are reported separately.
  const unknown = requirements.filter(({ slug }) => isId(slug) && !order.has(slug));
  return [
    ...unknown.map(({ slug, span, from }) => {
      const others = [...order.keys()].filter((other) => other !== from.slug);
      const meant = closest(slug, others);
      return problem('prerequisite-unknown', span, {
        message: `the course has no module \`${slug}\`${orOneOf(meant, others)}`,
        why: 'learners would be sent to a page that does not exist',
        fix: meant === undefined ? `name a module of \`course.yaml\`, or remove \`${slug}\`` : `write \`${meant}\``,
        ...naming(slug, facts.modules, facts.listed),
      });
    }),
    ...cycles.map(cycleProblem),
    ...requirements.flatMap((requirement) =>
      inCycle.has(requirement) ? [] : checkOrder(requirement, modules, order, isOrdered),
    ),
  ];
}

function requirementsOf(from: ModuleFile): Requirement[] {
  const source = from.lesson?.frontMatter;
  if (source === undefined) return [];
  return asList(valueAt(source.value, ['prerequisites'])).flatMap((value, index) => {
    const path = ['prerequisites', index];
    const slug = typeof value === 'string' ? value : source.writtenAt(path);
    return slug === undefined ? [] : [{ from, slug, span: source.spanOf(path) }];
  });
}

function checkOrder(
  { from, slug, span }: Requirement,
  modules: readonly ModuleFile[],
  order: ReadonlyMap<string, number>,
  isOrdered: boolean,
): Diagnostic[] {
  const place = order.get(slug);
  if (place === undefined) return [];
  if (isDraft(modules[place]) && !isDraft(from)) {
    return [
      problem('prerequisite-draft', span, {
        message: `\`${slug}\` is a draft`,
        why: 'drafts are not published, so learners could not read it first',
        fix: 'publish that module first, or require another',
      }),
    ];
  }
  if (isOrdered && place > (order.get(from.slug) ?? 0)) {
    return [
      problem('prerequisite-later', span, {
        message: `\`${slug}\` comes later in the course`,
        why: 'whoever reads in order meets this lesson unprepared',
        fix: 'move one of the two in `course.yaml`, or remove the prerequisite',
      }),
    ];
  }
  return [];
}

/** Each cycle once, starting at its first module in reading order. */
function findCycles(modules: readonly ModuleFile[], requirements: readonly Requirement[]): Requirement[][] {
  const out = new Map<string, Requirement[]>();
  for (const requirement of requirements)
    out.set(requirement.from.slug, [...(out.get(requirement.from.slug) ?? []), requirement]);
  const cycles: Requirement[][] = [];
  const done = new Set<string>();
  for (const { slug } of modules) {
    if (done.has(slug)) continue;
    const trail: { readonly slug: string; readonly via: Requirement | undefined; next: number }[] = [
      { slug, via: undefined, next: 0 },
    ];
    while (trail.length > 0) {
      const here = trail.at(-1);
      if (here === undefined) break;
      const requirement = out.get(here.slug)?.[here.next++];
      if (requirement === undefined) {
        done.add(here.slug);
        trail.pop();
        continue;
      }
      const back = trail.findIndex((step) => step.slug === requirement.slug);
      if (back >= 0)
        cycles.push([...trail.slice(back + 1).flatMap(({ via }) => (via === undefined ? [] : [via])), requirement]);
      else if (!done.has(requirement.slug)) trail.push({ slug: requirement.slug, via: requirement, next: 0 });
    }
  }
  return cycles;
}

function cycleProblem(cycle: readonly Requirement[]): Diagnostic {
  const [first, ...others] = cycle;
  if (first === undefined) throw new Error('a cycle has at least one step');
  const way = [first.from.slug, ...cycle.map(({ slug }) => slug)].map((slug) => `\`${slug}\``).join(' → ');
  return problem('prerequisite-cycle', first.span, {
    message:
      cycle.length === 1
        ? `\`${first.slug}\` requires itself`
        : `these prerequisites lead back to where they start: ${way}`,
    why: 'no learner could read all of them first',
    fix: 'remove one of the prerequisites',
    related: others.map(({ span, from, slug }) => ({ ...span, message: `\`${from.slug}\` requires \`${slug}\`` })),
  });
}
