// One stylesheet, in the order of the page; longer than other files because splitting it would hide the cascade.

/** The house palette: the same colour means the same thing in every figure, light and dark. */
const LIGHT = {
  paper: "#fffefb",
  panel: "#f6f4ee",
  ink: "#1b1d1f",
  soft: "#3d4145",
  muted: "#62676c",
  rule: "#dedad1",
  link: "#235a86",
  supply: "#2f6f9f",
  use: "#c2703d",
  build: "#5b8c5a",
  draw: "#b5474b",
  quiet: "#8a8f98",
  "code-keyword": "#8a3b6b",
  "code-string": "#3d6f3c",
  "code-number": "#9a4f1c",
  "code-name": "#235a86",
};

const DARK: typeof LIGHT = {
  paper: "#15171a",
  panel: "#1e2125",
  ink: "#ebe8e2",
  soft: "#cdcac4",
  muted: "#9da1a6",
  rule: "#363a3f",
  link: "#8fbfe6",
  supply: "#7db4dc",
  use: "#e2a06f",
  build: "#8fc48d",
  draw: "#e58589",
  quiet: "#8d939c",
  "code-keyword": "#d79bc0",
  "code-string": "#9ccb9a",
  "code-number": "#e3a678",
  "code-name": "#8fbfe6",
};

function properties(palette: typeof LIGHT): string {
  return Object.entries(palette).map(([name, value]) => `--${name}:${value};`).join("");
}

