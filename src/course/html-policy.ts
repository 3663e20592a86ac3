import type { ElementUse } from '../source/lesson.ts';

/**
 * The one list of what HTML in a lesson may be: elements with the attributes they have beside those of all. Whatever is not
 * on it is an error, because what it would do on the page is known of nothing else.
 */
const elements = table([
  [
    'abbr acronym address article aside b bdi bdo big center cite code dd dfn dir div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup i kbd mark menu nav nobr p picture pre rb rp rt rtc ruby s samp search section small span strike strong sub summary sup tt u var wbr br',
    '',
  ],
  ['hr', 'align width'],
  ['a', 'href hreflang rel target download type referrerpolicy name'],
  ['area', 'href alt coords shape target download'],
  ['audio', 'src controls autoplay loop muted preload'],
  ['blockquote q', 'cite'],
  ['button', 'type disabled'],
  ['caption thead tbody tfoot tr legend', 'align valign'],
  ['col colgroup', 'span width align valign'],
  ['data', 'value'],
  ['datalist fieldset map', 'name disabled'],
  ['del ins', 'cite datetime'],
  ['details', 'open name'],
  ['font', 'color face size'],
  ['img', 'src srcset sizes alt width height loading decoding fetchpriority usemap ismap longdesc border align'],
  [
    'input',
    'type value checked disabled placeholder min max step size maxlength minlength readonly required list pattern inputmode',
  ],
  ['label output', 'for'],
  ['li', 'value type'],
  ['meter', 'value min max low high optimum'],
  ['ol', 'start reversed type'],
  ['ul', 'type'],
  ['optgroup', 'label disabled'],
  ['option', 'label value selected disabled'],
  ['progress', 'value max'],
  ['select', 'multiple size disabled required'],
  ['source', 'src srcset sizes media type width height'],
  ['table', 'border width align cellpadding cellspacing summary'],
  ['td th', 'colspan rowspan headers scope abbr align valign width height nowrap'],
  ['time', 'datetime'],
  ['track', 'src kind srclang label default'],
  ['video', 'src poster controls autoplay loop muted playsinline preload width height'],
]);

/** The same for drawings and formulas: SVG without what runs, moves, embeds or holds HTML, and MathML Core. */
const drawings = table([
  ['svg', 'viewbox width height preserveaspectratio xmlns xmlns:xlink version x y'],
  ['g defs symbol title desc switch', 'viewbox preserveaspectratio x y width height'],
  ['path', 'd pathlength'],
  ['rect', 'x y width height rx ry'],
  ['circle', 'cx cy r'],
  ['ellipse', 'cx cy rx ry'],
  ['line', 'x1 y1 x2 y2'],
  ['polyline polygon', 'points'],
  ['text tspan', 'x y dx dy rotate textlength lengthadjust'],
  ['textpath', 'href xlink:href startoffset method spacing'],
  ['use', 'href xlink:href x y width height'],
  ['a', 'href xlink:href target rel'],
  ['lineargradient', 'x1 y1 x2 y2 gradientunits gradienttransform spreadmethod href xlink:href'],
  ['radialgradient', 'cx cy r fx fy fr gradientunits gradienttransform spreadmethod href xlink:href'],
  ['stop', 'offset'],
  ['clippath', 'clippathunits'],
  ['mask', 'maskunits maskcontentunits x y width height'],
  ['pattern', 'patternunits patterncontentunits patterntransform x y width height viewbox href xlink:href'],
  ['marker', 'markerwidth markerheight markerunits refx refy orient viewbox preserveaspectratio'],
  ['math', 'display xmlns'],
  [
    'mi mn mo ms mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts none mstyle merror mpadded mphantom mtable mtr mtd semantics annotation menclose',
    'mathvariant displaystyle scriptlevel mathcolor mathbackground mathsize form fence separator lspace rspace stretchy symmetric maxsize minsize largeop movablelimits accent accentunder linethickness width height depth voffset columnspan rowspan columnalign rowalign columnlines rowlines frame encoding notation',
  ],
]);

/** Attributes of every element. */
const global = words('class dir hidden id inert lang role tabindex title translate');

/** Attributes of everything drawn (SVG 2, 6.6), in lower case. */
const drawn =
  words(`alignment-baseline baseline-shift clip-path clip-rule color color-interpolation cursor direction display
  dominant-baseline fill fill-opacity fill-rule font-family font-size font-size-adjust font-stretch font-style font-variant
  font-weight image-rendering letter-spacing marker-end marker-mid marker-start mask opacity overflow paint-order
  pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering transform
  transform-origin unicode-bidi vector-effect visibility word-spacing writing-mode xml:space xml:lang`);

