/** The style of public pages. Everything is measured in rem, so that large type enlarges all of it. */
export const STYLE = `
html{font-size:18px;--ink:#1f2a26;--quiet:#55605b;--ground:#f6f7f5;--paper:#fff;--tint:#eef5f1;--line:#d9dedb;--edge:#6f7a75;--head:#1F6F54;--on-head:#fff;--brand:#1F6F54;--on-brand:#fff;--link:#1F6F54;--wrong:#A31515;--mark:#8a5200;--met:#2E7D32;--way:#1769AA;--risk:#B26A00;--missed:#C62828}
html.elder{font-size:24px;--ink:#000;--quiet:#333;--ground:#fff;--line:#777;--edge:#333;--head:#0d4a35;--brand:#0d4a35;--link:#0d4a35;--wrong:#8a0f0f;--mark:#5f3900}
html.contrast{font-size:20px;--ink:#fff;--quiet:#fff;--ground:#000;--paper:#000;--tint:#222;--line:#999;--edge:#fff;--head:#000;--on-head:#ff0;--brand:#ff0;--on-brand:#000;--link:#ff0;--wrong:#ffb3b3;--mark:#ffd27a;--met:#7ee787;--way:#8ecbff;--risk:#ffc46b;--missed:#ff9a9a;color-scheme:dark}
html.contrast header{border-bottom:3px solid #ff0}
body{margin:0;font:1rem/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--ink);background:var(--ground);overflow-wrap:anywhere}
header{background:var(--head);color:var(--on-head);padding:10px 20px;min-height:52px;box-sizing:border-box;display:flex;gap:4px 12px;align-items:center;flex-wrap:wrap}
header>a{color:var(--on-head);text-decoration:none;font-size:1.3rem;font-weight:600;line-height:48px}
header nav{margin-left:auto;display:flex;gap:6px;align-items:center}
header form{margin:0;display:flex;gap:6px}
.bar{font:inherit;font-size:.9rem;display:inline-block;min-height:48px;line-height:48px;padding:0 10px;margin:0;border:1px solid var(--on-head);border-radius:4px;background:var(--head);color:var(--on-head);text-decoration:none;cursor:pointer;box-sizing:border-box;min-width:48px;text-align:center}
a.bar{line-height:46px}
main{max-width:40rem;margin:20px auto 64px;padding:0 20px}
h1{font-size:1.5rem;line-height:1.35;margin:.6em 0}
h1 span{display:inline-block}
h2{font-size:1.15rem;line-height:1.4;margin:1.6em 0 .5em}
h3{font-size:1rem;margin:0 0 4px}
p{margin:.6em 0}
a{color:var(--link)}
.panel{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:16px 20px;margin:16px 0}
.panel>:first-child{margin-top:0}
.panel>:last-child{margin-bottom:0}
.warning{border-left:6px solid var(--risk)}
.problem{border-left:6px solid var(--missed)}
.done{border-left:6px solid var(--met)}
.info{border-left:6px solid var(--way)}
.problem a:not(.button){color:var(--wrong)}
.hint,.quiet{color:var(--quiet);font-size:.9rem}
label,.label{display:block;margin:14px 0 4px;font-weight:600}
legend{font-weight:600;padding:0}
fieldset{border:0;margin:16px 0;padding:0;min-width:0}
input,textarea,select{font:inherit;width:100%;box-sizing:border-box;padding:8px 10px;min-height:48px;border:1px solid var(--edge);border-radius:4px;background:var(--paper);color:inherit}
input.short{max-width:12rem}
textarea{min-height:7.5rem}
button,.button{font:inherit;display:inline-block;min-height:48px;padding:8px 24px;margin:12px 8px 0 0;border:1px solid var(--brand);border-radius:4px;background:var(--brand);color:var(--on-brand);cursor:pointer;text-decoration:none;box-sizing:border-box}
.plain{background:var(--paper);color:var(--link);border:1px solid var(--link)}
.danger{background:var(--paper);color:var(--wrong);border:1px solid var(--wrong)}
input[type=checkbox],input[type=radio]{width:1.35rem;height:1.35rem;min-height:1.35rem;margin:0 10px 0 0;flex:none;accent-color:var(--brand)}
label.check,label.choice{font-weight:400;display:flex;align-items:flex-start;padding:11px 0;margin:0;min-height:48px;box-sizing:border-box;cursor:pointer}
label.check input,label.choice input{margin-top:.15em}
label.choice{border:1px solid var(--edge);border-radius:4px;background:var(--paper);padding:10px 12px;margin:8px 0}
label.choice:has(input:checked){border-color:var(--brand);background:var(--tint)}
.wrong{border-left:6px solid var(--missed);padding-left:14px}
.wrong-text{color:var(--wrong);font-weight:600;margin:4px 0}
.back{display:inline-block;min-height:48px;line-height:48px}
.rows{margin:0;padding:0;list-style:none}
.rows.panel{padding:2px 20px}
.rows>li,dl.rows>div{border-bottom:1px solid var(--line);padding:12px 0}
.rows>:last-child{border-bottom:0}
dl.rows>div{display:grid;grid-template-columns:1fr auto;column-gap:12px;align-items:start}
dl.rows dt{font-weight:600}
dl.rows dd{margin:2px 0 0;white-space:pre-line;grid-column:1}
dl.rows dd.change{grid-column:2;grid-row:1/3;margin:-8px 0}
.row-link{display:block;padding:12px 0;min-height:48px;box-sizing:border-box}
.missing{color:var(--wrong)}
.upload{display:flex;flex-wrap:wrap;gap:12px;align-items:center}
.upload>span{flex:1 1 12em;overflow-wrap:anywhere}
.upload img{display:block;border:1px solid var(--line);border-radius:4px}
.step-line{margin:0;padding-left:1.4em}
.step-line li{margin:.5em 0}
dl.facts{margin:0}
.facts>div{display:flex;flex-wrap:wrap;gap:0 16px;padding:6px 0;border-bottom:1px solid var(--line)}
.facts>div:last-child{border-bottom:0}
.facts dt{flex:0 0 8em;color:var(--quiet)}
.facts dd{margin:0;flex:1 1 11em;font-weight:600}
.verdict{font-size:1.35rem;font-weight:700;margin:0}
ol.history{padding-left:44px}
.search{display:flex;flex-wrap:wrap;gap:0 16px;align-items:flex-end}
.search>div{flex:1 1 14em}
.search>.short{flex:0 1 6em}
.announced{list-style:none;padding:4px 20px}
.announced>li{padding:12px 0;border-bottom:1px solid var(--line)}
.announced>li:last-child{border-bottom:0}
.announced a{display:inline-block;padding:4px 0}
.announced strong{display:inline-block}
.official h1{text-align:center}
.official .number{text-align:center;margin:0;color:var(--quiet)}
.official .line{text-indent:2em}
.official .signed{text-align:right}
.receipt{font-size:1.2rem;letter-spacing:2px;display:inline-block;white-space:nowrap}.read-aloud{margin-right:16px}
ul.doors,ul.places{list-style:none;padding:0;margin:16px 0;display:grid;gap:12px}
ul.doors{grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr))}
.doors .door{display:block;box-sizing:border-box;padding:14px 18px;background:var(--paper);border:1px solid var(--edge);border-radius:6px;text-decoration:none}
.doors strong{display:block;font-size:1.2rem}
.doors .door span{display:block;color:var(--quiet);font-size:.9rem}
ul.places{grid-template-columns:repeat(auto-fill,minmax(min(100%,8rem),1fr));gap:8px}
.places a{display:block;min-height:48px;box-sizing:border-box;padding:9px 12px;background:var(--paper);border:1px solid var(--edge);border-radius:4px;text-decoration:none}
.tiles a{min-height:5.2rem}
.tiles strong,.tiles span{display:block}
.tiles span{font-size:.9rem}
.tiles .depth-1{border-left:6px solid #bcd6ca}
.tiles .depth-2{border-left:12px solid #8fbba8}
.tiles .depth-3{border-left:18px solid #4f8f75}
.tiles .depth-4{border-left:24px solid #1F6F54}
.map{margin:12px 0;max-width:36rem}
.map svg{display:block;width:100%;max-height:36rem}
.map path{fill:#fff;stroke:#46524C;stroke-width:1px;vector-effect:non-scaling-stroke}
.map rect{fill:#fff;stroke:#46524C;vector-effect:non-scaling-stroke}
.map svg svg path{stroke-width:3px}
.map .fill-1{fill:#e3f0e9}.map .fill-2{fill:#c5ded2}.map .fill-3{fill:#a3cbb8}.map .fill-4{fill:#7fb79d}
.map a:hover path,.map a:focus-visible path{stroke:var(--risk);stroke-width:4px}
.map text{fill:#1D2722;stroke:#fff;paint-order:stroke;stroke-linejoin:round;text-anchor:middle;pointer-events:none}
.path{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap}
.path a{display:inline-block;min-width:48px;min-height:48px;line-height:48px}
.path li+li::before{content:"›";margin:0 8px;color:var(--quiet)}
.path a[aria-current]{color:inherit;text-decoration:none;font-weight:600}
.mark{display:inline-block;padding:0 8px;border:1px solid var(--mark);border-radius:4px;color:var(--mark);font-size:.85rem;font-weight:400}
summary{cursor:pointer;color:var(--link);margin-top:14px;min-height:48px;line-height:48px}
.actions{display:flex;flex-wrap:wrap;gap:0 8px;align-items:center}
:focus-visible{outline:3px solid var(--risk);outline-offset:2px}
header :focus-visible{outline-color:var(--on-head)}
code{word-break:break-all;background:var(--line);padding:2px 6px}
.status{display:inline-block;margin:0;font-weight:600}
.status.met{color:var(--met)}
.status.way{color:var(--way)}
.status.missed{color:var(--missed)}
.status.none{color:var(--quiet)}
.target h3{font-size:1.1rem}
blockquote{margin:.6em 0;padding:4px 14px;border-left:4px solid var(--edge);color:var(--quiet)}
.bar-picture{display:block;width:100%;height:1.4rem}
.bar-picture .whole{fill:var(--tint);stroke:var(--edge);stroke-width:1;vector-effect:non-scaling-stroke}
.bar-picture .met{fill:var(--met)}
.bar-picture .way{fill:var(--way)}
.bar-picture .missed{fill:var(--missed)}
.bar-picture .none{fill:var(--edge)}
.bar-picture .goal{fill:var(--ink)}
.skip{position:absolute;left:-100vw;top:0;z-index:1;background:var(--paper);color:var(--link);padding:0 16px;line-height:48px}
.skip:focus{left:0}
main:focus{outline:0}
.trail{max-width:40rem;margin:8px auto 0;padding:0 20px;font-size:.9rem}
.trail .path a,.trail li{line-height:48px}
footer{border-top:1px solid var(--line);padding:8px 20px 24px;color:var(--quiet);font-size:.9rem;text-align:center}
footer ul{list-style:none;display:flex;flex-wrap:wrap;justify-content:center;gap:0 20px;margin:0;padding:0}
footer a{display:inline-block;line-height:48px;min-width:48px}
.more{list-style:none;margin:8px 0 0;padding:0}
.more a{display:inline-block;min-height:48px;line-height:48px}
@media print{html,html.elder,html.contrast{font-size:12pt;--ink:#000;--ground:#fff;--paper:#fff;--head:#fff;--on-head:#000;--link:#000;--quiet:#333;--line:#999}header nav,.skip,.trail,footer nav,form,.button,.back{display:none}main{max-width:none;margin:0}.panel{break-inside:avoid}}
.tabs{list-style:none;margin:8px 0;padding:0;display:flex;flex-wrap:wrap;gap:8px}
.tabs a{display:inline-block;min-height:48px;line-height:46px;padding:0 14px;box-sizing:border-box;border:1px solid var(--line);border-radius:4px;background:var(--paper);text-decoration:none}
.tabs a[aria-current]{background:var(--brand);color:var(--on-brand);border-color:var(--brand);font-weight:600}
.lead{font-size:1.1rem}
.lines{white-space:pre-line}
.prose{margin:1.2em 0}
.prose li>p{margin:.2em 0}
.prose figure{margin:1em 0}
.prose img{display:block;max-width:100%;height:auto}
.prose figcaption{color:var(--quiet);font-size:.9em;margin-top:.3em}
.prose blockquote{margin:1em 0;padding:2px 16px;border-left:6px solid var(--line)}
@media print{header,footer,nav,form,.skip,.trail,.button,details{display:none}body{background:#fff;color:#000}main{max-width:none;margin:0;padding:0}.prose a::after{content:"（" attr(href) "）";font-size:.8em}}
`;
