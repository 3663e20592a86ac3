import { closest, isSlipOf } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { AttributeSyntax, DirectiveSyntax } from '../directive-syntax.ts';
import type { DirectiveUse, LessonSource } from '../../source/lesson.ts';
import { rangeOf } from '../../source/markdown.ts';
import { facts } from '../facts.ts';
import { orOneOf, problem, replacing } from '../problem.ts';
import { curlyQuotes } from './curly-quotes.ts';
import { named } from '../../text/lists.ts';

/** Checks the block directives of a lesson against their syntax. */
export function checkDirectives(lesson: LessonSource, syntaxes: readonly DirectiveSyntax[]): readonly Diagnostic[] {
  return [
    ...strayDirectives(lesson, syntaxes),
    ...lesson.directives.flatMap((use) => checkDirective(use, lesson, syntaxes)),
  ];
}

function checkDirective(
  use: DirectiveUse,
  lesson: LessonSource,
  syntaxes: readonly DirectiveSyntax[],
  name = use.name,
): readonly Diagnostic[] {
  const unclosed = use.closed ? [] : [unclosedDirective(use, lesson)];
  const spec = syntaxes.find((one) => one.name === name);
  if (spec === undefined) {
    const meant = (other: string): boolean =>
      use.closed &&
      ((isSlipOf(use.name, other) && use.name.length >= 4) ||
        calledOtherwise(use.name.toLowerCase(), syntaxes)?.name === other) &&
      checkDirective(use, lesson, syntaxes, other).length === 0;
    return [unknownDirective(use.name, use.kind, use.nameSpan, syntaxes, meant), ...unclosed];
  }
  if (spec.kind !== use.kind) return [wrongKind(use, spec)];
  const misquoted = curlyQuotes(lesson.located, ...attributeRange(use, lesson));
  if (misquoted.length > 0) return [...unclosed, ...misquoted];
  const after = lineAfter(use, lesson);
  // Attributes that are unclosed or separated from the name do not count.
  const around = [
    ...unclosed,
    ...after,
    ...(after.length > 0 ? [] : [...missingLabel(use, spec), ...checkAttributes(use, spec)]),
  ];
  // The content of an unclosed directive is not what its author intended, so it is not checked.
  return use.closed ? [...around, ...spec.content(use, lesson)] : around;
}

/** `isCertain`: whether the directive would be valid under another name. */
function unknownDirective(
  written: string,
  kind: DirectiveUse['kind'],
  span: Span,
  syntaxes: readonly DirectiveSyntax[],
  isCertain: (name: string) => boolean,
): Diagnostic {
  const names = syntaxes.filter((one) => one.kind === kind).map(({ name }) => name);
  const near = closest(written, names, 'clear');
  const meant =
    (near !== undefined && isSlipOf(written, near) ? near : undefined) ??
    calledOtherwise(written.toLowerCase(), syntaxes)?.name ??
    near;
  return problem('directive-unknown', span, {
    message: `unexpected directive \`${written}\`${orOneOf(meant, names)}`,
    why: 'nobody knows how to show it',
    fix: meant === undefined ? `use one of ${named(names)}` : `write \`${meant}\``,
    edit: meant === undefined || !isCertain(meant) ? undefined : replacing(span, meant),
  });
}

/** The directive with this name in other tools. */
function calledOtherwise(name: string, syntaxes: readonly DirectiveSyntax[]): DirectiveSyntax | undefined {
  return syntaxes.find(({ otherNames }) => otherNames?.includes(name));
}

function wrongKind(use: DirectiveUse, spec: DirectiveSyntax): Diagnostic {
  const leaf = spec.kind === 'leaf';
  return problem('directive-kind', use.nameSpan, {
    message: leaf
      ? `unexpected container, \`${spec.name}\` stands alone: expected \`::${spec.name}\``
      : `unexpected leaf, \`${spec.name}\` holds blocks: expected \`:::${spec.name}\``,
    why: leaf ? 'it holds nothing, so there is nothing to close' : 'with two colons it ends at once and shows nothing',
    fix: leaf
      ? `write \`::${spec.name}{…}\` on a line of its own`
      : `write three colons, the content, and a line \`:::\``,
  });
}

function unclosedDirective(use: DirectiveUse, lesson: LessonSource): Diagnostic {
  const opener: Span = { file: use.file, start: use.start, end: use.nameSpan.end };
  return problem('directive-unclosed', opener, {
    message: `\`${use.name}\` is never closed, expected a line \`:::\``,
    why: 'everything below would become part of it',
    fix: endsInTable(use, lesson)
      ? 'put an empty line between the table and the colons: a table goes on until there is one'
      : 'add a line with as many colons as the opening one; around another directive, use more colons (`::::`) on both lines',
    assumes: [facts.blocks(use.file)],
  });
}

/** Whether the closing colons were parsed as the last row of a table. */
function endsInTable({ node }: DirectiveUse, lesson: LessonSource): boolean {
  const last = 'children' in node ? node.children.at(-1) : undefined;
  const row = last?.type === 'table' ? last.children.at(-1) : undefined;
  return row !== undefined && /^:{3,}\s*$/.test(lesson.text.slice(...rangeOf(row)));
}

