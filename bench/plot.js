// Draws how cost grows, from what growth.ts measured: seconds and memory over the number and the size of files, as one SVG.
// JavaScript, since the types of ECharts need those of a browser. Usage: node bench/plot.js JSON SVG
import { readFileSync, writeFileSync } from 'node:fs';
import { init } from 'echarts';

const [json, svg] = process.argv.slice(2);
const points = JSON.parse(readFileSync(json, 'utf8'));
const width = 900;
const height = 640;
const panels = [
  { kind: 'files', key: 'seconds', title: 'seconds over files of 10 KiB' },
  { kind: 'mebibytes', key: 'seconds', title: 'seconds over MiB of one file' },
  { kind: 'files', key: 'peak', title: 'peak MiB over files of 10 KiB' },
  { kind: 'mebibytes', key: 'peak', title: 'peak MiB over MiB of one file' },
];

const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
const left = (index) => 60 + (index % 2) * (width / 2);
const top = (index) => 70 + Math.floor(index / 2) * 300;
chart.setOption({
  animation: false,
  backgroundColor: '#ffffff',
  legend: { data: ['push', 'pull'], top: 8 },
  title: panels.map(({ title }, index) => ({
    text: title,
    left: left(index),
    top: top(index) - 32,
    textStyle: { fontSize: 13 },
  })),
  grid: panels.map((_, index) => ({ left: left(index), top: top(index), width: width / 2 - 90, height: 220 })),
  xAxis: panels.map((_, gridIndex) => ({ type: 'log', gridIndex, splitLine: { show: true } })),
  yAxis: panels.map(({ key }, gridIndex) =>
    key === 'peak' ? { type: 'value', gridIndex, min: 0, max: 300 } : { type: 'log', gridIndex },
  ),
  series: panels.flatMap(({ kind, key }, index) =>
    ['push', 'pull'].map((mode) => ({
      type: 'line',
      name: mode,
      xAxisIndex: index,
      yAxisIndex: index,
      itemStyle: { color: mode === 'push' ? '#1f6feb' : '#d1672a' },
      data: points[kind].map((point) => [point.amount, Number(point[mode][key].toFixed(3))]),
    })),
  ),
});
// The text for those who do not see it stands right behind the opening tag.
const title = '<title>Seconds and peak memory of a push and a pull, over the number and the size of files</title>';
writeFileSync(svg, `${chart.renderToSVGString().replace('>', `>${title}`)}\n`);
chart.dispose();
