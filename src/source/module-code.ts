import { parseAst } from 'rolldown/parseAst';

/** What a piece of JavaScript or TypeScript imports and exports, and which components it names. Offsets are those of the code given. */
export interface ModuleCode {
  readonly imports: readonly ImportUse[];
  /** Names that others can import; what `passesOn` names comes on top. */
  readonly exports: ReadonlySet<string>;
  /** What `export * from '…'` passes on. */
  readonly passesOn: readonly string[];
  /** Names that its imports and declarations bring into scope. */
  readonly declared: ReadonlySet<string>;
  readonly elements: readonly ElementUse[];
  /** Names that are looked up as soon as the code runs, and that it does not declare itself. */
  readonly lookedUp: readonly NameUse[];
}

export interface NameUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** One `import … from 'x'`, `export … from 'x'` or `import('x')`. */
export interface ImportUse {
  /** Undefined where the address is computed. */
  readonly specifier: string | undefined;
  /** The specifier without its quotes, or the whole expression that gives it. */
  readonly start: number;
  readonly end: number;
  readonly names: readonly ImportedName[];
}

export interface ImportedName {
  /** `default`, `*` for all of them, or the name as exported. */
  readonly imported: string;
  readonly local: string;
  readonly start: number;
  readonly end: number;
}

/** A component as JSX names it: `Tabs`, or `ui.Tabs`. */
export interface ElementUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The value is empty where there is none, and undefined for an expression. */
  readonly attributes: readonly {
    readonly name: string;
    readonly value: string | undefined;
    readonly start: number;
    readonly end: number;
  }[];
}

/** Reads code without running it; undefined for code that cannot be parsed, or nests as no code does that somebody wrote. */
export function readModuleCode(code: string, lang: 'jsx' | 'ts' | 'tsx'): ModuleCode | undefined {
  return readProgram(code, contentOf, lang);
}

