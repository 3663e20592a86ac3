import { linesIn } from './cursor.ts';
import { DotReader } from './dot.ts';
import { directions, FlowchartReader } from './flowchart.ts';
import type { Diagram, DiagramProblem, Graph } from './model.ts';
import { readPie } from './pie.ts';
import { SequenceReader } from './sequence.ts';
import { StateReader } from './state.ts';

/** The languages of fences that are drawn. */
const languages: ReadonlySet<string> = new Set(['mermaid', 'dot', 'graphviz']);

export const isDiagram = (lang: string | null | undefined): boolean => languages.has(lang ?? '');

/** What a diagram may hold: more can neither be read nor drawn in time. */
const most = { characters: 20_000, things: 100, lines: 150, steps: 200, depth: 10, problems: 20 };

export interface DiagramReading {
  /** Undefined where it has mistakes. */
  readonly diagram: Diagram | undefined;
  readonly problems: readonly DiagramProblem[];
}

/** Reads a fence that is drawn. Pure, and in time that grows with the text; never throws. */
export function readDiagram(lang: string, code: string): DiagramReading {
  if (code.length > most.characters)
    return mistake(
      0,
      0,
      `a diagram of ${code.length.toLocaleString('en')} characters, expected at most ${most.characters.toLocaleString('en')}`,
      'draw less at once',
    );
  const reading = lang === 'mermaid' ? readMermaid(code) : readDot(code);
  const mistakes = reading.problems.filter(({ isIgnored }) => isIgnored !== true);
  if (mistakes.length > 0) return { diagram: undefined, problems: reading.problems.slice(0, most.problems) };
  const excess = reading.diagram === undefined ? undefined : tooMuch(reading.diagram);
  return excess === undefined
    ? reading
    : mistake(0, 0, excess, 'draw less at once: a learner cannot follow so much either');
}

function tooMuch(diagram: Diagram): string | undefined {
  const over = (count: number, limit: number, what: string): string | undefined =>
    count > limit ? `a diagram with ${count} ${what}, expected at most ${limit}` : undefined;
  switch (diagram.kind) {
    case 'graph':
      if (diagram.nodes.length === 0) return 'a diagram without nodes';
      return (
        over(diagram.nodes.length + diagram.groups.length, most.things, 'nodes') ??
        over(diagram.edges.length, most.lines, 'lines') ??
        over(depthOf(diagram.groups), most.depth, 'groups in each other')
      );
    case 'sequence':
      if (diagram.actors.length === 0) return 'a diagram without participants';
      return over(diagram.actors.length, 20, 'participants') ?? over(diagram.steps.length, most.steps, 'steps');
    case 'pie':
      return diagram.shares.length === 0 ? 'a pie without shares' : over(diagram.shares.length, 12, 'shares');
  }
}

/** How deep groups lie in each other. */
function depthOf(groups: Graph['groups']): number {
  const depths = new Map<string, number>();
  // A group comes before those in it.
  for (const { id, group } of groups) depths.set(id, (depths.get(group ?? '') ?? 0) + 1);
  return Math.max(0, ...depths.values());
}

function readDot(code: string): DiagramReading {
  const reader = new DotReader(code);
  return { diagram: reader.read(), problems: reader.problems };
}

function readMermaid(code: string): DiagramReading {
  const settings: DiagramProblem[] = [];
  let from = 0;
  const front = /^\s*---[ \t]*\n[^]*?\n[ \t]*---[ \t]*(?:\n|$)/.exec(code)?.[0];
  if (front !== undefined) {
    from = front.length;
    settings.push(doesNothing(front.length - front.trimStart().length, front.trimEnd().length));
  }
  for (const { start, end } of linesIn(code, from)) {
    const line = code.slice(start, end);
    if (line.startsWith('%%{')) {
      const close = code.indexOf('}%%', start);
      if (close < 0) return mistake(start, start + 3, 'this setting is never closed', 'remove it');
      settings.push(doesNothing(start, close + 3));
      if (close + 3 > end)
        return mistake(
          start,
          start + 3,
          'a setting of several lines',
          'remove it: diagrams have the colours of the site',
        );
      continue;
    }
    const reading = kindOf(code, line, start, end);
    return { ...reading, problems: [...settings, ...reading.problems] };
  }
  return mistake(0, 0, 'this diagram is empty', 'write what is to be drawn, beginning with its kind: `flowchart LR`');
}

/** The diagram that a first line begins. */
function kindOf(code: string, line: string, start: number, end: number): DiagramReading {
  const [, word = '', rest = ''] = /^([\w-]+)(.*)$/s.exec(line) ?? [];
  switch (word) {
    case 'flowchart':
    case 'graph': {
      const [, written = '', more = ''] = /^[ \t]*(\w*)[ \t]*;?(.*)$/s.exec(rest) ?? [];
      const direction = written === '' ? 'down' : directions[written];
      if (direction === undefined) {
        const at = start + word.length + rest.indexOf(written);
        return mistake(
          at,
          at + written.length,
          `unexpected \`${written}\`, expected \`TD\`, \`BT\`, \`LR\` or \`RL\``,
          'say where it runs: `flowchart LR`',
        );
      }
      const reader = new FlowchartReader(code);
      return { diagram: reader.read(end - more.length, direction), problems: reader.problems };
    }
    case 'stateDiagram':
    case 'stateDiagram-v2': {
      const reader = new StateReader(code);
      return { diagram: reader.read(end), problems: reader.problems };
    }
    case 'sequenceDiagram': {
      const reader = new SequenceReader(code);
      return { diagram: reader.read(end), problems: reader.problems };
    }
    case 'pie': {
      const titled = rest.indexOf('title');
      const { pie, problems } = readPie(code, end, rest);
      const title =
        titled < 0
          ? []
          : [
              {
                ...doesNothing(start + word.length + titled, end),
                message: '`title` does nothing here',
                fix: 'remove it, and write `title="…"` behind `mermaid`',
              },
            ];
      return { diagram: pie, problems: [...title, ...problems] };
    }
    default:
      return mistake(
        start,
        start + Math.max(1, word.length),
        `unexpected \`${word === '' ? line.slice(0, 20) : word}\`, expected \`flowchart\`, \`sequenceDiagram\`, \`stateDiagram-v2\` or \`pie\``,
        'draw it as one of these, or show it as a picture with a description; if the code itself is meant, write `text` in place of `mermaid`',
      );
  }
}

function doesNothing(start: number, end: number): DiagramProblem {
  return {
    start,
    end,
    isIgnored: true,
    message: 'these settings do nothing here',
    fix: 'remove them: diagrams have the colours and faces of the site',
  };
}

function mistake(start: number, end: number, message: string, fix: string): DiagramReading {
  return { diagram: undefined, problems: [{ start, end, message, fix }] };
}
