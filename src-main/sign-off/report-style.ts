import type { ReportFont } from './report-page.ts';

const families = { text: 'Report Text', mono: 'Report Mono' } as const;

/** How the report looks: the window's type and its colours on light, for A4. */
export function reportStyle(fonts: readonly ReportFont[]): string {
  const faces = fonts.map(
    ({ family, base64 }) =>
      `@font-face{font-family:"${families[family]}";font-weight:200 800;src:url(data:font/woff2;base64,${base64}) format("woff2")}`,
  );
  return `${faces.join('')}
@page{size:A4;margin:18mm 16mm}
*{box-sizing:border-box}
body{margin:0;color:#1d1b18;font:10.5pt/1.45 "${families.text}",system-ui,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{margin:0 0 4pt;font-size:20pt;line-height:1.2}
h2{margin:18pt 0 4pt;font-size:13pt;break-after:avoid}
p{margin:0 0 4pt}
.lead{font-size:13pt}
.quiet{color:#6b655c}
thead th:first-child{width:34%}
thead th:nth-child(3){width:20%}
table{width:100%;border-collapse:collapse}
th,td{padding:4pt 8pt 4pt 0;border-bottom:.5pt solid #e4dfd5;text-align:left;vertical-align:top}
thead th{color:#6b655c;font-weight:400}
tbody th,table>tr>th{font-weight:600}
tr{break-inside:avoid}
.figure{font-variant-numeric:tabular-nums}
.mark{display:inline-flex;gap:5pt;align-items:center;white-space:nowrap}
.mark svg{width:10pt;height:10pt;flex:none}
.mark.good svg{color:#2e7d4f}.mark.attention svg{color:#94610f}.mark.bad svg{color:#b3261e}.mark.unknown svg{color:#6e685f}
.warning{padding:6pt 0;border-block:.5pt solid #1d1b18;font-weight:600}
code{font:8.5pt "${families.mono}",ui-monospace,monospace;overflow-wrap:anywhere}
.code{font-size:12pt;font-weight:600}
.together,.signature{break-inside:avoid}
.signatures{display:flex;flex-wrap:wrap;gap:20pt}
.signature{width:220pt;margin-top:8pt}
.drawn,.blank{display:block;width:220pt;height:73pt}
.drawn polyline{fill:none;stroke:#1d1b18;stroke-width:4;stroke-linecap:round;stroke-linejoin:round}
.typed{display:flex;align-items:flex-end;height:73pt;font-size:20pt;font-style:italic}
.under{padding-top:3pt;border-top:.75pt solid #1d1b18;font-weight:600}
.chain{break-inside:avoid}
.chain th{width:30%;font-weight:400}`;
}
