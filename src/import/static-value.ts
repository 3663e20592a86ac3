import { parseAst } from 'rolldown/parseAst';

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What cannot be known without running the code. */
const unknown: unique symbol = Symbol('unknown');

/**
 * What a module exports by default, as far as it can be read without running it: constants of the module are followed, and of
 * a call (`defineConfig({…})`) its first argument is taken. Never throws.
 */
export function staticDefault(code: string): unknown {
  try {
    const scope = new Map<string, unknown>();
    let found: unknown = unknown;
    for (const statement of parseAst(code, { lang: 'ts' }).body as unknown as Node[]) {
      const inner = statement.type === 'ExportNamedDeclaration' ? (statement['declaration'] as Node | null) : statement;
      if (inner?.type === 'VariableDeclaration')
        for (const { id, init } of inner['declarations'] as { id: Node; init: Node | null }[])
          if (id.type === 'Identifier' && init !== null) scope.set(String(id['name']), valueOf(init, scope));
      if (inner?.type === 'FunctionDeclaration') {
        const body = (inner['body'] as Node | undefined)?.['body'] as Node[] | undefined;
        const last = body?.findLast(({ type }) => type === 'ReturnStatement');
        const name = (inner['id'] as Node | null)?.['name'];
        if (last !== undefined && name !== undefined)
          scope.set(`${String(name)}()`, valueOf(last['argument'] as Node, scope));
      }
      if (statement.type === 'ExportDefaultDeclaration') found = valueOf(statement['declaration'] as Node, scope);
      if (statement.type === 'ExpressionStatement') {
        const assigned = statement['expression'] as Node;
        const left = assigned['left'] as Node | undefined;
        if (assigned.type === 'AssignmentExpression' && left?.type === 'MemberExpression')
          found = valueOf(assigned['right'] as Node, scope);
      }
    }
    return found;
  } catch {
    return unknown;
  }
}

function valueOf(node: Node | null | undefined, scope: ReadonlyMap<string, unknown>): unknown {
  const inner = (name: string): Node => node?.[name] as Node;
  switch (node?.type) {
    case 'Literal':
      return node['value'];
    case 'TemplateLiteral':
      return (node['expressions'] as unknown[]).length > 0
        ? unknown
        : (node['quasis'] as { value: { cooked: string } }[])[0]?.value.cooked;
    case 'ArrayExpression':
      return (node['elements'] as (Node | null)[]).flatMap((element): readonly unknown[] => {
        if (element?.type !== 'SpreadElement') return [valueOf(element, scope)];
        const spread = valueOf(element['argument'] as Node, scope);
        return Array.isArray(spread) ? spread : [unknown];
      });
    case 'ObjectExpression':
      return Object.fromEntries(
        (node['properties'] as Node[]).flatMap((property): readonly (readonly [string, unknown])[] => {
          const value = valueOf((property['value'] ?? property['argument']) as Node, scope);
          if (property.type === 'SpreadElement')
            return typeof value === 'object' && value !== null ? Object.entries(value) : [];
          const key = property['key'] as Node;
          const name = key.type === 'Identifier' ? key['name'] : key['value'];
          return typeof name === 'string' && property['computed'] !== true ? [[name, value]] : [];
        }),
      );
    case 'Identifier':
      return scope.get(String(node['name'])) ?? (node['name'] === 'undefined' ? undefined : unknown);
    case 'UnaryExpression':
      return typeof valueOf(inner('argument'), scope) === 'number' && node['operator'] === '-'
        ? -(valueOf(inner('argument'), scope) as number)
        : unknown;
    case 'CallExpression': {
      const [first] = node['arguments'] as Node[];
      const callee = inner('callee');
      const known = callee.type === 'Identifier' ? scope.get(`${String(callee['name'])}()`) : undefined;
      return known ?? (first === undefined ? unknown : valueOf(first, scope));
    }
    case 'ArrowFunctionExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return valueOf(inner(node.type === 'ArrowFunctionExpression' ? 'body' : 'expression'), scope);
    default:
      return unknown;
  }
}
