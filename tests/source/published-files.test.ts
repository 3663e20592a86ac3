import { describe, expect, test } from 'vitest';
import { activeInSvg, activeType } from '../../src/source/published-files.ts';

const svg = (inside: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;

describe('A file is published', () => {
  test.each(['a.png', 'b.tar.gz', 'notes.PDF', 'x.svg', 'server.py', 'data.json', 'captions.vtt'])(
    'where browsers only show, play or save it: %s',
    (file) => expect(activeType(`modules/dns/${file}`)).toBeUndefined(),
  );

  test.each([
    'a.html',
    'a.HTM',
    'a.xhtml',
    'a.shtml',
    'a.xml',
    'a.xsl',
    'a.js',
    'a.mjs',
    'a.cjs',
    'a.svgz',
    'a.swf',
    'a.wasm',
    'a.png.html',
    'a.mhtml',
    'a',
    '.htaccess',
    'a.exe',
    'a.',
  ])('and not where they could run it, or nobody knows: %s', (file) =>
    expect(activeType(`modules/dns/${file}`)).toBeDefined(),
  );
});

describe('A drawing', () => {
  test.each([
    svg('<rect width="1" height="1"/>'),
    svg('<style><![CDATA[.a{fill:url(#b)}]]></style><!-- <script> --><title>a &amp; b</title>'),
    svg('<a href="https://example.com"><text>x</text></a><use xlink:href="#a"/>'),
    svg('<image href="data:image/png;base64,AA"/><animate attributeName="r" to="5"/>'),
    svg('<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""/></metadata>'),
  ])('that is nothing else passes: %s', (text) => expect(activeInSvg(text)).toBeUndefined());

  test.each([
    svg('<script>x</script>'),
    svg('<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>'),
    svg('<SCRIPT/>'),
    svg('', 'onload="x"'),
    svg("<rect\nonclick = 'x'/>"),
    svg('<foreignObject/>'),
    svg('<h:p xmlns:h="http://www.w3.org/1999/xhtml"/>'),
    svg('<h:p xmlns:h="http://www.w3.org/1999/&#120;html"/>'),
    svg('<a xlink:href="javascript:x"/>'),
    svg('<a href="&#106;ava&#x0A;script:x"/>'),
    svg('<a><animate attributeName="href" to="javascript:x"/></a>'),
    svg('<set attributeName="onclick" to="x"/>'),
    svg('<image href="https://evil.example/x.png"/>'),
    svg('<image href="//evil.example/x.png"/>'),
    svg('<use href="other.svg#a"/>'),
    svg('<image href="data:image/svg+xml,x"/>'),
    svg('<style>@import "https://evil.example"</style>'),
    svg('<style>a{fill:url(https://evil.example)}</style>'),
    svg('<style><![CDATA[a{fill:url("//evil.example")}]]></style>'),
    svg('<style>@<!-- -->import "x"</style>'),
    svg('<style>@<![CDATA[import "x"]]></style>'),
    svg('<style>&#64;import "x"</style>'),
    svg('<rect style="fill:url( \'x\' )"/>'),
    svg('<rect fill="u\\72l(x)"/>'),
    svg('<g xml:base="https://evil.example"/>'),
    '<!DOCTYPE svg [<!ENTITY x "y">]><svg/>',
    '<?xml-stylesheet href="x.xsl"?><svg/>',
    '<?xml version="1.0" encoding="UTF-7"?><svg/>',
    svg('<rect a=b onclick=x/>'),
    svg('<rect a="b"onclick="x"/>'),
    svg('<rect'),
    svg('<!-- x'),
    svg('<handler type="text/javascript">x</handler>'),
  ])('that is more does not: %s', (text) => expect(activeInSvg(text)).toBeDefined());

  test.each(['<!--', '<![CDATA[', '<?', '<!', '<a ', '<a b="', '<a b=""', '&#', 'url(', '<style>', '<a  '])(
    'is read once, however often it begins %j',
    (mark) => {
      // In proportion to the square, this would take hours, and the test be stopped.
      activeInSvg(`<svg>${mark.repeat(200_000)}`);
      activeInSvg(`<svg a="${mark.replaceAll('"', "'").replaceAll('<', '')} ${' '.repeat(400_000)}`);
    },
  );
});
