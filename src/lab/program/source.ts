import { rewriteModule } from './modules.ts';

/** A program made ready to be evaluated, and how places in what is evaluated map to places in the author's file. */
export interface Prepared {
  /** Compiles the program: throws a SyntaxError where it has one. */
  compile(): (scope: Readonly<Record<string, unknown>>) => unknown;
  /** Lines the engine counts before the author's first. */
  readonly lineOffset: number;
}

// `new Function` puts the body on the third line
const FUNCTION_LINES = 2;
const indirectEval = globalThis.eval;
const NativeFunction = globalThis.Function;
const NativeAsyncFunction = Object.getPrototypeOf(async () => {}).constructor as FunctionConstructor;

/** A CommonJS or ES module of Node. A module may wait at its top level; a script is told that it may not. */
export function prepareNode(code: string, file: string): Prepared {
  const module = rewriteModule(code);
  const names = module ? ['_impt_'] : ['exports', 'require', 'module', '__filename', '__dirname', '_impt_'];
  const Constructor = module ? NativeAsyncFunction : NativeFunction;
  return {
    lineOffset: FUNCTION_LINES,
    compile: () => {
      const body = Constructor(...names, `${module ? `'use strict';${module.code}` : code}\n//# sourceURL=${file}`);
      return (scope) =>
        Reflect.apply(
          body,
          module ? undefined : scope['exports'],
          names.map((name) => scope[name]),
        ) as unknown;
    },
  };
}

/** A classic script of a page: its `var`s and functions are the page's. */
export function prepareScript(code: string, file: string): Prepared {
  return { lineOffset: 0, compile: () => () => indirectEval(`${code}\n//# sourceURL=${file}`) as unknown };
}
