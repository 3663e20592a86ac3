/** A text with `{name}` where values go; one per plural category if it depends on the number `n`. */
export type Message = string | Plural;

/** The texts of a message by plural category (CLDR); the categories that a language has, `other` always. */
export type Plural = { readonly other: string } & {
  readonly [Category in Intl.LDMLPluralRule]?: string | undefined;
};

export type Values = Readonly<Record<string, string | number>>;

/** The text of a message for these values: the right plural form, with numbers as the language writes them. */
export function filled(message: Message, values: Values, language: string): string {
  return placed(pluralForm(message, values['n'], language), values, language);
}

/** The form of a message for the number `n`; `other` where the language's category has none. */
function pluralForm(message: Message, n: string | number | undefined, language: string): string {
  if (typeof message === 'string') return message;
  return message[new Intl.PluralRules(language).select(Number(n))] ?? message.other;
}

/** A text with its `{names}` replaced by values; names without a value are kept. */
export function placed(text: string, values: Values, language: string): string {
  return text.replace(/\{(\w+)\}/g, (name, key: string) => {
    const value = values[key] ?? name;
    return typeof value === 'number' ? value.toLocaleString(language) : value;
  });
}
