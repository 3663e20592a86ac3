import { proofCodes } from '../diagnostics/codes.ts';
import { outputLines } from '../course/outputs.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { count } from '../text/count.ts';
import { named } from '../text/lists.ts';
import type { Claim, WrittenLine } from './claims.ts';
import type { Failure, FailureCode, SpokenLine } from './outcome.ts';

/**
 * Compares a claim with the actual output.
 *
 * Each side is compared line by line, in order, and reported at most once, at its first difference. If all sides agree,
 * a line written before one that precedes it causally is `proof-order`; any other order across sides is correct.
 * Trailing white space is ignored: it is invisible, and editors remove it.
 */
export function compare(claim: Claim, lines: readonly SpokenLine[]): readonly Diagnostic[] {
  if (claim.kind === 'predict-output') return compareKey(claim, lines);
  const { written } = claim;
  if (written === undefined)
    return lines.length === 0
      ? []
      : [differs(claim.span, `prints ${count(lines.length, 'line')}, but has no transcript`)];
  const actors = [...new Set([...lines.map(({ from }) => from), ...written.map(({ from }) => from)])];
  const differences = actors.flatMap((actor) => compareSide(claim, actor, lines));
  return differences.length > 0 ? differences : compareOrder(written, lines);
}

function compareSide(claim: Claim, actor: string, lines: readonly SpokenLine[]): readonly Diagnostic[] {
  const said = (claim.written ?? []).filter(({ from }) => from === actor);
  const heard = lines.filter(({ from }) => from === actor);
  const at = said.findIndex(({ text }, index) => text.trimEnd() !== heard[index]?.text.trimEnd());
  const who = actor === 'output' ? 'the program' : `\`${actor}\``;
  if (at < 0) {
    const missing = heard[said.length];
    if (missing === undefined) return [];
    const last = said.at(-1)?.span ?? claim.written?.at(-1)?.span ?? claim.span;
    const rest = heard.length - said.length;
    return [
      differs(
        last,
        `${who} then prints \`${missing.text}\`${rest > 1 ? ` and ${count(rest - 1, 'more line')}` : ''}, which is not here`,
      ),
    ];
  }
  const { span, text } = said[at]!;
  const actual = heard[at];
  if (actual !== undefined) return [differs(span, `${who} prints \`${actual.text}\` here, expected \`${text}\``)];
  if (heard.length > 0) return [differs(span, `${who} prints nothing more here, expected \`${text}\``)];
  const known =
    claim.kind === 'output' || claim.files.some((file) => file.actor === actor || actor.startsWith(`${file.actor}-`));
  return [
    differs(
      span,
      known
        ? `${who} prints nothing, expected \`${text}\``
        : `nobody here is called \`${actor}\`, expected ${actorNames(claim)}`,
    ),
  ];
}

function actorNames(claim: Claim): string {
  const { clients, files } = claim;
  const names = files.map(({ actor, runs }) => (clients > 1 && runs === 'browser' ? `${actor}-1` : actor));
  return named(names, 'or');
}

/** Checks the order across sides, given that every side has the same lines. */
function compareOrder(written: readonly WrittenLine[], lines: readonly SpokenLine[]): readonly Diagnostic[] {
  const counts = new Map<string, number>();
  const next = (from: string): number => {
    const at = counts.get(from) ?? 0;
    counts.set(from, at + 1);
    return at;
  };
  const heardAt = new Map(lines.map((line, index) => [`${next(line.from)} ${line.from}`, index]));
  counts.clear();
  /** The written position of each actual line. */
  const place = new Map(written.map((line, index) => [heardAt.get(`${next(line.from)} ${line.from}`)!, index]));
  return lines.flatMap((line, index) => {
    const own = place.get(index)!;
    const cause = line.after.find((before) => place.get(before)! > own);
    if (cause === undefined) return [];
    const causeSpan = written[place.get(cause)!]!.span;
    return [
      {
        ...written[own]!.span,
        code: 'proof-order',
        severity: proofCodes['proof-order'],
        message: `\`${line.from}\` prints \`${line.text}\` only after \`${lines[cause]!.from}\` has printed \`${lines[cause]!.text}\``,
        why: 'the transcript shows an answer before what was answered',
        fix: `move the line below line ${causeSpan.start.line}, or run \`lectern prove --update\``,
        related: [{ ...causeSpan, message: 'this comes first' }],
      },
    ];
  });
}

