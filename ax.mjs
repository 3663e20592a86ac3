import { chromium } from 'playwright';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const p = await b.newPage();
const cases = {
 figure: '<figure class="code"><pre tabindex="0"><code>let a = 1;</code></pre></figure>',
 figureNone: '<figure role="none"><pre><code><span>let</span> a = 1;\nlet b;</code></pre></figure>',
 p: '<p>one</p><p>two</p>', pre: '<pre>x y</pre>', preGroup: '<pre role="group" aria-label="t">x y</pre>', ul: '<ul><li>a</li><li>b</li></ul>', table: '<table><tr><th>h</th></tr><tr><td>d</td></tr></table>', quote: '<blockquote><p>q</p></blockquote>', img: '<img alt="red" src="x.png">', imgfig: '<figure><img alt="red" src="x.png"></figure>', imgfigNone: '<figure role="none"><img alt="red" src="x.png"></figure>', hr: 'a<hr>b', h3: '<h3>t</h3>', tableNone:'<table role="none"><tr><th>h</th></tr><tr><td>d</td></tr></table>', figcap:'<figure role="none"><figcaption>cap</figcaption><pre>c</pre></figure>', link:'a <a href="#x">link</a>', mixed:'<p>Text <code>x</code></p><figure role="none"><pre><code>c</code></pre></figure>', del:'<del>d</del>', input: '<ul><li><input type="checkbox" disabled checked> task</li></ul>' };
await p.setContent(Object.entries(cases).map(([n, h]) => `<label><input type=radio name=q value=${n}><span>${h}</span></label>`).join(''));
const s = await p.context().newCDPSession(p);
const { nodes } = await s.send('Accessibility.getFullAXTree');
const radios = nodes.filter(n => n.role?.value === 'radio').map(n => n.name?.value);
Object.keys(cases).forEach((n, i) => console.log(n.padEnd(12), JSON.stringify(radios[i])));
await b.close();
