import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { MdastNode } from '../../source/markdown.ts';
import type { DirectiveUse, Fence, LessonSource } from '../../source/lesson.ts';
import type { SourceText } from '../../source/text.ts';
import type { ContentCheck } from '../directive-syntax.ts';
import { exchangesOf, fencesOf, fileOf, type Exchange } from '../exchanges.ts';
import { facts, naming } from '../facts.ts';
import { languageOf, runtimesOf } from '../languages.ts';
import { orOneOf, problem, type Report } from '../problem.ts';
import { isTranscript } from './fences.ts';
import { named } from '../../text/lists.ts';

/** Nothing: a leaf. */
export const nothing: ContentCheck = () => [];

/** Any blocks, at least one. */
export const anyBlocks: ContentCheck = (use) => (blocksOf(use).length > 0 ? [] : [empty(use, 'some text')]);

/** One ordered list; each item starts with a bold title, an emoji before it is optional. */
export const orderedSteps: ContentCheck = (use, { located }) => checkSteps(use, blocksOf(use), located);

/** How many programs an exchange holds, and what the fence of each has to say. */
export interface ProgramRule {
  readonly min: number;
  readonly max: number;
  readonly needs: readonly ('title' | 'runs')[];
}

/** Fenced programs, then an optional `transcript`. */
export function programs(rule: ProgramRule): ContentCheck {
  return (use, lesson) => checkPrograms(use, blocksOf(use), rule, lesson, lesson.located);
}

export function empty(use: DirectiveUse, expected: string): Diagnostic {
  return problem('directive-empty', use.nameSpan, {
    message: `\`${use.name}\` is empty, expected ${expected}`,
    why: 'learners would see an empty box',
    fix: 'fill it, or remove it',
  });
}

function checkSteps(use: DirectiveUse, blocks: readonly MdastNode[], text: SourceText): Diagnostic[] {
  if (blocks.length === 0) return [empty(use, 'an ordered list')];
  const [list, ...others] = blocks;
  const wrong = list?.type === 'list' && list.ordered === true ? others[0] : list;
  if (wrong !== undefined) {
    return [
      problem('flow-content', firstLine(spanOf(wrong, text), text), {
        message: `unexpected ${wrong.type === 'list' ? (wrong.ordered === true ? 'second list' : 'list without numbers') : kindOf(wrong)}, expected one ordered list`,
        why: `a ${use.name} is drawn as steps along a line; anything else has no place in it`,
        fix:
          wrong.type === 'list' && wrong.ordered !== true
            ? 'number the steps: `1. **Title** text`'
            : `move it before or after the ${use.name}`,
      }),
    ];
  }
  if (list?.type !== 'list') return [];
  return list.children.flatMap((item) => {
    const [paragraph] = item.children;
    const [first, second] = paragraph?.type === 'paragraph' ? paragraph.children : [];
    const titled =
      first?.type === 'strong' || (first?.type === 'text' && second?.type === 'strong' && isIcon(first.value));
    if (titled) return [];
    return [
      problem('flow-step-title', firstLine(spanOf(paragraph ?? item, text), text), {
        message: 'this step has no title, expected it to start with bold text',
        why: 'the title is what a learner sees first in the figure',
        fix: 'write `**Title** text`; an emoji may stand before the title',
      }),
    ];
  });
}

/** An emoji with space after it, or nothing at all. */
function isIcon(text: string): boolean {
  return /^\s*(?:\p{RGI_Emoji}|\p{Extended_Pictographic})?\s*$/v.test(text);
}

