import type { Phrases } from './phrases.ts';

/** Spanish: “no” stands before its verb; behind “que”, “si”, “cuando” or “donde” it belongs to another clause. */
export const es: Phrases = {
  all: /^(?:tod[oa]s (?:las (?:anteriores|respuestas(?: (?:anteriores|son correctas|son verdaderas))?|opciones(?: (?:anteriores|son correctas))?|afirmaciones(?: (?:anteriores|son (?:correctas|verdaderas)))?)|los anteriores|ell[oa]s|son (?:correctas|verdaderas))|todo lo anterior|ambas(?: (?:respuestas|opciones|afirmaciones))?(?: (?:son (?:correctas|verdaderas)|anteriores))|cualquiera de (?:las|los) anteriores)[.!]?$/iu,
  none: /^(?:ningun[oa] (?:de (?:las|los) (?:anteriores|respuestas(?: anteriores)?|opciones(?: anteriores)?|mencionad[oa]s)|es (?:correcta|verdadera)|respuesta (?:anterior|es correcta)|de (?:ellas|ellos|estas (?:respuestas|opciones)|estas|estos))|nada de lo anterior|ni un[oa] ni otr[oa])[.!]?$/iu,
  negative: [
    /^¿?\s?(?:(?:en|de|a|con|para) )?(?:cuál(?:es)?|qué|quién(?:es)?|dónde)(?!\p{L})(?:(?! (?:es|son|era|eran|hay|está|están|que|si|cuando|donde|porque|para|quien|quienes|cuyo|cuya|pero|y) )[^?;:,]){0,140}? (?<negation>no)(?! (?:solo|sólo|obstante|tan|más|menos|siempre|necesariamente|lineal|lineales)(?!\p{L}))(?= \p{Ll})[^?;:]{0,90}\?$/iu,
    /^(?:tod[oa]s|cada un[oa]) [^?;:]{0,150}?,? (?<negation>excepto|salvo|menos)(?: (?:un[oa]|cuál))?\s?[:?…]?$/iu,
  ],
  absolute:
    /(?<!\p{L})(?:siempre|nunca|jamás|exclusivamente|absolutamente|imposible|en ningún caso|en todos los casos|sin excepción|totalmente|completamente)(?!\p{L})(?! que(?!\p{L}))/iu,
  asksHowOften: /(?<!\p{L})(?:cuánt[oa]s?|cuándo|con qué frecuencia|adverbios?|frecuencia)(?!\p{L})/iu,
  place:
    /(?<!\p{L})(?:(?:respuesta|opción|alternativa)(?:es|s)? \(?(?<mark>[A-H])\)?(?![\p{L}\p{N}'’-])|la (?:primera|segunda|tercera|cuarta|última) (?:respuesta|opción|alternativa)(?!\p{L})(?! (?:de|del|a|al|en|sobre)(?!\p{L})))/iu,
  optionWords: /(?<!\p{L})(?:respuesta|opci[oó]n|alternativa)/iu,
};
