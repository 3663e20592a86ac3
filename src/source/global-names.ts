import { child, children, nameOf, namesIn, readProgram, type Node } from './module-code.ts';
import type { NameUse } from './module-code.ts';

type Scope = ReadonlySet<string>;

/** Names by which code reaches its globals as properties. */
const globalObjects: ReadonlySet<string> = new Set(['window', 'globalThis', 'self']);

/**
 * The names that a program takes from its surroundings: those that no declaration, parameter or pattern around them brings
 * into scope, in order, and what it reads as a property of `window`, `globalThis` or `self`. Not what it only asks the
 * `typeof` of. Undefined for code that cannot be parsed.
 */
export function globalNames(code: string): readonly NameUse[] | undefined {
  return readProgram(code, (program) => {
    const uses: NameUse[] = [];
    new Walk(uses).scope(program, [program], [], functionScoped(program));
    return uses.toSorted((a, b) => a.start - b.start);
  });
}

class Walk {
  readonly #uses: NameUse[];

  constructor(uses: NameUse[]) {
    this.#uses = uses;
  }

  /** Visits nodes in a scope of their own. */
  scope(owner: Node, inside: readonly Node[], around: readonly Scope[], names: Iterable<string>): void {
    const scopes = [...around, new Set(names)];
    for (const one of inside)
      if (one === owner) this.#within(one, scopes);
      else this.visit(one, scopes);
  }

  visit(at: Node | undefined, scopes: readonly Scope[]): void {
    if (at === undefined) return;
    switch (at.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'MetaProperty':
      case 'BreakStatement':
      case 'ContinueStatement':
        return;
      case 'Identifier':
        return this.#use(at, scopes);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.#function(at, scopes);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.scope(at, [at], scopes, namesIn(child(at, 'id')));
      case 'BlockStatement':
      case 'StaticBlock':
        return this.scope(at, [at], scopes, blockScoped(children(at, 'body')));
      case 'SwitchStatement':
        return this.scope(
          at,
          [at],
          scopes,
          blockScoped(children(at, 'cases').flatMap((one) => children(one, 'consequent'))),
        );
      case 'ForStatement':
        return this.scope(at, [at], scopes, blockScoped([child(at, 'init')]));
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.scope(at, [at], scopes, blockScoped([child(at, 'left')]));
      case 'CatchClause':
        return this.scope(at, [at], scopes, namesIn(child(at, 'param')));
      default:
        return this.#within(at, scopes);
    }
  }

  #function(at: Node, scopes: readonly Scope[]): void {
    const params = children(at, 'params');
    const names = [...params.flatMap(namesIn), ...functionScoped(child(at, 'body')), ...namesIn(child(at, 'id'))];
    const inner = [...scopes, new Set(['arguments', ...names])];
    for (const param of params) this.#pattern(param, inner);
    this.visit(child(at, 'body'), inner);
  }

  /** What a node holds, in the scopes that are given: keys and labels are no names. */
  #within(at: Node, scopes: readonly Scope[]): void {
    switch (at.type) {
      case 'VariableDeclarator':
        this.#pattern(child(at, 'id'), scopes);
        return this.visit(child(at, 'init'), scopes);
      case 'CatchClause':
        this.#pattern(child(at, 'param'), scopes);
        return this.visit(child(at, 'body'), scopes);
      case 'MemberExpression':
        return this.#member(at, scopes);
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (at['computed'] === true) this.visit(child(at, 'key'), scopes);
        return this.visit(child(at, 'value'), scopes);
      case 'LabeledStatement':
        return this.visit(child(at, 'body'), scopes);
      case 'ExportNamedDeclaration':
        return this.visit(child(at, 'declaration'), scopes);
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.visit(child(at, 'superClass'), scopes);
        return this.visit(child(at, 'body'), scopes);
      case 'UnaryExpression':
        if (at['operator'] !== 'typeof' || child(at, 'argument')?.type !== 'Identifier')
          this.visit(child(at, 'argument'), scopes);
        return;
      default:
        for (const key of Object.keys(at)) for (const one of children(at, key)) this.visit(one, scopes);
    }
  }

  /** A pattern that declares: its names are no uses, what it computes is. */
  #pattern(at: Node | undefined, scopes: readonly Scope[]): void {
    switch (at?.type) {
      case 'ObjectPattern':
        for (const property of children(at, 'properties')) {
          if (property['computed'] === true) this.visit(child(property, 'key'), scopes);
          this.#pattern(child(property, 'value') ?? child(property, 'argument'), scopes);
        }
        return;
      case 'ArrayPattern':
        for (const element of children(at, 'elements')) this.#pattern(element, scopes);
        return;
      case 'AssignmentPattern':
        this.#pattern(child(at, 'left'), scopes);
        return this.visit(child(at, 'right'), scopes);
      case 'RestElement':
        return this.#pattern(child(at, 'argument'), scopes);
      default:
    }
  }

  #member(at: Node, scopes: readonly Scope[]): void {
    const object = child(at, 'object');
    const property = child(at, 'property');
    this.visit(object, scopes);
    if (at['computed'] === true) this.visit(property, scopes);
    else if (object?.type === 'Identifier' && globalObjects.has(nameOf(object)) && isFree(object, scopes)) {
      if (property !== undefined) this.#add(property);
    }
  }

  #use(at: Node, scopes: readonly Scope[]): void {
    if (isFree(at, scopes)) this.#add(at);
  }

  #add(at: Node): void {
    this.#uses.push({ name: nameOf(at), start: at.start, end: at.end });
  }
}

function isFree(at: Node, scopes: readonly Scope[]): boolean {
  const name = nameOf(at);
  return !scopes.some((scope) => scope.has(name));
}

/** What stands directly in a block and is known in it alone. */
function blockScoped(statements: readonly (Node | undefined)[]): readonly string[] {
  return statements.flatMap((statement) => {
    switch (statement?.type) {
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return namesIn(child(statement, 'id'));
      case 'VariableDeclaration':
        return children(statement, 'declarations').flatMap((one) => namesIn(child(one, 'id')));
      case 'ImportDeclaration':
        return children(statement, 'specifiers').flatMap((one) => namesIn(child(one, 'local')));
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        return blockScoped([child(statement, 'declaration')]);
      default:
        return [];
    }
  });
}

/** What is known in all of a function or program: its own declarations, and every `var` in it, however deep. */
function functionScoped(body: Node | undefined): readonly string[] {
  if (body === undefined) return [];
  const names = [...blockScoped(children(body, 'body'))];
  const hoist = (at: Node): void => {
    if (/^(?:Function|Arrow|Class)/.test(at.type)) return;
    if (at.type === 'VariableDeclaration' && at['kind'] === 'var') names.push(...blockScoped([at]));
    for (const key of Object.keys(at)) for (const one of children(at, key)) hoist(one);
  };
  for (const statement of children(body, 'body')) hoist(statement);
  return names;
}