function checkPrograms(
  use: DirectiveUse,
  blocks: readonly MdastNode[],
  rule: ProgramRule,
  lesson: LessonSource,
  text: SourceText,
): Diagnostic[] {
  if (blocks.length === 0) return [empty(use, 'the programs as fenced code')];
  const exchange = exchangesOf(lesson).find((one) => one.use === use);
  if (exchange === undefined) return [];
  const diagnostics: Report[] = [];
  const lostFences = new Set<Report>();
  const fences = fencesOf(lesson, use);
  const fenced = new Set(fences.map(({ node }) => node));
  for (const block of blocks) {
    if (fenced.has(block)) continue;
    const at = firstLine(spanOf(block, text), text);
    if (block.type === 'paragraph' && isMeantAsFence(text.text.slice(text.offsetAt(at.start), text.offsetAt(at.end)))) {
      const lost = problem('exchange-content', at, {
        message: 'this line begins no code, expected three backticks before it',
        why: 'the code below it would be shown as text, and its end taken for the beginning of other code',
        fix: 'begin the line with three backticks',
        unsettles: [facts.blocks(use.file)],
      });
      lostFences.add(lost);
      diagnostics.push(lost);
    } else
      diagnostics.push(
        problem('exchange-content', at, {
          message: `unexpected ${kindOf(block)}, expected fenced code`,
          why: `\`${use.name}\` shows its programs side by side; other blocks have no place there`,
          fix:
            block.type === 'code'
              ? 'put it between two lines of three backticks'
              : 'move it before or after the directive',
        }),
      );
  }
  // A transcript whose language is misspelt was reported as that.
  const transcripts = fences.filter(isTranscript);
  const files = exchange.files.filter(({ fence }) => !isTranscript(fence));
  const programs = files.map(({ fence }) => fence);
  if (programs.length < rule.min && diagnostics.length === 0) diagnostics.push(empty(use, 'at least one program'));
  for (const extra of programs.slice(rule.max)) {
    diagnostics.push(
      problem('exchange-content', firstLine(extra, text), {
        message: `unexpected fence, expected at most ${rule.max} programs`,
        why: 'more do not fit beside each other',
        fix: 'move some into an exchange of their own',
      }),
    );
  }
  for (const extra of transcripts.slice(1)) {
    diagnostics.push(
      problem('exchange-content', firstLine(extra, text), {
        message: 'unexpected second transcript',
        why: 'one run has one transcript',
        fix: 'join the two',
      }),
    );
  }
  const [transcript] = transcripts;
  if (transcript !== undefined && fences.at(-1) !== transcript && transcripts.length === 1) {
    diagnostics.push(
      problem('exchange-content', firstLine(transcript, text), {
        message: 'unexpected transcript before a program, expected it last',
        why: 'it shows what all of the programs print',
        fix: 'move it below the programs',
      }),
    );
  }
  const actors = new Map<string, Fence>();
  for (const { actor, fence } of files) {
    const missing = rule.needs.filter(
      (name) => fence.meta[name] === undefined && !fence.metaParts.some((part) => part.name === name),
    );
    if (missing.length > 0) {
      diagnostics.push(
        problem('exchange-fence', firstLine(fence, text), {
          message: `this program has no ${missing.map((name) => `\`${name}\``).join(' and no ')}`,
          why: 'the title names the file and its actor in the transcript; `runs` says where it is run',
          fix: `write ${missing.map((name) => (name === 'title' ? '`title="server.js"`' : runsToWrite(fence))).join(' and ')} after the language`,
          // What is missing may stand there under a name that is not known, or where the language should be.
          assumes: [facts.line(fence.file, fence.start.line)],
        }),
      );
    }
    if (actor === undefined || actor.trim() === '') continue;
    const other = actors.get(actor);
    if (other !== undefined) {
      diagnostics.push(
        problem('exchange-title-duplicate', partSpan(fence, 'title', text) ?? firstLine(fence, text), {
          message: `unexpected second program called \`${actor}\``,
          why: 'the transcript could not tell the two apart',
          fix: 'give one of them another title',
          related: [{ ...firstLine(other, text), message: 'the other one' }],
        }),
      );
    }
    actors.set(actor, fence);
  }
  // Where a fence has lost its backticks, nobody knows what belongs to which program.
  const blocksKnown = facts.blocks(use.file);
  return [...diagnostics, ...checkTranscript(exchange)].map((report) =>
    lostFences.has(report) ? report : { ...report, assumes: [blocksKnown, ...(report.assumes ?? [])] },
  );
}