/** The range of a directive’s attributes, after its name and label. */
function attributeRange(use: DirectiveUse, { located, text }: LessonSource): readonly [number, number] {
  const start = located.offsetAt(use.nameSpan.end);
  const line = /^(?:\[[^\r\n]*\])?(\{[^\r\n]*)?/.exec(text.slice(start)) ?? [''];
  return [start + line[0].length - (line[1]?.length ?? 0), start + line[0].length];
}

/** `:::note Title` silently drops the title. */
function lineAfter(use: DirectiveUse, lesson: LessonSource): Diagnostic[] {
  if (use.kind === 'leaf') return [];
  const text = lesson.located;
  const rest = /^[^\r\n]*/.exec(lesson.text.slice(use.openerEnd))?.[0] ?? '';
  const written = rest.trim();
  if (written === '') return [];
  const at = use.openerEnd + rest.length - rest.trimStart().length;
  const isTitle = use.label === undefined && use.attributeSpans.length === 0 && /^[^[\]{}:`<]+$/.test(written);
  return [
    problem('directive-text-after', text.span(at, at + written.length), {
      message: `unexpected text after \`${use.name}\`, expected the end of the line`,
      why: 'it would not be shown',
      fix: /^[[{]/.test(written)
        ? 'write label and attributes directly after the name, and close them: `:::name[Label]{key="value"}`'
        : `write a title in brackets, \`:::${use.name}[${written}]\`, and other text on the next line`,
      edit: isTitle ? replacing(text.span(use.openerEnd, at + written.length), `[${written}]`) : undefined,
    }),
  ];
}

function missingLabel(use: DirectiveUse, spec: DirectiveSyntax): Diagnostic[] {
  if (spec.label !== 'required' || use.label !== undefined) return [];
  return [
    problem('directive-label-missing', use.nameSpan, {
      message: `\`${use.name}\` has no title`,
      why: 'it is what learners read before they open, choose or play it',
      fix: `write a title in brackets: \`:::${use.name}[Title]\``,
    }),
  ];
}

function checkAttributes(use: DirectiveUse, spec: DirectiveSyntax): Diagnostic[] {
  const names = Object.keys(spec.attributes);
  const seen = new Map<string, Span>();
  const diagnostics: Diagnostic[] = [];
  const missing = new Set(
    names.filter((name) => spec.attributes[name]?.required === true && !Object.hasOwn(use.attributes, name)),
  );
  for (const { name, value, span, valueSpan } of use.attributeSpans) {
    const attribute = Object.hasOwn(spec.attributes, name) ? spec.attributes[name] : undefined;
    const nameSpan: Span = { ...span, end: { line: span.start.line, column: span.start.column + name.length } };
    const before = seen.get(name);
    if (attribute === undefined) {
      const meant = closest(
        name,
        names.filter((other) => !Object.hasOwn(use.attributes, other)),
        'clear',
      );
      if (meant !== undefined) missing.delete(meant);
      diagnostics.push(
        problem('directive-attribute-unknown', nameSpan, {
          message: `unexpected attribute \`${name}\`${names.length === 0 ? `, \`${spec.name}\` takes none` : orOneOf(meant, names)}`,
          why: 'it would do nothing',
          fix: meant === undefined ? 'remove it' : `write \`${meant}\``,
          edit:
            meant === undefined ||
            !isSlipOf(name, meant) ||
            wrongAttribute(meant, value, spec.attributes[meant] as AttributeSyntax) !== undefined
              ? undefined
              : replacing(nameSpan, meant),
        }),
      );
    } else if (before !== undefined) {
      diagnostics.push(
        problem('directive-attribute-duplicate', nameSpan, {
          message: `unexpected second \`${name}\``,
          why: 'only one of the two would count',
          fix: 'keep the one you mean',
          related: [{ ...before, message: 'first written here' }],
        }),
      );
    } else {
      const wrong = wrongAttribute(name, value, attribute);
      if (wrong !== undefined) diagnostics.push(problem('directive-attribute-value', valueSpan, wrong));
    }
    seen.set(name, span);
  }
  // A missing attribute may be present under an unknown name.
  const unknown = use.attributeSpans.filter(({ name }) => !Object.hasOwn(spec.attributes, name)).length;
  for (const name of unknown >= missing.size ? [] : missing) {
    diagnostics.push(
      problem('directive-attribute-missing', use.nameSpan, {
        message: `\`${spec.name}\` has no \`${name}\``,
        why: `it is required: ${spec.attributes[name]?.purpose ?? ''}`,
        fix: `write \`${spec.kind === 'leaf' ? '::' : ':::'}${spec.name}{${name}="…"}\``,
      }),
    );
  }
  return diagnostics;
}

