import type { ThemeRegistrationRaw } from 'shiki/core';

/**
 * The token kinds that are coloured. `class` is used in the HTML, and `src/styles/code.css` sets its colours for light
 * and dark; so one tokenising pass serves both, without inline styles. TextMate picks the longest matching scope; later
 * entries win ties.
 */
export const tokenKinds = [
  { class: 'tc', name: 'comment', scopes: ['comment', 'punctuation.definition.comment', 'string.comment'] },
  {
    class: 'ts',
    name: 'string',
    scopes: [
      'string',
      'punctuation.definition.string',
      'constant.character.escape',
      'markup.inline.raw',
      'string.regexp',
      'source.json string.quoted',
    ],
  },
  {
    class: 'tn',
    name: 'number',
    scopes: ['constant.numeric', 'constant.language', 'constant.other.color', 'keyword.other.unit', 'support.constant'],
  },
  {
    class: 'tk',
    name: 'keyword',
    scopes: [
      'keyword',
      'storage',
      'storage.type',
      'storage.modifier',
      'variable.language',
      'keyword.operator.new',
      'keyword.operator.expression',
      'punctuation.definition.keyword',
      'keyword.control',
      'markup.bold',
    ],
  },
  {
    class: 'to',
    name: 'operator',
    scopes: [
      'keyword.operator',
      'storage.type.function.arrow',
      'punctuation',
      'meta.brace',
      'punctuation.definition.template-expression',
      'punctuation.section.embedded',
    ],
  },
  {
    class: 'tf',
    name: 'function',
    scopes: ['entity.name.function', 'support.function', 'meta.function-call.generic', 'entity.name.command'],
  },
  {
    class: 'tt',
    name: 'type',
    scopes: [
      'entity.name.type',
      'entity.name.class',
      'entity.other.inherited-class',
      'support.class',
      'support.type',
      'entity.name.namespace',
      'entity.name.section',
      'markup.heading',
    ],
  },
  {
    class: 'tp',
    name: 'property',
    scopes: [
      'entity.name.tag',
      'entity.other.attribute-name',
      'support.type.property-name',
      'support.type.property-name.css',
      'meta.object-literal.key',
      'variable.other.property',
      'variable.other.constant.property',
      'variable.other.object.property',
      'entity.name.tag.yaml',
      'support.variable',
      'variable.parameter.http',
    ],
  },
  { class: 'ti', name: 'inserted', scopes: ['markup.inserted', 'punctuation.definition.inserted'] },
  { class: 'td', name: 'deleted', scopes: ['markup.deleted', 'punctuation.definition.deleted', 'invalid'] },
] as const;

/** Encodes the index of a token kind as a colour for Shiki; never shown. */
const disguise = (index: number): string => `#${(index + 1).toString(16).padStart(6, '0')}`;
const plain = '#ffffff';

/** The Shiki theme whose “colours” name token kinds. */
export const theme: ThemeRegistrationRaw = {
  name: 'lectern',
  type: 'light',
  fg: plain,
  bg: '#000000',
  settings: [
    { settings: { foreground: plain, background: '#000000' } },
    ...tokenKinds.map((kind, index) => ({ scope: [...kind.scopes], settings: { foreground: disguise(index) } })),
  ],
};

const classes = new Map(tokenKinds.map((kind, index) => [disguise(index), kind.class]));

/** The class for one of the theme's “colours”; undefined for plain text. */
export function tokenClass(color: string | undefined): string | undefined {
  return color === undefined ? undefined : classes.get(color.toLowerCase());
}
