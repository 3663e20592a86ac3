import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../source/text.ts';
import type { FileImports, ImportTarget, UsedElement } from '../component-code.ts';
import { frameworks, type Configuration } from '../configuration.ts';
import { orOneOf, problem } from '../problem.ts';
import { named } from '../../text/lists.ts';

/** Astro's hydration directives (`client:…`). */
const moments = ['load', 'idle', 'visible', 'media', 'only'];

/** Checks that every framework component of a file has a renderer; reported once per component. */
export function checkIslands(
  text: SourceText,
  { code, imports }: FileImports,
  configuration: Configuration,
): Diagnostic[] {
  const reported = new Set<string>();
  return code.elements.flatMap((element) => {
    const root = element.name.split('.')[0] ?? '';
    const target = imports.find(({ use }) => use.names.some(({ local }) => local === root))?.target;
    if (target === undefined || reported.has(root)) return [];
    const found = problemOf(element, target, text, configuration);
    if (found === undefined) return [];
    reported.add(root);
    return [found];
  });
}

function problemOf(
  element: UsedElement,
  target: ImportTarget,
  text: SourceText,
  { frameworks: listed, isOpen }: Configuration,
): Diagnostic | undefined {
  const path = target.kind === 'file' ? target.file : target.kind === 'package' ? target.module.path : '';
  const island = element.attributes.find(({ name }) => name.startsWith('client:'));
  const name = text.span(element.start, element.end);
  const isAstro = /\.(?:astro|mdx?)$/.test(path);
  if (island !== undefined) {
    const at = text.span(island.start, island.end);
    const moment = island.name.slice('client:'.length);
    if (isAstro) {
      return problem('mdx-island', at, {
        message: `unexpected \`${island.name}\` at a component that is none of a framework`,
        why: 'Astro components are rendered when the site is built: there is nothing to make alive',
        fix: `remove \`${island.name}\`; a \`<script>\` in the component runs in the page`,
      });
    }
    if (!isOpen && !moments.includes(moment)) {
      return problem('mdx-island', at, {
        message: `unexpected \`${island.name}\`${orOneOf(
          undefined,
          moments.map((one) => `client:${one}`),
        )}`,
        why: 'the page could not be built',
        fix: 'write one of them',
      });
    }
    if (element.isInExpression) {
      return problem('mdx-island', at, {
        message: `unexpected \`${island.name}\` in an expression`,
        why: 'Astro finds islands in MDX only outside of braces: the page could not be built',
        fix: 'move the element out of the braces, or into a component of its own that has the condition',
      });
    }
    if (moment === 'media' && island.value === '')
      return problem('mdx-island', at, {
        message: '`client:media` has no media query',
        why: 'the page could not be built',
        fix: 'write one: `client:media="(min-width: 40em)"`',
      });
    if (moment === 'only' && !isOpen && island.value !== undefined) {
      if (island.value === '') {
        if (listed.size > 1)
          return problem('mdx-island', at, {
            message: '`client:only` names no framework',
            why: 'the configuration lists several: nobody could tell which renders it',
            fix: `write one of ${named([...listed].map((one) => `client:only="${one}"`))}`,
          });
      } else if (!listed.has(island.value.replace(/^@astrojs\//, '').replace(/^solid$/, 'solid-js')))
        return withoutRenderer(
          name,
          element.name,
          frameworks[island.value] === undefined ? Object.keys(frameworks) : [island.value],
        );
    }
  }
  if (isOpen || isAstro) return undefined;
  const able = Object.keys(frameworks).filter((framework) =>
    frameworks[framework]?.endings.some((ending) => path.endsWith(ending)),
  );
  if (able.length > 0 ? able.some((framework) => listed.has(framework)) : island === undefined || listed.size > 0)
    return undefined;
  return withoutRenderer(name, element.name, able.length > 0 ? able : Object.keys(frameworks));
}

function withoutRenderer(at: ReturnType<SourceText['span']>, name: string, able: readonly string[]): Diagnostic {
  const [first] = able.flatMap((framework) => frameworks[framework] ?? []);
  const names = able.flatMap((framework) => frameworks[framework]?.name ?? []);
  return problem('mdx-renderer-missing', at, {
    message: `\`${name}\` is a component of ${names.length > 1 ? 'a framework' : names[0]}, and the course’s configuration lists ${names.length > 1 ? 'none that could render it' : 'no integration for it'}`,
    why: 'the page could not be built',
    fix: `list ${names.length > 1 ? `the integration of ${names.join(', ').replace(/, (?=[^,]*$)/, ' or ')}` : `\`${first?.integration}\``} in \`integrations\` of \`lectern.config.ts\` beside the content folder, or write the component in Astro`,
  });
}