function wrongAttribute(
  name: string,
  value: string | undefined,
  { kind, purpose }: AttributeSyntax,
): { message: string; why: string; fix: string } | undefined {
  const why = `\`${name}\` says: ${purpose}`;
  switch (kind) {
    case 'flag':
      return value === undefined || value === ''
        ? undefined
        : { message: `unexpected value for \`${name}\`, expected \`${name}\` alone`, why, fix: `write \`{${name}}\`` };
    case 'text':
      return value !== undefined && value.trim() !== ''
        ? undefined
        : { message: `\`${name}\` has no text`, why, fix: `write \`${name}="…"\`` };
    case 'count':
      return value !== undefined && /^[1-9]\d{0,3}$/.test(value)
        ? undefined
        : {
            message: `unexpected \`${value ?? ''}\`, expected a whole number from 1`,
            why,
            fix: `write \`${name}="2"\``,
          };
    case 'id':
    case 'anchor':
      return value !== undefined && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)
        ? undefined
        : {
            message: `unexpected \`${value ?? ''}\`, expected an id such as \`open-connection\``,
            why,
            fix: `write \`${name}="…"\``,
          };
  }
}

/** Colons that do not open or close anything: `::: note` with a space, a surplus `:::`. */
function strayDirectives(lesson: LessonSource, syntaxes: readonly DirectiveSyntax[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const text = lesson.located;
  let open = 0;
  // A container was opened with two colons.
  const misopened = lesson.directives.filter(
    ({ kind, name }) => kind === 'leaf' && syntaxes.some((spec) => spec.name === name && spec.kind === 'container'),
  );
  for (const span of lesson.strayDirectives) {
    const written = lesson.text.slice(text.offsetAt(span.start), text.offsetAt(span.end));
    const name = written.replace(/^:+\s*/, '');
    const rest = /^[ \t]*[^\r\n]*/.exec(lesson.text.slice(text.offsetAt(span.end)))?.[0].trim() ?? '';
    if (name === '' && /^\{.*\}$/.test(rest)) {
      open++;
      diagnostics.push(
        strayAttributes(
          rest,
          { ...span, end: text.pointAt(lesson.text.indexOf(rest, text.offsetAt(span.end)) + rest.length) },
          syntaxes,
        ),
      );
      continue;
    }
    if (name === '') {
      while ((misopened[0]?.start.line ?? Infinity) < span.start.line) {
        misopened.shift();
        open++;
      }
      // The closing line of an opener that has already been reported.
      if (open > 0) open--;
      else {
        // Of two such lines the first is an opener without a name.
        open++;
        diagnostics.push(
          problem('directive-stray', span, {
            message: `unexpected \`${written}\`, no directive is open here`,
            why: 'the colons would be shown as text',
            fix: 'remove the line, or add the opening line it belongs to',
          }),
        );
      }
      continue;
    }
    if (written.startsWith(':::')) open++;
    const known =
      syntaxes.find((spec) => spec.name === name) ??
      syntaxes.find(
        (spec) =>
          spec.name ===
          closest(
            name,
            syntaxes.map((other) => other.name),
          ),
      );
    // Not a possible directive name, and not parsed as a directive: `:::__proto__`.
    if (known === undefined && !/^:{2,}\s/.test(written)) {
      const end = text.offsetAt(span.end);
      diagnostics.push(
        unknownDirective(
          name,
          written.startsWith(':::') ? 'container' : 'leaf',
          text.span(end - name.length, end),
          syntaxes,
          () => false,
        ),
      );
      continue;
    }
    const title = known?.kind === 'container' && /^[^[\]{}:]+$/.test(rest) ? `[${rest}]` : '';
    const right = `${known?.kind === 'leaf' ? '::' : ':::'}${known?.name ?? name}${title}`;
    diagnostics.push(
      problem('directive-stray', span, {
        message: `unexpected \`${written}\`, expected \`${right}\``,
        why: 'like this it is no directive: the colons would be shown as text',
        fix: `write \`${right}\` at the start of a line of its own`,
        edit:
          known !== undefined && known.name === name && known.kind === 'container' && /^:{3,}[ \t]+/.test(written)
            ? replacing(span, written.replace(/[ \t]+/, ''))
            : undefined,
      }),
    );
  }
  return diagnostics;
}

/** `::: {.callout-tip}`, as Pandoc and Quarto write boxes and columns. */
function strayAttributes(attributes: string, span: Span, syntaxes: readonly DirectiveSyntax[]): Diagnostic {
  const name = /[.\s](?:callout-)?([a-z]+)/.exec(attributes)?.[1] ?? '';
  const right = [syntaxes.find((one) => one.name === name), calledOtherwise(name, syntaxes)].find(
    (one) => one?.kind === 'container',
  );
  return problem('directive-stray', span, {
    message: `unexpected \`::: ${attributes}\`, ${right === undefined ? 'expected the name of a directive' : `expected \`:::${right.name}\``}`,
    why: 'like this it is no directive: the colons would be shown as text',
    fix:
      right === undefined
        ? 'take this line and the closing `:::` away, and keep what stands between them'
        : `write \`:::${right.name}\` at the start of a line of its own`,
  });
}
