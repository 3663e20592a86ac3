/**
 * Formats values as Chromium's console does on one line: strings unquoted at the top level and quoted when nested, at
 * most five properties of an object, at most a hundred items of an array, `f` before functions.
 */
export function formatLikeChromium(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || !first.includes('%')) return values.map(showTop).join(' ');
  const left = [...rest];
  const text = first.replace(/%([sdifoOc%])/g, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (left.length === 0) return whole;
    const value = left.shift();
    if (kind === 's') return typeof value === 'string' ? value : showTop(value);
    if (kind === 'd' || kind === 'i')
      return typeof value === 'number' || typeof value === 'bigint'
        ? String(typeof value === 'number' ? Math.trunc(value) : value)
        : 'NaN';
    if (kind === 'f') return String(Number.parseFloat(String(value)));
    return kind === 'c' ? '' : show(value, 0);
  });
  return [text, ...left.map(showTop)].join(' ');
}

const showTop = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Error ? (value.stack ?? String(value)) : show(value, 0);

/** Longer nested strings are truncated in the middle. */
const MAX_CHARACTERS = 100;
const MAX_PROPERTIES = 5;
const MAX_ITEMS = 100;

function show(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(
        value.length > MAX_CHARACTERS
          ? `${value.slice(0, MAX_CHARACTERS / 2)}…${value.slice(-(MAX_CHARACTERS / 2 - 1))}`
          : value,
      );
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'function':
      return depth > 0 ? 'ƒ' : `ƒ ${Function.prototype.toString.call(value).replace(/^(?:async )?function\*?\s*/, '')}`;
    case 'object':
      return value === null ? 'null' : showObject(value, depth);
    default:
      return String(value);
  }
}

function showObject(value: object, depth: number): string {
  if (value instanceof Error) return depth > 0 ? `${value.name}: ${value.message}` : (value.stack ?? String(value));
  if (value instanceof Date) return value.toString();
  if (value instanceof RegExp) return String(value);
  const name = nameOf(value);
  if (value instanceof Promise) return depth > 0 ? 'Promise' : 'Promise {}';
  if (depth > 0) return nested(value, name);
  if (Array.isArray(value)) return `${value.length > 1 ? `(${value.length}) ` : ''}[${items(value)}]`;
  if (isTyped(value)) {
    return `${name}(${value.length}) [${items(value)}, buffer: ArrayBuffer(${value.buffer.byteLength}), byteLength: ${value.byteLength}, byteOffset: ${value.byteOffset}, length: ${value.length}, Symbol(Symbol.toStringTag): '${name}']`;
  }
  if (value instanceof ArrayBuffer)
    return `ArrayBuffer(${value.byteLength}) {byteLength: ${value.byteLength}, maxByteLength: ${value.byteLength}, resizable: false, detached: false}`;
  if (value instanceof Map)
    return `Map(${value.size}) {${entries([...value].map(([key, item]) => `${entry(key)} => ${entry(item)}`))}}`;
  if (value instanceof Set) return `Set(${value.size}) {${entries([...value].map(entry))}}`;
  const body = `{${properties(value)}}`;
  return name === 'Object' ? body : `${name} ${body}`;
}

/** Entries of maps and sets are formatted like top-level values, except that strings are quoted. */
const entry = (value: unknown): string => (typeof value === 'string' ? quoted(value) : show(value, 0));
const entries = (shown: readonly string[]): string =>
  [...shown.slice(0, MAX_PROPERTIES), ...(shown.length > MAX_PROPERTIES ? ['…'] : [])].join(', ');
const quoted = (text: string): string =>
  !text.includes("'") ? `'${text}'` : text.includes('"') ? `\`${text}\`` : `"${text}"`;

/** The placeholder for an object nested in another one. */
function nested(value: object, name: string): string {
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (isTyped(value)) return `${name}(${value.length})`;
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (value instanceof Map || value instanceof Set) return `${name}(${value.size})`;
  return name === 'Object' ? '{…}' : name;
}

function items(list: ArrayLike<unknown>): string {
  const shown = Array.prototype.slice.call(list, 0, MAX_ITEMS).map((item) => show(item, 1));
  return [...shown, ...(list.length > MAX_ITEMS ? ['…'] : [])].join(', ');
}

/** Own properties; for web platform objects also those their classes define, as in Chromium. */
function properties(value: object): string {
  const keys = new Set<PropertyKey>(
    Reflect.ownKeys(value).filter((key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable),
  );
  if (isPlatformObject(value)) {
    for (
      let proto: object | null = Object.getPrototypeOf(value);
      proto && proto !== Object.prototype;
      proto = Object.getPrototypeOf(proto)
    ) {
      for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(proto)))
        if (property.get) keys.add(key);
    }
  }
  const shown = [...keys].slice(0, MAX_PROPERTIES).map((key) => `${nameText(key)}: ${show(valueOf(value, key), 1)}`);
  return [...shown, ...(keys.size > MAX_PROPERTIES ? ['…'] : [])].join(', ');
}

const nameText = (key: PropertyKey): string =>
  typeof key === 'symbol' || /^[\w$]+$/.test(String(key)) ? String(key) : `'${String(key)}'`;

function valueOf(owner: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(owner, key);
  } catch {
    return undefined;
  }
}

const isTyped = (value: object): value is Uint8Array => ArrayBuffer.isView(value) && !(value instanceof DataView);
const isPlatformObject = (value: object): boolean =>
  value instanceof EventTarget || value instanceof Event || value instanceof Headers || Symbol.toStringTag in value;

function nameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return 'Object';
  const constructor: unknown = valueOf(value, 'constructor');
  return typeof constructor === 'function' && constructor.name ? constructor.name : 'Object';
}
