import { rewriteModule } from './modules.ts';

/** A compiled program, and how positions in it map to positions in the author's file. */
export interface Prepared {
  /**
   * Compiles the program.
   *
   * @throws SyntaxError if it does not parse.
   */
  compile(): (scope: Readonly<Record<string, unknown>>) => unknown;
  /** Lines that the engine counts before the first line of the program. */
  readonly lineOffset: number;
}

// `new Function` places the body on the third line
const FUNCTION_LINES = 2;
const indirectEval = globalThis.eval;
const NativeFunction = globalThis.Function;
const NativeAsyncFunction = Object.getPrototypeOf(async () => {}).constructor as FunctionConstructor;

/** A Node program, CommonJS or ES module. Only ES modules may use top-level `await`. */
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

/** A classic script: its `var`s and functions are globals. */
export function prepareScript(code: string, file: string): Prepared {
  return { lineOffset: 0, compile: () => () => indirectEval(`${code}\n//# sourceURL=${file}`) as unknown };
}