function compareKey(claim: Claim, lines: readonly SpokenLine[]): readonly Diagnostic[] {
  const actual = lines.map(({ text }) => text).join('\n');
  const key = (claim.written ?? []).map(({ text }) => text).join('\n');
  const diagnostics: Diagnostic[] = [];
  const wrong = (span: Span, expected: string): Diagnostic => ({
    ...span,
    code: 'output-key-wrong',
    severity: proofCodes['output-key-wrong'],
    message: `the program prints ${shown(actual)}, expected ${shown(expected)}`,
    why: 'learners who know the answer would be told that they are wrong',
    fix: 'write what it prints, or fix the program; then look at options and explanation again',
  });
  if (key !== actual) diagnostics.push(wrong(claim.span, key));
  for (const { id, correct, output, span } of claim.options) {
    const isActual = outputLines(output).join('\n') === actual;
    if (correct && !isActual && key === actual) diagnostics.push(wrong(span, output));
    if (!correct && isActual) {
      diagnostics.push({
        ...span,
        code: 'output-distractor-right',
        severity: proofCodes['output-distractor-right'],
        message: `option \`${id}\` is what the program prints, yet it counts as wrong`,
        why: 'learners who know the answer would be told that they are wrong',
        fix: 'mark it `correct: true`, or write something the program does not print',
      });
    }
  }
  return diagnostics;
}

const limit = 120;

function shown(text: string): string {
  if (text === '') return 'nothing';
  return `\`${text.length > limit ? `${text.slice(0, limit)}…` : text}\``.replaceAll('\n', '⏎');
}

function differs(span: Span, message: string): Diagnostic {
  return {
    ...span,
    code: 'proof-differs',
    severity: proofCodes['proof-differs'],
    message,
    why: 'learners who run the code would see something else than the page shows',
    fix: 'fix the code, or run `lectern prove --update` to write what it really prints',
  };
}

const explanations: Readonly<
  Record<FailureCode, { readonly message: (detail: string) => string; readonly why: string; readonly fix: string }>
> = {
  'proof-timeout': {
    message: (detail) => detail,
    why: 'a proof must end, and no learner waits for ever',
    fix: 'let it stop by itself: clear the interval, or answer a fixed number of times',
  },
  'proof-crashed': {
    message: (detail) => `crashed: ${detail}`,
    why: 'learners who run it would see it crash',
    fix: 'fix the code; if the crash is the lesson, say `runs="no" reason="…"`',
  },
  'proof-never-listens': {
    message: (detail) => detail,
    why: 'its client cannot reach it',
    fix: 'listen on the port the client dials',
  },
  'proof-endless-loop': {
    message: (detail) => detail,
    why: 'it would freeze the learner’s terminal or tab',
    fix: 'give the loop an end',
  },
  'proof-endless-output': {
    message: (detail) => detail,
    why: 'nobody reads that much, and a proof must end',
    fix: 'print less',
  },
  'proof-memory': {
    message: (detail) => detail,
    why: 'it could take down the machine it runs on',
    fix: 'keep less at once',
  },
  'proof-package-missing': {
    message: (detail) => `package \`${detail}\` is declared, but not installed`,
    why: 'the program cannot start',
    fix: 'install it where Lectern is installed: `npm install` with its name',
  },
  'proof-package-undeclared': {
    message: (detail) => `requires \`${detail}\`, which the course does not declare`,
    why: 'programs may use only what `course.yaml` names, so that everybody knows what a lesson needs',
    fix: 'add it to `packages` in course.yaml, or do without',
  },
  'proof-refused': {
    message: (detail) => `was refused ${detail}`,
    why: 'programs of a lesson get their own folder and their own ports, and nothing else',
    fix: 'keep to files beside the program and to ports of this exchange',
  },
  'proof-no-wall': {
    message: (detail) => `is not run, because no wall can be put around it: ${detail}`,
    why: 'the code of a lesson could do whatever you can do on this machine',
    fix: 'see `lectern explain proof-no-wall`; with `--unsafe` it runs all the same, if it is your own or you trust it like your own',
  },
  'proof-no-browser': {
    message: () => 'needs a browser, and there is none',
    why: 'the other side of this exchange cannot be run',
    fix: 'run `npx playwright install chromium`, or name one in LECTERN_CHROMIUM',
  },
};

/** The diagnostic for a failed program, at its file. */
export function failureDiagnostic(claim: Claim, { code, file, detail }: Failure): Diagnostic {
  const { message, why, fix } = explanations[code];
  return {
    ...(claim.fileSpans.get(file) ?? claim.span),
    code,
    severity: proofCodes[code],
    message: `\`${file}\` ${message(detail)}`,
    why,
    fix,
  };
}