/** The stylesheet of a page and of the index. */
export const STYLE = `
:root{color-scheme:light;${properties(LIGHT)}
--serif:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",Georgia,serif;
--sans:Inter,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",sans-serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;
--measure:40rem;--wide:52rem;--plot-background:var(--paper)}
@media screen{
:root[data-theme=dark]{color-scheme:dark;${properties(DARK)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${
  properties(DARK)
}}}
}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1.5rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 var(--serif);font-variant-numeric:lining-nums;font-kerning:normal;overflow-wrap:break-word}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.18em;text-decoration-color:color-mix(in srgb,currentColor 40%,transparent)}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--link);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-100vw;top:0;z-index:2;padding:.6rem 1rem;background:var(--ink);color:var(--paper);font:1rem var(--sans)}
.skip:focus{left:0}
.masthead,.layout,.foot-inner{max-width:73rem;margin-inline:auto;padding-inline:1.25rem}
.narrow>.masthead,.narrow>.layout,.narrow .foot-inner{max-width:54.5rem}
.masthead{display:flex;flex-wrap:wrap;align-items:baseline;gap:.4rem 1.25rem;padding-block:1.1rem .8rem;font:500 .8125rem/1.4 var(--sans);position:relative}
.masthead::before{content:"";position:absolute;inset:0 1.25rem auto;height:3px;background:var(--ink)}
.masthead .site{font-weight:650;letter-spacing:.01em;color:var(--ink);text-decoration:none}
.masthead a.site:hover{text-decoration:underline}
.masthead .switches{margin-left:auto;display:flex;gap:.5rem}
[hidden]{display:none!important}
button{font:500 .8125rem/1.4 var(--sans);color:var(--ink);background:none;border:1px solid var(--rule);border-radius:4px;padding:.22rem .65rem;cursor:pointer}
button:hover{border-color:var(--muted)}
.layout{display:block;padding-block:1.5rem 4rem}
main{min-width:0;max-width:var(--wide)}
.contents{font:.875rem/1.45 var(--sans);margin:0 0 2rem;max-width:var(--measure)}
.contents summary{font-weight:600;margin:0 0 .5rem}
.contents ol{list-style:none;margin:0;padding:0}
.contents li{margin:0}
.contents a{display:block;padding:.22rem 0;color:var(--soft);text-decoration:none}
.contents a:hover{color:var(--link);text-decoration:underline}
.contents .level-3{padding-left:1rem;color:var(--muted)}
h1,h2,h3,h4{font-family:var(--serif);font-weight:650;line-height:1.2;text-wrap:balance;margin:0;max-width:var(--measure)}
h1{font-size:clamp(1.95rem,1.35rem + 2.4vw,2.9rem);line-height:1.1;letter-spacing:-.014em;max-width:46rem;margin:0 0 1.1rem}
.kicker{font:500 .8125rem/1.4 var(--sans);color:var(--muted);margin:0 0 .9rem}
.standfirst,.standfirst p{font-size:clamp(1.2rem,1.1rem + .5vw,1.375rem);line-height:1.48;color:var(--soft);max-width:44rem;text-wrap:pretty}
.standfirst{margin:0 0 2.2rem}
.standfirst p+p{font-size:1rem}
h2{font-size:1.5rem;margin:3.4rem 0 .9rem;padding-top:1.1rem;border-top:1px solid var(--rule);max-width:none;letter-spacing:-.006em}
h3{font-size:1.1875rem;margin:2.2rem 0 .6rem}
h4{font-size:1.0625rem;margin:1.8rem 0 .4rem}
.prose p,.prose ul,.prose ol,.prose blockquote,.prose dl{max-width:var(--measure);margin:0 0 1.05rem}
.prose p{text-wrap:pretty}
.prose ul,.prose ol{padding-left:1.3rem}
.prose li{margin:.25rem 0}
.prose li::marker{color:var(--muted)}
.prose blockquote{margin-inline:0;padding-left:1.1rem;border-left:2px solid var(--rule);color:var(--soft)}
.prose hr{border:0;border-top:1px solid var(--rule);margin:2.5rem 0;max-width:var(--measure)}
.prose img,.picture img{max-width:100%;height:auto;background:#fff}
.prose .standfirst{max-width:44rem;margin-bottom:2.2rem}
code,pre{font-family:var(--mono);font-size:.8125rem;font-variant-ligatures:none}
:not(pre)>code{font-size:.85em;background:var(--panel);padding:.1em .3em;border-radius:3px;overflow-wrap:anywhere}
pre{margin:0;line-height:1.55;tab-size:2;overflow:auto}
.prose pre,details.code pre{background:var(--panel);padding:.9rem 1.1rem;border-radius:4px;margin:0 0 1.2rem}
.cell{margin:0}
details.code{margin:0 0 .5rem;font-family:var(--sans)}
details>summary{cursor:pointer;font:500 .75rem/1.5 var(--sans);color:var(--muted);width:max-content;max-width:100%;padding:.1rem .1rem;list-style:none;border-radius:2px}
details>summary::-webkit-details-marker{display:none}
details>summary::before{content:"";display:inline-block;width:.38em;height:.38em;margin-right:.6em;border-right:1.5px solid;border-bottom:1.5px solid;transform:rotate(-45deg);vertical-align:.14em}
details[open]>summary::before{transform:rotate(45deg);vertical-align:.22em}
details>summary:hover{color:var(--ink)}
details.code[open]>pre{margin-top:.4rem}
.output{margin:0 0 1.6rem}
.output:has(>figure){margin-bottom:2.4rem}
.output:has(>.prose){margin-bottom:0}
.output>pre{padding:.2rem 0 .2rem 1.1rem;border-left:2px solid var(--rule);color:var(--soft);max-height:26rem;white-space:pre-wrap;overflow-wrap:anywhere}
.output>pre.stderr{border-left-color:var(--use)}
.error{border-left:3px solid var(--draw);background:var(--panel);padding:.9rem 1.1rem;font-family:var(--sans)}
.error p{margin:0;font:600 .9375rem/1.5 var(--sans);white-space:pre-wrap;overflow-wrap:anywhere}
.error pre{margin-top:.7rem;color:var(--soft);white-space:pre-wrap;overflow-wrap:anywhere;max-height:20rem}
.notice{border:1px solid var(--rule);border-left:3px solid var(--draw);padding:.8rem 1.1rem;margin:0 0 2rem;font:.9375rem/1.5 var(--sans);max-width:44rem}
.log{margin:2.5rem 0 0}
.log pre{margin-top:.4rem;max-height:26rem;white-space:pre-wrap;overflow-wrap:anywhere}
.notice pre{white-space:pre-wrap;margin-top:.4rem;overflow-wrap:anywhere}
figure{margin:0}
figure>figcaption,.chart figcaption{font:.8125rem/1.5 var(--sans);color:var(--muted);max-width:44rem;margin-top:.7rem}
.frame{margin:.4rem 0 0!important}
.brief{white-space:nowrap}
.wordy{min-width:11rem}
td>ul,td>ol{margin:0;padding-left:1.05em}
td li{margin:0 0 .2em}
td p{margin:0 0 .2em}
td code{background:none;padding:0;color:var(--muted)}
/* Tables bring a plain style for front ends that have none; here the page's own holds. */
.frame table{font-size:.875rem!important;white-space:normal!important}
.frame th,.frame td{padding:.42rem .9rem .42rem 0!important}
.frame tr{border:0!important}
.frame thead span{opacity:1!important}
.frame figcaption{opacity:1!important;font-size:.8125rem!important}
.frame,.scroll{overflow-x:auto;max-width:100%;margin:.4rem 0 0}
.frame,.scroll{background:linear-gradient(90deg,var(--paper) 40%,transparent) 0 0/2.5rem 100% no-repeat local,linear-gradient(270deg,var(--paper) 40%,transparent) 100% 0/2.5rem 100% no-repeat local,linear-gradient(90deg,var(--rule),transparent) 0 0/.7rem 100% no-repeat scroll,linear-gradient(270deg,var(--rule),transparent) 100% 0/.7rem 100% no-repeat scroll}
.foot .scroll{background:none}
.prose .scroll{margin:1.2rem 0 1.8rem}
table{border-collapse:collapse;font:.875rem/1.4 var(--sans);font-variant-numeric:tabular-nums lining-nums;min-width:min(100%,22rem);background:none}
caption{text-align:left;font-weight:600;padding:0 0 .5rem;color:var(--ink)}
th,td{padding:.42rem .9rem .42rem 0;text-align:left;vertical-align:baseline;border:0;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:.2rem}
thead th{font-weight:600;color:var(--muted);vertical-align:bottom;border-bottom:1px solid var(--ink);font-size:.8125rem}
tbody th{font-weight:400}
tbody tr:last-child>*{border-bottom-color:var(--muted)}
tfoot td,tfoot th{font-weight:600}
td.number,th.number,td.right,th.right{text-align:right}
td.center,th.center{text-align:center}
td.number,td.right{white-space:nowrap}
.chart{margin:.4rem 0 .6rem;max-width:var(--wide);overflow-x:auto}
.chart,.sp{--supply:inherit;--use:inherit;--build:inherit;--draw:inherit;--quiet:inherit;--paper:inherit;--ink:inherit}
:where(.chart svg){display:block;max-width:100%;height:auto;overflow:visible}
:where(.chart-narrow){display:none}
math{font-family:"Latin Modern Math","STIX Two Math","Cambria Math","Noto Sans Math","DejaVu Math TeX Gyre",math}
.tml-left{text-align:-webkit-left}.tml-right{text-align:-webkit-right}
.math{overflow-x:auto;overflow-y:hidden}
.unshown{font:.8125rem/1.5 var(--sans);color:var(--muted);margin:.2rem 0;max-width:var(--measure)}
.chart svg,.chart p,.chart figcaption{font-family:var(--sans)!important}
.chart figcaption{opacity:1!important;color:var(--muted)}
.chart .chart-subtitle{opacity:1!important;color:var(--muted)}
.chart h2,.chart h3,.chart figcaption.title,.chart .title{font:650 1rem/1.35 var(--sans);margin:0 0 .15rem;padding:0;border:0;letter-spacing:0;max-width:44rem}
.chart h3,.chart .subtitle{font:400 .875rem/1.45 var(--sans);color:var(--muted);margin:0 0 .8rem;max-width:44rem}
.fact{font-family:var(--sans);color:var(--muted)}
.fact data{color:var(--ink);font-variant-numeric:tabular-nums lining-nums}
.download{font:500 .75rem/1.5 var(--sans);margin:.5rem 0 0}
.neighbours{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:4rem;padding-top:1.1rem;border-top:1px solid var(--rule);font:.9375rem/1.4 var(--sans)}
.neighbours a{text-decoration:none;color:var(--ink)}
.neighbours a:hover{text-decoration:underline}
.neighbours span{display:block;font-size:.75rem;color:var(--muted);margin-bottom:.1rem}
.neighbours .next{grid-column:2;text-align:right}
.foot{border-top:1px solid var(--rule);background:var(--panel);font:.8125rem/1.55 var(--sans);color:var(--soft)}
.foot-inner{padding-block:2rem 3rem}
.foot h2{font:650 .875rem/1.4 var(--sans);margin:0 0 .9rem;padding:0;border:0}
.foot dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.3rem 1.5rem;margin:0 0 1rem}
.foot dt{color:var(--muted)}
.foot dd{margin:0;overflow-wrap:anywhere}
.foot code{background:none;padding:0;font-size:.78rem}
.foot table{font-size:.78rem;margin-top:.5rem}
.foot td{overflow-wrap:anywhere}
.hljs-keyword,.hljs-built_in,.hljs-literal,.hljs-type{color:var(--code-keyword)}
.hljs-string,.hljs-regexp,.hljs-template-tag{color:var(--code-string)}
.hljs-number{color:var(--code-number)}
.hljs-title,.hljs-title.function_,.hljs-attr,.hljs-property{color:var(--code-name)}
.hljs-comment,.hljs-doctag{color:var(--muted);font-style:italic}
.ansi-red-fg,.ansi-bright-red-fg{color:var(--draw)}.ansi-green-fg,.ansi-bright-green-fg{color:var(--code-string)}
.ansi-yellow-fg,.ansi-bright-yellow-fg{color:var(--code-number)}.ansi-blue-fg,.ansi-bright-blue-fg,.ansi-cyan-fg,.ansi-bright-cyan-fg{color:var(--link)}
.ansi-magenta-fg,.ansi-bright-magenta-fg{color:var(--code-keyword)}.ansi-bright-black-fg{color:var(--muted)}
.entries{list-style:none;margin:2.5rem 0 0;padding:0}
.entries>li{padding:1.4rem 0 1.5rem;border-top:1px solid var(--rule);display:grid;grid-template-columns:minmax(0,1fr);gap:.35rem 2.5rem}
.entries h2{font-size:1.375rem;margin:0;padding:0;border:0}
.entries h2 a{color:var(--ink);text-decoration:none}
.entries h2 a:hover{text-decoration:underline;color:var(--link)}
.entries p{margin:0;max-width:var(--measure);font-size:1.0625rem;line-height:1.5;color:var(--soft)}
.entries .facts{font:.8125rem/1.5 var(--sans);color:var(--muted)}
.entries .failed{color:var(--draw);font-weight:600}
.search{display:flex;flex-wrap:wrap;align-items:baseline;gap:.3rem .8rem;margin:0 0 2.2rem;max-width:var(--measure);font:.875rem/1.5 var(--sans)}
.search label{color:var(--muted);font-weight:500}
.search input{flex:1 1 14rem;font:1rem/1.4 var(--sans);color:var(--ink);background:none;border:0;border-bottom:1px solid var(--muted);padding:.3rem .1rem;border-radius:0}
.results{list-style:none;margin:0 0 2rem;padding:0;max-width:var(--measure)}
.results li{padding:.6rem 0;border-bottom:1px solid var(--rule);font:.9375rem/1.5 var(--sans)}
.results p{margin:.1rem 0 0;color:var(--muted);font-size:.875rem}
.results mark{background:none;color:var(--ink);font-weight:650}
@media screen and (min-width:62rem){
.cell{position:relative}
.cell:not(:has(>.output))>details.code{margin-top:0}
details.code>summary{margin-left:auto}
.cell:has(>.output)>details.code:not([open]){position:absolute;right:0;top:-1.4rem;margin:0}
.cell:has(>.output)>details.code[open]{margin-top:-1.4rem}
.cell:not(.prose):not(:has(>.output))+.cell>details.code.code{position:static;margin:0 0 .5rem}
}
@media (min-width:72rem){
.layout.with-contents{display:grid;grid-template-columns:13rem minmax(0,1fr);column-gap:3.5rem;padding-top:2.5rem}
.layout.with-contents .contents{position:sticky;top:2rem;align-self:start;max-height:calc(100vh - 4rem);overflow-y:auto;margin:.25rem 0 0;padding:.2rem .2rem .2rem .1rem}
.contents a{padding:.25rem 0 .25rem .8rem;border-left:2px solid var(--rule)}
.contents .level-3{padding-left:0}
.contents .level-3 a{padding-left:1.7rem}
.contents a[aria-current]{border-left-color:var(--ink);color:var(--ink);font-weight:550}
.entries>li{grid-template-columns:minmax(0,1fr) 14rem}
.entries>li>*{grid-column:1}
.entries>li>.facts{grid-column:2;grid-row:1/span 2}
}
@media (max-width:40rem){
body{font-size:1.0625rem}
.contents .level-3{display:none}
h2{margin-top:2.6rem;font-size:1.375rem}
.foot dl{grid-template-columns:minmax(0,1fr)}
.foot dd{margin-bottom:.5rem}
}
@media print{
@page{margin:18mm 16mm}
body{font-size:10.5pt}
.masthead .switches,.contents,.skip,.neighbours,.download,.search,details.code:not([open]){display:none}
.layout{padding-top:.5rem;max-width:none}
h1{font-size:22pt}h2{font-size:14pt;margin-top:1.6rem}
h1,h2,h3,h4,thead{break-after:avoid}
.chart,.picture,tr,.error,.entries>li{break-inside:avoid}
p{orphans:3;widows:3}
.output>pre,.error pre{max-height:none}
pre{white-space:pre-wrap}
a{color:inherit}
.frame,.scroll,.chart{overflow:visible!important}table{font-size:8.5pt;max-width:100%}th,td{padding-right:.6rem}
.foot{background:none}.foot-inner{padding:1rem 0 0}.masthead,.layout{padding-inline:0}.masthead::before{inset-inline:0}
}
`.trim().replace(/\n/g, "");
