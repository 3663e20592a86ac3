/** The parts of the DevTools protocol's `Runtime.RemoteObject` that are used. */
export interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly description?: string;
  readonly preview?: ObjectPreview;
}

interface ObjectPreview {
  readonly type: string;
  readonly subtype?: string;
  readonly description?: string;
  readonly overflow: boolean;
  readonly properties: readonly PropertyPreview[];
  readonly entries?: readonly { readonly key?: ObjectPreview; readonly value: ObjectPreview }[];
}

interface PropertyPreview {
  readonly name: string;
  readonly type: string;
  readonly subtype?: string;
  readonly value?: string;
}

/**
 * Formats the arguments of one console call as Chromium's console shows them collapsed: strings unquoted at the top
 * level and in single quotes when nested, `{a: 1, b: 'x'}`, `(3) [1, 2, 3]`, `Map(1) {'a' => 1}`, with format
 * specifiers such as `%s` substituted.
 */
export function consoleText(args: readonly RemoteObject[]): string {
  const [first, ...others] = args;
  if (first?.type !== 'string' || !/%[sdifoOc%]/.test(String(first.value))) return args.map(topLevel).join(' ');
  const waiting = [...others];
  const text = String(first.value).replace(/%([sdifoOc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    const value = waiting.shift();
    if (value === undefined) return whole;
    if (kind === 'c') return '';
    if (kind === 's') return value.type === 'string' ? String(value.value) : (value.description ?? plain(value));
    if (kind === 'd' || kind === 'i') return value.type === 'number' ? `${Math.trunc(Number(value.value))}` : 'NaN';
    if (kind === 'f') return value.type === 'number' ? plain(value) : 'NaN';
    return topLevel(value);
  });
  return [text, ...waiting.map(topLevel)].join(' ');
}

function topLevel(value: RemoteObject): string {
  if (value.type === 'string') return String(value.value);
  if (value.type === 'function') return functionText(value.description ?? '');
  if (value.type !== 'object' || value.subtype === 'null') return plain(value);
  if (
    value.subtype === 'error' ||
    value.subtype === 'regexp' ||
    value.subtype === 'date' ||
    value.preview === undefined
  )
    return value.description ?? '';
  if (value.subtype === 'node')
    return (value.description ?? '').split(/[.#]/)[0] === 'html' ? value.description! : `<${value.description}>`;
  return previewText(value.preview);
}

/** Arrow functions and classes as written; `ƒ` for `function` and for methods. */
function functionText(source: string): string {
  if (/^class\b|^(?:async\b\s*)?(?:\([^)]*\)|[\w$]+)\s*=>/.test(source)) return source;
  return /^(?:async\s+)?function\b/.test(source) ? source.replace(/function\b\s*/, 'ƒ ') : `ƒ ${source}`;
}

function plain(value: RemoteObject): string {
  if (value.unserializableValue !== undefined) return value.unserializableValue;
  if (value.type === 'undefined') return 'undefined';
  if (value.subtype === 'null') return 'null';
  return value.description ?? String(value.value);
}

function previewText(preview: ObjectPreview): string {
  const name = preview.description ?? '';
  if (preview.subtype === 'array' || preview.subtype === 'typedarray') {
    const length = /\((\d+)\)$/.exec(name)?.[1] ?? '0';
    const kind = name.replace(/\(\d+\)$/, '');
    const items = preview.properties.map((one) =>
      /^\d+$/.test(one.name) ? propertyText(one) : `${one.name}: ${propertyText(one)}`,
    );
    const head = kind === 'Array' ? (Number(length) > 1 ? `(${length}) ` : '') : `${kind}(${length}) `;
    return `${head}[${items.concat(preview.overflow ? ['…'] : []).join(', ')}]`;
  }
  if (preview.entries !== undefined) {
    const entries = preview.entries.map((one) =>
      one.key === undefined ? innerText(one.value) : `${innerText(one.key)} => ${innerText(one.value)}`,
    );
    return `${name} {${entries.concat(preview.overflow ? ['…'] : []).join(', ')}}`;
  }
  const promise = preview.subtype === 'promise' ? preview.properties : [];
  const state = promise.find((one) => one.name === '[[PromiseState]]')?.value;
  if (state !== undefined) {
    const result = promise.find((one) => one.name === '[[PromiseResult]]');
    return `${name} {<${state}>${state === 'pending' || result === undefined ? '' : `: ${propertyText(result)}`}}`;
  }
  const shown = preview.properties.filter((one) => !one.name.startsWith('[['));
  const parts = shown.map((one) => `${/^[\w$]+$/.test(one.name) ? one.name : `'${one.name}'`}: ${propertyText(one)}`);
  return `${name === 'Object' ? '' : `${name} `}{${parts.concat(preview.overflow ? ['…'] : []).join(', ')}}`;
}

/** A key or value of a Map or Set, which have their own previews. */
function innerText(preview: ObjectPreview): string {
  if (preview.type === 'string') return quoted(preview.description ?? '');
  return preview.type === 'object' && preview.subtype !== 'null' ? previewText(preview) : (preview.description ?? '');
}

function propertyText(property: PropertyPreview): string {
  const value = property.value ?? '';
  if (property.type === 'string') return quoted(value);
  if (property.type === 'function') return 'ƒ';
  if (property.type === 'accessor') return '(...)';
  if (property.type === 'object' && property.subtype === undefined && value === 'Object') return '{…}';
  return value;
}

function quoted(text: string): string {
  return text.includes("'") ? (text.includes('"') ? `\`${text}\`` : `"${text}"`) : `'${text}'`;
}
