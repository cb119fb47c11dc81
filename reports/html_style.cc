#include "reports/html_page.h"

namespace sunder::reports {
namespace {

// Every pair of ink and ground has a contrast of 4.5 or more (WCAG 2.1 AA) in both schemes.
constexpr std::string_view kColours = R"(:root{
--ground:#f4f6f8;--sheet:#ffffff;--ink:#17202c;--quiet:#556070;--line:#dbe1e8;--soft:#eef1f5;
--link:#1f5a96;
--good:#17663a;--good-soft:#e3f4ea;--warn:#7d4e00;--warn-soft:#fdf1d8;--bad:#a3231b;
--bad-soft:#fdeae8;
--bar:#4a7fb5;--bar-soft:#c9d6e4;--top:#15202e;--top-ink:#f3f6fa;--top-quiet:#b4c0ce;
--h1:#fdeee6;--h2:#f9d3c3;--h3:#f0a88f;--h4:#c9482f;--h5:#8d1f14;--h-ink:#17202c;
--h-ink-strong:#ffffff;
color-scheme:light}
@media (prefers-color-scheme:dark){:root{
--ground:#10151b;--sheet:#181f28;--ink:#e5eaf0;--quiet:#a0acba;--line:#2d3742;--soft:#202a35;
--link:#8ab8ea;
--good:#7fd6a0;--good-soft:#173426;--warn:#f0c169;--warn-soft:#3a2e14;--bad:#ff9d92;
--bad-soft:#44201d;
--bar:#6c9fd2;--bar-soft:#35475a;--top:#0a0e13;--top-ink:#f3f6fa;--top-quiet:#a9b5c3;
--h1:#2f2522;--h2:#4d2b20;--h3:#763523;--h4:#9f3a25;--h5:#c9482f;--h-ink:#f3e9e6;
--h-ink-strong:#ffffff;
color-scheme:dark}}
)";

