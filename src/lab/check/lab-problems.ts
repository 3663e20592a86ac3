import { importsOf } from '../program/modules.ts';
import { NODE_MODULES } from '../program/available.ts';
import { tokenize, type Token } from '../program/tokens.ts';
import { named } from '../../text/lists.ts';

/** A file of an exchange with `lab`. */
export interface CheckedFile {
  readonly runs: 'node' | 'browser' | 'no';
  readonly code: string;
  /** The names that it takes from its surroundings, by where they start; undefined where that is not known. */
  readonly globals?: readonly { readonly start: number }[] | undefined;
}

/** Something that the live lab does not support. Lines and columns are 1-based within the file's code. */
export interface LabProblem {
  readonly fileIndex: number;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly code: 'lab-module' | 'lab-page' | 'lab-syntax' | 'lab-empty';
  readonly message: string;
  readonly why: string;
  readonly fix: string;
}

/** Browser globals that the lab does not provide, and what they are for. */
const PAGE_NAMES: Readonly<Record<string, string>> = {
  document: 'a document',
  localStorage: 'storage',
  sessionStorage: 'storage',
  indexedDB: 'storage',
  navigator: 'a navigator',
  history: 'a history',
  alert: 'dialogs',
  confirm: 'dialogs',
  prompt: 'dialogs',
  XMLHttpRequest: 'XMLHttpRequest',
  Worker: 'workers',
  SharedWorker: 'workers',
  BroadcastChannel: 'channels to other tabs',
  Image: 'pictures',
  Audio: 'sound',
  requestAnimationFrame: 'frames to draw',
  customElements: 'elements',
  WebTransport: 'WebTransport',
  RTCPeerConnection: 'WebRTC',
  Notification: 'notifications',
};

const modules: ReadonlySet<string> = new Set(NODE_MODULES);

/**
 * Finds what the files of an exchange use that the live lab does not provide. Reports only what is certain: names that
 * the file itself declares (without `globals`: anywhere), properties and strings are ignored. Runs no code.
 */
export function labProblems(files: readonly CheckedFile[]): LabProblem[] {
  const problems = files.flatMap(({ runs, code, globals }, fileIndex) => {
    if (runs === 'no') return [];
    const tokens = tokenize(code).filter(({ kind }) => kind !== 'comment');
    return (runs === 'node' ? nodeProblems(code, tokens) : browserProblems(tokens, globals)).map((problem) => ({
      fileIndex,
      ...problem,
    }));
  });
  if (files.some(({ runs }) => runs !== 'no')) return problems;
  return [
    {
      fileIndex: 0,
      line: 1,
      column: 1,
      length: 0,
      code: 'lab-empty',
      message: 'no file of this lab runs',
      why: 'there would be a Run button that does nothing',
      fix: 'give a file `runs="node"` or `runs="browser"`, or leave out `lab`',
    },
  ];
}

type Found = Omit<LabProblem, 'fileIndex'>;
const at = ({ line, column, text }: Token, more: Pick<Found, 'code' | 'message' | 'why' | 'fix'>): Found => ({
  line,
  column,
  length: text.length,
  ...more,
});

function nodeProblems(code: string, tokens: readonly Token[]): Found[] {
  const asked = [
    ...requiredIn(tokens),
    ...importsOf(code).flatMap(
      ({ specifier, start, end }) =>
        tokens.find(
          (token) =>
            token.kind === 'string' &&
            token.start >= start &&
            token.end <= end &&
            token.text.slice(1, -1) === specifier,
        ) ?? [],
    ),
  ];
  const unknown = asked.filter(({ text }) => !modules.has(text.slice(1, -1).replace(/^node:/, '')));
  return [
    ...unknown.map((token) => {
      const name = token.text.slice(1, -1);
      const own = /^[./]/.test(name);
      return at(token, {
        code: 'lab-module',
        message: own ? `the lab has no files to load, \`${name}\` is one` : `the lab has no module \`${name}\``,
        why: 'the program would stop at this line as soon as the reader presses Run',
        fix: own ? 'put what it needs into this file' : `use only ${named(NODE_MODULES)}, or leave out \`lab\``,
      });
    }),
    ...syntaxProblems(tokens),
  ];
}

/** The string tokens in `require('…')` and `import('…')`. */
function requiredIn(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i) => {
    const [bracket, name] = [tokens[i + 1], tokens[i + 2]];
    const asks =
      (token.text === 'require' || token.text === 'import') && token.kind === 'word' && tokens[i - 1]?.text !== '.';
    return asks && bracket?.text === '(' && name?.kind === 'string' && tokens[i + 3]?.text === ')' ? [name] : [];
  });
}

function syntaxProblems(tokens: readonly Token[]): Found[] {
  return tokens.flatMap((token, i) => {
    if (token.kind !== 'word' || tokens[i - 1]?.text === '.') return [];
    if (token.text === 'export' && token.depth === 0) {
      return [
        at(token, {
          code: 'lab-syntax',
          message: '`export` in a program of the lab',
          why: 'nothing imports it, and the lab cannot run it',
          fix: 'leave out `export`',
        }),
      ];
    }
    if (token.text === 'import' && tokens[i + 1]?.text === '.' && tokens[i + 2]?.text === 'meta') {
      return [
        at(token, {
          code: 'lab-syntax',
          message: '`import.meta` in a program of the lab',
          why: 'the program has no address in the lab, so the program would not even start',
          fix: 'leave it out',
        }),
      ];
    }
    return [];
  });
}

function browserProblems(tokens: readonly Token[], globals: CheckedFile['globals']): Found[] {
  const taken = globals === undefined ? undefined : new Set(globals.map(({ start }) => start));
  const names = tokens.filter(
    (token, i) =>
      token.kind === 'word' &&
      Object.hasOwn(PAGE_NAMES, token.text) &&
      (taken === undefined ? isProbablyGlobal(tokens, i) : taken.has(token.start)),
  );
  const imports = tokens.filter(
    (token, i) => token.kind === 'word' && token.text === 'import' && tokens[i - 1]?.text !== '.',
  );
  return [
    ...names.map((token) =>
      at(token, {
        code: 'lab-page',
        message: `the lab’s browser has no ${PAGE_NAMES[token.text]}, \`${token.text}\` is not there`,
        why: 'the program would stop at this line as soon as the reader presses Run',
        fix: 'show what happens with `console.log`, or leave out `lab`',
      }),
    ),
    ...imports.map((token) =>
      at(token, {
        code: 'lab-module',
        message: '`import` in a program of the lab’s browser',
        why: 'there is no other file it could load',
        fix: 'put what it needs into this file',
      }),
    ),
    ...syntaxProblems(tokens).filter(({ message }) => message.startsWith('`export`')),
  ].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** Whether a name may be one of the page's, by the words around it: for code that cannot be parsed. */
function isProbablyGlobal(tokens: readonly Token[], i: number): boolean {
  const name = tokens[i]?.text;
  const isDeclared = tokens.some(
    ({ text }, place) => text === name && /^(?:const|let|var|function|class)$/.test(tokens[place - 1]?.text ?? ''),
  );
  const [before, after] = [tokens[i - 1]?.text, tokens[i + 1]?.text];
  const isProperty = before === '.' && !['window', 'globalThis', 'self'].includes(tokens[i - 2]?.text ?? '');
  return !isDeclared && !isProperty && after !== ':' && after !== '=>' && before !== 'typeof';
}
