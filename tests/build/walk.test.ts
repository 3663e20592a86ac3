import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanPage } from '../../src/publish/walk/scan.ts';
import { packTargets, unpackTargets, Walk, type FinishedSite } from '../../src/publish/walk/walk.ts';
import { attributeOf, elementsIn, readPage, templatesIn, type Element } from './whole/html-tree.ts';

const bytesOf = (html: string): string => Buffer.from(html).toString('latin1');
const scan = (html: string): ReturnType<typeof scanPage> => scanPage(bytesOf(html));

describe('A scan of a page', () => {
  const idAttributes = [
    'for',
    'form',
    'headers',
    'list',
    'popovertarget',
    'aria-labelledby',
    'aria-describedby',
    'aria-controls',
    'aria-owns',
    'aria-details',
    'aria-flowto',
    'aria-activedescendant',
  ];
  const addressAttributes = [
    'href',
    'src',
    'poster',
    'action',
    'formaction',
    'cite',
    'data',
    'usemap',
    'data-frame',
    'xlink:href',
  ];
  const others = [
    'class',
    'title',
    'data-href',
    'alt',
    'aria-label',
    'aria-hidden',
    'value',
    'content',
    'type',
    'id-',
    'hrefs',
  ];

  /** As the tree of the HTML standard has it. */
  function treeOf(html: string): {
    readonly places: readonly string[];
    readonly repeated: readonly string[];
    readonly references: readonly string[];
  } {
    const page = readPage(html);
    const elements = [...elementsIn(page)];
    const ids = elements.flatMap((element) => attributeOf(element, 'id') ?? []);
    const names = elements.flatMap((element) =>
      ['a', 'map'].includes(element.tagName) ? (attributeOf(element, 'name') ?? []) : [],
    );
    const references = (all: readonly Element[], inTemplate: boolean): readonly string[] =>
      all.flatMap(({ attrs }) =>
        attrs.flatMap(({ name, prefix, value }) => {
          const attribute = prefix ? `${prefix}:${name}` : name;
          if (idAttributes.includes(attribute))
            return inTemplate
              ? []
              : value
                  .split(/[ \t\n\f\r]+/)
                  .filter((part) => part !== '')
                  .map((part) => `${attribute} id ${part}`);
          return addressAttributes.includes(attribute) && !(inTemplate && value.startsWith('#'))
            ? [`${attribute} address ${value}`]
            : [];
        }),
      );
    return {
      places: [...new Set([...ids, ...names])].toSorted(),
      repeated: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].toSorted(),
      references: [
        ...new Set([...references(elements, false), ...references([...templatesIn(page)], true)]),
      ].toSorted(),
    };
  }

  function scanned(html: string): ReturnType<typeof treeOf> {
    const { places, repeatedIds, references } = scan(html);
    return {
      places: [...places].toSorted(),
      repeated: repeatedIds.toSorted(),
      references: references.map(({ attribute, to, value }) => `${attribute} ${to} ${value}`).toSorted(),
    };
  }

  const value = fc.constantFrom(
    'a',
    'b',
    'c',
    'é',
    '日本',
    'a b',
    '#a',
    'x&amp;y',
    '&quot;',
    'a>b',
    "it's",
    'a=b',
    '/x/?a=1&b=2',
    '&eacute;',
    '',
    ' a ',
    '<p id=no>',
    'a\nb',
  );
  const attribute = fc
    .tuple(
      fc.constantFrom('id', 'name', ...idAttributes, ...addressAttributes, ...others),
      value,
      fc.constantFrom('"', "'", '', 'upper', 'alone'),
    )
    .map(([name, text, style]) => {
      if (style === 'alone') return ` ${name}`;
      if (style === 'upper') return ` ${name.toUpperCase()} = "${text.replaceAll('"', '')}"`;
      if (style === '') return ` ${name}=${/[\s"'=<>`]|^$/.test(text) ? 'plain' : text}`;
      return `${style === '"' ? ' ' : '\n'}${name}=${style}${text.replaceAll(style, '')}${style}`;
    });
  const tag = (names: readonly string[]): fc.Arbitrary<string> =>
    fc
      .tuple(fc.constantFrom(...names), fc.array(attribute, { maxLength: 4 }), fc.constantFrom('>', ' >', '/>'))
      .map(
        ([name, attributes, end]) =>
          `<${name}${attributes.join('')}${attributes.at(-1)?.endsWith('"') === true ? end : end.replace('/', ' ')}`,
      );
  const inside = '<i id="no" href="no">';
  const piece = fc.oneof(
    {
      weight: 6,
      arbitrary: tag(['div', 'DIV', 'span', 'section', 'label', 'img', 'input', 'video', 'output', 'live-lab']),
    },
    fc.constantFrom(
      '</div>',
      '</span >',
      '</section\n>',
      '</label a="</span>" id="no">',
      'text',
      '&lt;p id=no&gt;',
      '<',
      '< div id=no>',
      '</ id=no>',
      '<3',
      '<-- id="no"',
    ),
    fc.constantFrom(
      '<!-- <p id="no"> -->',
      '<!---->',
      '<!-->',
      '<!--->',
      '<!-- a --!>',
      '<!-- - -- > <p id="no"> -->',
      '<?php id="no" ?>',
      '<!element id="no">',
    ),
    tag(['a']).map((open) => `${open}text</a>`),
    tag(['map']).map((open) => `${open}</map>`),
    tag(['script', 'style', 'textarea', 'title', 'iframe', 'Script']).map(
      (open) => `${open}${inside} </b> ${/^<(\w+)/.exec(open)?.[1] ?? ''} </${/^<(\w+)/.exec(open)?.[1] ?? ''}>`,
    ),
    tag(['noscript', 'div']).map((open) => `${open}<b id="c"></b></${/^<(\w+)/.exec(open)?.[1] ?? ''}>`),
    fc
      .tuple(tag(['template']), tag(['div', 'a']))
      .map(([open, inner]) => `${open.replace('/>', '>')}${inner}</${/^<(\w+)/.exec(inner)?.[1] ?? ''}></template>`),
    fc
      .tuple(tag(['svg']), tag(['g', 'use', 'title', 'style']))
      .map(
        ([open, inner]) =>
          `${open.replace('/>', '>')}${inner.replace('/>', '>')}<g id="b"></g><![CDATA[ <g id="no"> > ]]></svg>`,
      ),
  );

  test('finds the ids and references that the tree of the HTML standard has', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const html = `<!doctype html><html><body>${pieces.join('')}`;
        expect(scanned(html), html).toEqual(treeOf(html));
      }),
      { seed: 20_260_101, numRuns: 4_000 },
    );
  });

  test('finds what drawings and social networks are led to', () => {
    const { references } = scan(
      '<svg><rect fill="url(#paint)" mask="url(#a b)"/></svg><meta property="og:image" content="/og.png"><meta content="/a.png" name="description"><meta content="https://x.example/" property="og:url">',
    );
    expect(references.map(({ value: address }) => address)).toEqual([
      '#paint',
      '#a b',
      '/og.png',
      'https://x.example/',
    ]);
  });
});

describe('A walk through a site', () => {
  const page = (body: string): string => bytesOf(`<!doctype html><title>x</title><body>${body}`);
  const pages = {
    'index.html': '<h2 id="top-of-it">x</h2><a href="/sub/">a</a>',
    'sub/index.html': '<h2 id="part">x</h2><a name="old"></a><h2 id="größe">x</h2>',
  };

  interface Site extends Partial<FinishedSite> {
    readonly base?: string;
    readonly url?: string;
  }

  function walk(html: string, { base = '/', url, ...finished }: Site = {}): readonly string[] {
    const walking = new Walk({ base, url });
    for (const [file, body] of Object.entries(pages))
      walking.page(file, page(body.replaceAll('href="/', `href="${base}`)));
    walking.page('here/index.html', page(html));
    const files = new Set([
      'index.html',
      'sub/index.html',
      'here/index.html',
      '_files/a.png',
      '_files/ä ö.png',
      '404.html',
      ...(finished.files ?? []),
    ]);
    return walking
      .dead({ kept: {}, sourceOf: () => '', ...finished, files })
      .map(
        ({ page: on, kind, attribute, value, target }) =>
          `${on} ${kind} ${attribute}=${value}${target === undefined ? '' : ` in ${target}`}`,
      );
  }

  test.each([
    '<a href="/">a</a> <a href="/sub/#part">a</a> <a href="../sub/#old">a</a> <a href="/sub/?q=1#gr%C3%B6%C3%9Fe">a</a> <a href="#x" id="x">a</a> <a href="#">a</a> <a href="#top">a</a> <a href="">a</a>',
    '<a href="https://x.example/gone">a</a> <a href="mailto:a@b.example">a</a> <a href="//x.example/">a</a> <a href="tel:1">a</a> <img src="data:image/png;base64,AA==">',
    '<img src="/_files/a.png"> <img srcset="/_files/a.png 1x, ../_files/a.png 2x" src="/_files/%C3%A4%20%C3%B6.png"> <video poster="/_files/a.png"></video> <a href="/_files/a.png#xywh=1,2,3,4">a</a>',
    '<label for="x">a</label><input id="x" aria-describedby="x  y"><p id="y"></p><a href="/sub/#part:~:text=some">a</a>',
    '<template><a href="#later" id="z"></a></template><p id="z"></p>',
  ])('is content where all is there: %s', (html) => {
    expect(walk(html)).toEqual([]);
  });

  test.each([
    ['<a href="/gone/">a</a>', 'file href=/gone/'],
    ['<a href="/sub">a</a>', 'file href=/sub'],
    ['<a href="gone.txt">a</a>', 'file href=gone.txt'],
    ['<img src="/_files/b.png">', 'file src=/_files/b.png'],
    ['<img src="">', 'file src='],
    ['<img srcset="/_files/a.png 1x, b.png 2x" src="/_files/a.png">', 'file srcset=b.png'],
    ['<video poster="a.png"></video>', 'file poster=a.png'],
    ['<a href="#gone">a</a>', 'place href=#gone in here/index.html'],
    ['<a href="/sub/#gone">a</a>', 'place href=/sub/#gone in sub/index.html'],
    ['<label for="gone">a</label>', 'id for=gone'],
    ['<p aria-labelledby="gone">a</p>', 'id aria-labelledby=gone'],
    ['<p id="x"></p><p id="x"></p><p id="x"></p>', 'repeated-id id=x'],
    ['<template><a href="/gone/"></a></template>', 'file href=/gone/'],
    ['<noscript><a href="/gone/"></a></noscript>', 'file href=/gone/'],
    ['<meta property="og:image" content="/gone.png">', 'file og:image=/gone.png'],
    ['<rect fill="url(#gone)">', 'place fill=#gone in here/index.html'],
  ])('says what is dead: %s', (html, fault) => {
    expect(walk(html)).toEqual([`here/index.html ${fault}`]);
  });

  test('knows the path that the site lies under, and its complete address', () => {
    expect(walk('<a href="/a/b/sub/#part">a</a> <a href="../sub/">a</a>', { base: '/a/b/' })).toEqual([]);
    expect(walk('<a href="/sub/">a</a>', { base: '/a/b/' })).toEqual(['here/index.html file href=/sub/']);
    const url = 'https://x.example/a/b';
    expect(
      walk(`<a href="${url}/sub/#part">a</a> <a href="https://x.example/c/">a</a>`, { base: '/a/b/', url }),
    ).toEqual([]);
    expect(walk(`<link rel="canonical" href="${url}/gone/">`, { base: '/a/b/', url })).toEqual([
      `here/index.html file href=${url}/gone/`,
    ]);
  });

  test('reads pages that were not made again only where a new page leads to a place in them', () => {
    const read: string[] = [];
    const sourceOf = (file: string): string => page(read.push(file) > 0 ? '<p id="kept">' : '');
    const site = {
      files: new Set(['old/index.html', 'older/index.html']),
      kept: { 'old/index.html': ['index.html', 'sub/index.html#part'], 'older/index.html': [] },
      sourceOf,
    };
    expect(walk('<a href="/old/">a</a> <a href="/old/#kept">a</a> <a href="/older/">a</a>', site)).toEqual([]);
    expect(read).toEqual(['old/index.html']);
    expect(walk('<a href="/old/#gone">a</a>', site)).toEqual([
      'here/index.html place href=/old/#gone in old/index.html',
    ]);
  });

  test('finds what pages that were not made again lost by those that were', () => {
    const kept = {
      'old/index.html': ['sub/index.html#part', 'sub/index.html#gone', 'lost/index.html#x', '_files/b.png'],
      'other/index.html': ['old/index.html#not-looked-at'],
    };
    const files = new Set(['old/index.html', 'other/index.html']);
    const read: string[] = [];
    const sourceOf = (file: string): string =>
      page(
        read.push(file) > 0
          ? '<a href="/sub/#part">a</a><a href="../sub/#gone">a</a><a href="/lost/#x">a</a><img src="/_files/b.png">'
          : '',
      );
    expect(walk('', { files, kept, sourceOf })).toEqual([
      'old/index.html place href=../sub/#gone in sub/index.html',
      'old/index.html file src=/_files/b.png',
      'old/index.html file href=/lost/#x',
    ]);
    expect(read).toEqual(['old/index.html']);
  });

  test('looks into the list of pages, the course as data and the manifest, too', () => {
    const walking = new Walk({ base: '/', url: 'https://x.example' });
    walking.page('index.html', page(''));
    walking.file(
      'sitemap.xml',
      '<urlset><url><loc>https://x.example/</loc></url><url><loc>https://x.example/gone/?a&amp;b</loc></url></urlset>',
    );
    walking.file('manifest.webmanifest', JSON.stringify({ start_url: '/', icons: [{ src: '/icon.svg' }] }));
    walking.file('course.json', JSON.stringify({ modules: { a: { title: '"href":"no"', href: '/modules/a/' } } }));
    walking.file('robots.txt', 'Allow: /\n\nSitemap: https://x.example/map.xml\n');
    expect(
      walking
        .dead({ files: new Set(['index.html']), kept: {}, sourceOf: () => '' })
        .map(({ page: file, value: address }) => `${file} ${address}`),
    ).toEqual([
      'course.json /modules/a/',
      'manifest.webmanifest /icon.svg',
      'robots.txt https://x.example/map.xml',
      'sitemap.xml https://x.example/gone/?a&b',
    ]);
  });

  test('hands on what pages lead to, so that it need not be read from them', () => {
    const walking = new Walk({ base: '/', url: undefined });
    walking.page(
      'a/index.html',
      page(
        '<a href="/b/#x">a</a><a href="#y" id="y">a</a><a href="/b/">a</a><a href="/b/#x">a</a><img src="/_files/a.png">',
      ),
    );
    walking.page('c/index.html', page('<a href="/b/#x">a</a>'));
    walking.page('d/index.html', page(''));
    const targets = {
      'a/index.html': ['b/index.html#x', 'b/index.html', '_files/a.png'],
      'c/index.html': ['b/index.html#x'],
      'd/index.html': [],
    };
    expect(walking.targets()).toEqual(targets);
    expect(unpackTargets(packTargets(targets))).toEqual(targets);
  });
});
