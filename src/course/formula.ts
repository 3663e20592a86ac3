import temml from 'temml';

/** What a formula is as MathML, or what is wrong with it and where. */
export type Formula =
  | { readonly mathml: string; readonly error: undefined }
  | { readonly mathml: undefined; readonly error: { readonly message: string; readonly at: number } };

/**
 * TeX as MathML, with the TeX itself as its annotation, so that a formula that is copied is TeX. Pure; no styles stand in
 * the markup, which the policy of pages would refuse.
 */
export function formulaOf(tex: string, isDisplay: boolean): Formula {
  try {
    const mathml = temml.renderToString(tex, {
      displayMode: isDisplay,
      annotate: true,
      throwOnError: true,
      strict: false,
      trust: false,
      maxExpand: 1000,
      maxSize: [50, 50],
    });
    return { mathml: withoutStyles(mathml), error: undefined };
  } catch (error) {
    return { mathml: undefined, error: placed(error, tex) };
  }
}

/** Temml's message is “words at position N: excerpt”. */
function placed(error: unknown, tex: string): { message: string; at: number } {
  const { message, position } = error as { readonly message?: unknown; readonly position?: unknown };
  const words = String(message)
    .trim()
    .replace(/ at (?:position \d+|end of input):?[^]*$/, '')
    .replace(/\s+/g, ' ');
  return { message: words, at: Math.min(typeof position === 'number' ? position : 0, tex.length) };
}

/** Colours as attributes, which MathML has for them; what is left is the stylesheet's business (`styles/math.css`). */
function withoutStyles(mathml: string): string {
  // An operator's `form` follows from its place; on a page, an attribute of that name leads to the id of a form.
  return mathml.replaceAll(/ form="[^"]*"/g, '').replaceAll(/ style="([^"]*)"/g, (_, style: string) =>
    style
      .split(';')
      .map((declaration) => {
        const [property = '', value = ''] = declaration.split(':').map((part) => part.trim());
        if (property === 'color') return ` mathcolor="${value}"`;
        if (property === 'background-color') return ` mathbackground="${value}"`;
        return property === 'border' ? ' data-boxed' : '';
      })
      .join(''),
  );
}