/** A line that was meant to begin a program or the transcript. */
const isMeantAsFence = (line: string): boolean =>
  /^[`~]{0,2}[ \t]*(?:transcript[ \t]*$|[a-z][\w+-]*[ \t]+(?:title|label|runs)=)/.test(line);

/** What can be said of where a program runs, by its language. */
function runsToWrite(fence: Fence): string {
  const language = languageOf(fence);
  const able = language === undefined ? (['node', 'browser'] as const) : runtimesOf(language);
  if (able.length === 0) return '`runs="no" reason="…"`';
  return `\`runs="${able[0]}"\` (or ${[...able.slice(1), 'no'].map((name) => `\`${name}\``).join(', or ')})`;
}

function checkTranscript(exchange: Exchange): Report[] {
  const actors = actorsOf(exchange);
  // With a mistake in what names the programs or counts the clients, any actor might be the right one.
  const names = facts.names(exchange.use.file, [exchange.id]);
  const lines = [exchange.use, ...exchange.files.map(({ fence }) => fence)].map(({ file, start }) =>
    facts.line(file, start.line),
  );
  return (exchange.transcript?.lines ?? []).flatMap(({ actor, actorSpan, text, span }): Report[] => {
    if (actor === undefined || actorSpan === undefined) {
      return [
        problem(
          'transcript-line',
          { ...span, end: { line: span.end.line, column: span.start.column + text.trimEnd().length } },
          {
            message: 'unexpected line without an actor, expected `actor: what it prints`',
            why: 'learners could not tell who printed it',
            fix: `start the line with ${named(actors, 'or')} and a colon`,
          },
        ),
      ];
    }
    if (fileOf(exchange, actor) !== undefined) return [];
    const meant = closest(actor, actors);
    return [
      problem('transcript-actor', actorSpan, {
        message: `unexpected actor \`${actor}\`${orOneOf(meant, actors)}`,
        why: 'no program of this exchange has that name',
        fix: meant === undefined ? 'name a program by its title without extension' : `write \`${meant}\``,
        ...naming(actor, names, ...lines),
      }),
    ];
  });
}

/** The names to suggest; where several clients run, each is an actor of its own: `client-1`, `client-2`. */
function actorsOf({ files, clients }: Exchange): readonly string[] {
  const names = files.flatMap(({ actor }) => actor ?? []);
  return clients < 2
    ? names
    : [
        ...names,
        ...names.flatMap((name) =>
          Array.from({ length: Math.min(clients, 100) }, (_, index) => `${name}-${index + 1}`),
        ),
      ];
}

/** Its blocks without the label, which the parser gives as the first paragraph. */
export function blocksOf({ node }: DirectiveUse): readonly MdastNode[] {
  const children: readonly MdastNode[] = 'children' in node ? node.children : [];
  return children.filter(
    (child) => (child.data as { directiveLabel?: boolean } | undefined)?.directiveLabel !== true && !isSilence(child),
  );
}

function isSilence(node: MdastNode): boolean {
  return (
    (node.type === 'html' && node.value.startsWith('<!--')) ||
    (node.type === 'mdxFlowExpression' && node.value.trim().startsWith('/*'))
  );
}

export function kindOf(node: MdastNode): string {
  const names: Readonly<Record<string, string>> = {
    paragraph: 'text',
    heading: 'heading',
    list: 'list',
    blockquote: 'quotation',
    table: 'table',
    html: 'HTML',
    containerDirective: 'directive',
    leafDirective: 'directive',
    thematicBreak: 'rule',
    code: 'indented code',
    mdxJsxFlowElement: 'component',
  };
  return names[node.type] ?? 'block';
}

export function spanOf(node: MdastNode, text: SourceText): Span {
  return text.span(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

export function firstLine(span: Span, text: SourceText): Span {
  const start = text.offsetAt(span.start);
  const line = /^[^\r\n]*/.exec(text.text.slice(start, text.offsetAt(span.end)))?.[0] ?? '';
  return text.span(start, start + line.trimEnd().length);
}

function partSpan(fence: Fence, name: string, text: SourceText): Span | undefined {
  const part = fence.metaParts.find((other) => other.name === name);
  return part === undefined ? undefined : text.span(part.offset, part.offset + part.text.length);
}