/** What `read` makes of the syntax tree of code; undefined for code that cannot be parsed, or nests as no code does that somebody wrote. */
export function readProgram<Result>(
  code: string,
  read: (program: Node) => Result,
  lang: 'jsx' | 'ts' | 'tsx' = 'jsx',
): Result | undefined {
  try {
    const program = isTooDeep(code) ? undefined : parsed(code, lang);
    return program === undefined ? undefined : read(program);
  } catch (error) {
    // Whatever nests deeper than the stack goes.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function contentOf(program: Node): ModuleCode {
  const imports: ImportUse[] = [];
  const exports = new Set<string>();
  const passesOn: string[] = [];
  const declared = new Set<string>();
  const elements: ElementUse[] = [];
  for (const statement of nodes(program['body'])) {
    if (statement['importKind'] === 'type' || statement['exportKind'] === 'type') continue;
    const declaration = node(statement['declaration']);
    switch (statement.type) {
      case 'ImportDeclaration': {
        const names = nodes(statement['specifiers'])
          .filter((specifier) => specifier['importKind'] !== 'type')
          .map(importedName);
        imports.push({ ...sourceOf(statement), names });
        for (const { local } of names) declared.add(local);
        break;
      }
      case 'ExportAllDeclaration':
        imports.push({ ...sourceOf(statement), names: [] });
        if (node(statement['exported']) !== undefined) exports.add(nameOf(statement['exported']));
        else passesOn.push(sourceOf(statement).specifier);
        break;
      case 'ExportDefaultDeclaration':
        exports.add('default');
        break;
      case 'ExportNamedDeclaration': {
        const specifiers = nodes(statement['specifiers']);
        for (const { exported } of specifiers) exports.add(nameOf(exported));
        if (node(statement['source']) !== undefined) {
          imports.push({
            ...sourceOf(statement),
            names: specifiers.map(({ local, start, end }) => ({ imported: nameOf(local), local: '', start, end })),
          });
        }
        for (const name of declaredBy(declaration)) {
          exports.add(name);
          declared.add(name);
        }
        break;
      }
      default:
        for (const name of declaredBy(statement)) declared.add(name);
    }
  }
  visit(program, (found) => {
    if (found.type === 'ImportExpression') {
      const source = node(found['source']);
      if (source !== undefined) imports.push({ ...literalSpan(source), names: [] });
    } else if (found.type === 'JSXOpeningElement') elements.push(elementUse(found));
  });
  return {
    imports,
    exports,
    passesOn,
    declared,
    elements,
    lookedUp: namesLookedUp(program).filter(({ name }) => !declared.has(name)),
  };
}

/** A node of the tree, as ESTree has it (with JSX and TypeScript). */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/**
 * The parser recurses, and some thousand levels end the process. So the levels of brackets are counted before, and what nests
 * without brackets between two commas or semicolons; strings and comments are not told from code.
 */
function isTooDeep(code: string): boolean {
  let brackets = 0;
  let operators = 0;
  let links = 0;
  for (const [token] of code.matchAll(
    /[([{)\]},;?:!~+\-*/%.&|^]|=>|<(?=[\w>])|\b(?:new|await|typeof|void|delete|yield|if|else|for|while|do|with|as|in|of|satisfies)\b/g,
  )) {
    if (token === ',' || token === ';') operators = links = 0;
    else if (/[([{]/.test(token)) brackets++;
    else if (/[)\]}]/.test(token)) brackets = Math.max(0, brackets - 1);
    else if (/^(?:[!~+\-*/%.&|^]|as|in|of|satisfies)$/.test(token)) links++;
    else operators++;
    if (brackets > 500 || operators > 1500 || links > 20_000) return true;
  }
  return false;
}

function parsed(code: string, lang: 'jsx' | 'ts' | 'tsx'): Node | undefined {
  let text = code;
  // Each turn takes one of them away.
  for (let returns = code.split('return').length; returns > 0; returns--) {
    try {
      return parseAst(text, { lang, astType: 'ts' }) as unknown as Node;
    } catch (error) {
      const at = (error as { readonly pos?: unknown }).pos;
      if (typeof at !== 'number' || !text.startsWith('return', at)) return undefined;
      // The code of an Astro component may return; as modules must not, another statement of the same length stands in.
      text = `${text.slice(0, at)}${/^return[ \t]*[^\s;}]/.test(text.slice(at)) ? 'throw ' : 'void 0'}${text.slice(at + 'return'.length)}`;
    }
  }
  return undefined;
}

const node = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && 'type' in value ? (value as Node) : undefined;
const nodes = (value: unknown): readonly Node[] =>
  Array.isArray(value) ? value.flatMap((one) => node(one) ?? []) : [];

/** The node under a key, if there is one. */
export const child = (of: Node, key: string): Node | undefined => node(of[key]);

/** The nodes under a key: those of a list, or the one that stands there. */
export function children(of: Node, key: string): readonly Node[] {
  const value = of[key];
  return nodes(Array.isArray(value) ? value : [value]);
}

function visit(from: Node, tell: (node: Node) => void): void {
  tell(from);
  for (const value of Object.values(from)) {
    for (const child of Array.isArray(value) ? nodes(value) : [node(value)])
      if (child !== undefined) visit(child, tell);
  }
}

/**
 * Every name that certainly is looked up when the code runs: not what stands in functions and classes, behind a condition, or
 * after `typeof`.
 */
function namesLookedUp(from: Node | undefined): readonly NameUse[] {
  if (from === undefined) return [];
  const inside = (...keys: readonly string[]): readonly NameUse[] =>
    keys.flatMap((key) => (Array.isArray(from[key]) ? nodes(from[key]) : [node(from[key])]).flatMap(namesLookedUp));
  switch (from.type) {
    case 'Identifier':
      return [{ name: nameOf(from), start: from.start, end: from.end }];
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'MetaProperty':
      return [];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return inside('superClass');
    case 'ExportNamedDeclaration':
      return inside('declaration');
    case 'VariableDeclarator':
      return inside('init');
    case 'MemberExpression':
      return from['computed'] === true ? inside('object', 'property') : inside('object');
    case 'Property':
      return from['computed'] === true ? inside('key', 'value') : inside('value');
    case 'LogicalExpression':
      return inside('left');
    case 'ConditionalExpression':
      return inside('test');
    case 'ChainExpression': {
      const names = inside('expression');
      return names.slice(0, 1);
    }
    case 'UnaryExpression':
      return from['operator'] === 'typeof' && node(from['argument'])?.type === 'Identifier' ? [] : inside('argument');
    default:
      return inside(...Object.keys(from));
  }
}

/** `a`, or the text of `'a'`: names of imports and exports may be either. */
export function nameOf(value: unknown): string {
  const found = node(value);
  return String(found?.['name'] ?? found?.['value'] ?? '');
}

function sourceOf(statement: Node): { readonly specifier: string; readonly start: number; readonly end: number } {
  const source = node(statement['source']) ?? statement;
  return { specifier: String(source['value']), start: source.start + 1, end: source.end - 1 };
}

function literalSpan(source: Node): {
  readonly specifier: string | undefined;
  readonly start: number;
  readonly end: number;
} {
  if (source.type === 'Literal' && typeof source['value'] === 'string')
    return { specifier: source['value'], start: source.start + 1, end: source.end - 1 };
  return { specifier: undefined, start: source.start, end: source.end };
}

function importedName(specifier: Node): ImportedName {
  const imported =
    specifier.type === 'ImportDefaultSpecifier'
      ? 'default'
      : specifier.type === 'ImportNamespaceSpecifier'
        ? '*'
        : nameOf(specifier['imported']);
  return { imported, local: nameOf(specifier['local']), start: specifier.start, end: specifier.end };
}

/** Names that a declaration brings into scope; of patterns, all that are in them. */
function declaredBy(declaration: Node | undefined): readonly string[] {
  switch (declaration?.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return [nameOf(declaration['id'])];
    case 'VariableDeclaration':
      return nodes(declaration['declarations']).flatMap(({ id }) => namesIn(node(id)));
    default:
      return [];
  }
}

/** The names that a pattern brings into scope. */
export function namesIn(pattern: Node | undefined): readonly string[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [nameOf(pattern)];
    case 'ObjectPattern':
      return nodes(pattern['properties']).flatMap((property) =>
        namesIn(node(property['value'] ?? property['argument'])),
      );
    case 'ArrayPattern':
      return nodes(pattern['elements']).flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(node(pattern['left']));
    case 'RestElement':
      return namesIn(node(pattern['argument']));
    default:
      return [];
  }
}

function elementUse(opening: Node): ElementUse {
  const name = node(opening['name']) ?? opening;
  return {
    name: jsxName(name),
    start: name.start,
    end: name.end,
    attributes: nodes(opening['attributes']).flatMap((attribute) => {
      const key = node(attribute['name']);
      const value = node(attribute['value']);
      if (key === undefined) return [];
      return [
        {
          name: jsxName(key),
          value: value === undefined ? '' : value.type === 'Literal' ? String(value['value']) : undefined,
          start: key.start,
          end: key.end,
        },
      ];
    }),
  };
}

function jsxName(name: Node): string {
  switch (name.type) {
    case 'JSXMemberExpression':
      return `${jsxName(node(name['object']) ?? name)}.${nameOf(name['property'])}`;
    case 'JSXNamespacedName':
      return `${nameOf(name['namespace'])}:${nameOf(name['name'])}`;
    default:
      return nameOf(name);
  }
}