constexpr std::string_view kLayout = R"(*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--ground);color:var(--ink);line-height:1.5;
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
.page{max-width:1120px;margin:0 auto;padding:0 24px}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--bar);outline-offset:2px}
.top{background:var(--top);color:var(--top-ink);padding:22px 0 30px;
border-bottom:6px solid var(--bar)}
.top.good{border-bottom-color:#2f9e5f}.top.warn{border-bottom-color:#d99a1c}
.top.bad{border-bottom-color:#d8432f}
.brand{display:flex;flex-wrap:wrap;align-items:center;gap:10px 12px;margin:0;font-weight:600;
letter-spacing:.02em}
.mark{width:44px;height:28px}.mark-a{fill:#7fb2e5}.mark-b{fill:#f0907c}.mark-c{stroke:#fff;
stroke-width:2;stroke-dasharray:3 4}
.notice{margin-left:auto;font-size:13px;font-weight:500;border:1px solid var(--top-quiet);
border-radius:99px;padding:2px 12px;color:var(--top-ink)}
h1{font-size:clamp(22px,3.4vw,32px);line-height:1.25;margin:18px 0 6px;max-width:34em;
text-wrap:balance;overflow-wrap:anywhere}
.remark{margin:0;color:var(--top-quiet);font-size:14px;overflow-wrap:anywhere}
.cards{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(220px,1fr));
gap:12px;padding:0;margin:22px 0 0}
.card a{display:block;height:100%;color:inherit;text-decoration:none;
background:rgba(255,255,255,.07);border:1px solid rgba(255,255,255,.16);
border-left:5px solid var(--bar);border-radius:8px;padding:10px 14px}
.card.good a{border-left-color:#2f9e5f}.card.warn a{border-left-color:#d99a1c}
.card.bad a{border-left-color:#d8432f}
.card a:hover{background:rgba(255,255,255,.13)}
.card b{display:block;font-size:13px;letter-spacing:.06em;text-transform:uppercase;
color:var(--top-quiet)}
.card span{display:block;font-size:15px;line-height:1.4;overflow-wrap:anywhere}
.part{margin:34px 0 0;font-size:22px;border-bottom:2px solid var(--line);padding-bottom:6px}
section{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:20px 22px;
margin:18px 0}
h2,h3,h4{line-height:1.3;margin:0 0 6px}
h3{font-size:18px}h4{font-size:15px;margin-top:18px;overflow-wrap:anywhere}
section>p{margin:0 0 12px;color:var(--quiet);font-size:15px;max-width:75ch}
section>p.strong{color:var(--ink)}
footer{color:var(--quiet);font-size:13px;padding-bottom:30px}
code,.name{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
font-size:.92em;overflow-wrap:anywhere}
.command{display:block;background:var(--soft);border:1px solid var(--line);border-radius:6px;
padding:10px 14px;margin:0 0 8px;white-space:pre-wrap;overflow-wrap:anywhere}
.quiet{color:var(--quiet)}
.tag{display:inline-block;font-size:13px;line-height:1.45;padding:1px 9px;border-radius:99px;
white-space:nowrap;background:var(--soft);color:var(--ink)}
.tag.good{background:var(--good-soft);color:var(--good)}.tag.warn{background:var(--warn-soft);
color:var(--warn)}
.tag.bad{background:var(--bad-soft);color:var(--bad)}.tag.quiet{color:var(--quiet)}
)";

constexpr std::string_view kParts = R"(.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:15px}
caption{text-align:left;color:var(--quiet);font-size:14px;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:7px 14px 7px 0;border-bottom:1px solid var(--line)}
tr>:last-child{padding-right:0}
tbody tr:last-child>*{border-bottom:0}
thead th{font-size:13px;font-weight:600;color:var(--quiet);white-space:nowrap}
tbody th{font-weight:500;min-width:9em}
td.num,th.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.wide{min-width:16em}td.bars,th.bars{width:34%;min-width:110px}
.bar{display:block;width:100%;height:12px;margin-top:5px;border-radius:3px;background:var(--soft)}
.bar .full{fill:var(--bar)}.bar .soft{fill:var(--bar-soft)}.bar .bad{fill:var(--bad)}
.bar .good{fill:var(--good)}.bar .void{fill:none}
.heat{width:auto;border-collapse:separate;border-spacing:3px}
.heat th,.heat td{border:0;padding:6px 10px}
.heat thead th{vertical-align:bottom;text-align:center;white-space:normal;min-width:66px;
max-width:96px;line-height:1.25}
.heat thead .quasi{font-weight:400;font-style:italic}
.heat tbody th{white-space:nowrap;padding-left:0;min-width:0}
.heat td{text-align:center;border-radius:4px;min-width:66px;font-variant-numeric:tabular-nums;
color:var(--h-ink)}
.h0{color:var(--quiet)!important;background:var(--soft)}
.h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}
.h4{background:var(--h4);color:var(--h-ink-strong)!important}.h5{background:var(--h5);
color:var(--h-ink-strong)!important}
.legend{display:flex;flex-wrap:wrap;gap:6px;list-style:none;margin:12px 0 0;padding:0;
font-size:13px;align-items:center}
.legend li{padding:2px 10px;border-radius:4px;color:var(--h-ink)}
.legend li:first-child{padding-left:0;color:var(--quiet)}
details{border:1px solid var(--line);border-radius:8px;margin:10px 0;background:var(--sheet)}
summary{cursor:pointer;padding:10px 14px;overflow-wrap:anywhere}
summary:hover{background:var(--soft)}
details[open]>summary{border-bottom:1px solid var(--line)}
.inside{padding:10px 14px}
.inside>p{margin:10px 0 0;color:var(--quiet);font-size:15px}
td details{border:0;margin:0;background:none}td summary{padding:0;color:var(--link);font-size:14px}
td details[open]>summary{border:0}
.steps{margin:4px 0;padding-left:20px;font-size:14px;color:var(--quiet)}
.list{margin:0;padding-left:20px}.list li{margin:4px 0;overflow-wrap:anywhere}
.attacks{list-style:none;margin:0;padding:0}
.attacks>li{display:grid;grid-template-columns:30px 1fr;gap:0 12px;padding:12px 0;
border-bottom:1px solid var(--line)}
.attacks>li:last-child{border-bottom:0}
.attacks svg{width:28px;height:28px}
.attacks p{margin:2px 0 0;overflow-wrap:anywhere}
.attacks h4{margin:0;font-size:16px}
.sign{stroke-width:3;fill:none;stroke-linecap:round;stroke-linejoin:round}
.good>.disc{fill:var(--good-soft)}.good>.sign{stroke:var(--good)}
.bad>.disc{fill:var(--bad-soft)}.bad>.sign{stroke:var(--bad)}
.warn>.disc{fill:var(--warn-soft)}.warn>.sign{stroke:var(--warn)}
.advice{border-left:4px solid var(--bad);padding-left:10px}
)";

constexpr std::string_view kScreens = R"(@media (max-width:560px){
.page{padding:0 14px}section{padding:16px 14px}.notice{margin-left:0}
th,td{padding-right:10px}table{font-size:14px}tbody th{min-width:6em}td.bars,th.bars{min-width:70px}
}
@media print{
:root{--ground:#fff;--sheet:#fff;--ink:#000;--quiet:#444;--line:#bbb;--soft:#f3f3f3;--link:#000;
--good:#17663a;--good-soft:#e3f4ea;--warn:#7d4e00;--warn-soft:#fdf1d8;--bad:#a3231b;
--bad-soft:#fdeae8;--bar:#4a7fb5;--bar-soft:#c9d6e4;
--h1:#fdeee6;--h2:#f9d3c3;--h3:#f0a88f;--h4:#c9482f;--h5:#8d1f14;--h-ink:#000;--top:#fff;
--top-ink:#000;--top-quiet:#444}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:11pt}.page{max-width:none;padding:0}
.card a{border-color:#bbb;background:#fff}
section{border:0;border-top:1px solid #bbb;border-radius:0;padding:12px 0;margin:8px 0}
h2,h3,h4,summary,thead{break-after:avoid}tr,.attacks>li{break-inside:avoid}
.scroll{overflow:visible}
details::details-content{content-visibility:visible;display:block;height:auto}
summary{list-style:none}
@page{margin:16mm}
}
)";

}  // namespace

std::string HtmlStyle() {
  return std::string(kColours) + std::string(kLayout) + std::string(kParts) + std::string(kScreens);
}

}  // namespace sunder::reports