/** Values of attributes that could do more than they should. */
const values: ReadonlyMap<string, RegExp> = new Map([
  ['a target', /^_(?:blank|self)$/i],
  ['area target', /^_(?:blank|self)$/i],
  // What a link opens gets no hold of the page.
  ['a rel', /^(?!(?:.*\s)?opener(?:\s|$))/i],
  ['button type', /^button$/i],
  ['input type', /^(?!(?:file|image|password|submit|reset)$)/i],
]);

/** What to write instead of an element. */
const instead: ReadonlyMap<string, string> = new Map([
  ['script', 'an Astro component in a `.mdx` lesson may have one'],
  ...['style', 'link'].map((name) => [name, 'the course’s look comes from its stylesheet'] as const),
  ...['iframe', 'frame', 'frameset', 'noframes'].map((name) => [name, 'link to the page instead'] as const),
  ...['object', 'embed', 'applet', 'param', 'noembed', 'image', 'canvas'].map(
    (name) => [name, 'use a picture, or link to the file'] as const,
  ),
  ['base', 'write the addresses out'],
  ...['meta', 'html', 'head', 'body', 'title'].map(
    (name) => [name, 'title and description come from the front matter'] as const,
  ),
  ...['form', 'textarea'].map((name) => [name, 'ask with a quiz question'] as const),
  ...['noscript', 'template', 'slot', 'foreignobject', 'annotation-xml', 'dialog', 'main'].map(
    (name) => [name, 'write its content as Markdown'] as const,
  ),
  ...['xmp', 'plaintext', 'listing'].map((name) => [name, 'show code in a fence'] as const),
  ...['basefont', 'bgsound', 'blink', 'marquee'].map((name) => [name, 'browsers no longer show it'] as const),
  ...['animate', 'animatemotion', 'animatetransform', 'set', 'mpath', 'discard'].map(
    (name) => [name, 'draw what is to be seen at the end'] as const,
  ),
]);

type OfElement = Pick<ElementUse, 'name' | 'isDrawing'>;

/** What to do instead of writing an element; undefined if it is allowed. */
export function wayAround({ name, isDrawing }: OfElement, format: 'md' | 'mdx'): string | undefined {
  const key = name.toLowerCase();
  // Astro replaces `slot`.
  if ((isDrawing ? drawings : elements).has(key) || (format === 'mdx' && key === 'slot')) return undefined;
  return (
    instead.get(key) ?? (isDrawing ? 'save the drawing as a file beside the lesson' : 'write its content as Markdown')
  );
}

/** What to do instead of an attribute of an element that is allowed; undefined if it is allowed, too. */
export function wayAroundAttribute(
  { name, isDrawing }: OfElement,
  attribute: { readonly name: string; readonly value: string | undefined },
  format: 'md' | 'mdx',
): string | undefined {
  const key = attribute.name.toLowerCase();
  const element = name.toLowerCase();
  const { value = '' } = attribute;
  if (isKnown(element, key, isDrawing, format)) {
    if (isDrawing && /url\s*\(/i.test(value) && !/^\s*url\(\s*#[\w.:-]+\s*\)[\w\s#]*$/i.test(value))
      return 'name a part of the drawing itself: `url(#name)`';
    const fits = values.get(`${element} ${key}`);
    return fits === undefined || attribute.value === undefined || fits.test(value.trim())
      ? undefined
      : `\`<${element}>\` works without it`;
  }
  if (/^on[a-z]/.test(key)) return 'behaviour belongs into a component';
  if (key === 'style' || key === 'bgcolor' || key === 'background')
    return 'the course’s look comes from its stylesheet';
  if (key === 'srcdoc' || key === 'dangerouslysetinnerhtml') return 'write the content as Markdown';
  if (['action', 'formaction', 'form', 'ping', 'manifest', 'method'].includes(key))
    return 'a page of the course sends nothing to anybody';
  return `\`<${name}>\` works without it`;
}

function isKnown(element: string, key: string, isDrawing: boolean, format: 'md' | 'mdx'): boolean {
  if (global.has(key) || /^aria-[a-z]+$/.test(key)) return true;
  // Code of the course that is written for it reads these, and is what Astro replaces.
  if (format === 'mdx' && (/^data-[\w.-]+$/.test(key) || key === 'slot' || key === 'key')) return true;
  return (isDrawing ? drawings : elements).get(element)?.has(key) === true || (isDrawing && drawn.has(key));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

function table(
  lines: readonly (readonly [names: string, attributes: string])[],
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    lines.flatMap(([names, attributes]) => [...words(names)].map((name) => [name, words(attributes)] as const)),
  );
}
