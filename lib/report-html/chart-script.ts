/**
 * Draws the charts of a report from the data beside it, in any browser, without anything from elsewhere: pointing at one
 * tells the values of all, dragging over one shows that stretch in all, a double click shows everything again.
 */
export const CHART_SCRIPT = `
(() => {
  const { charts, curves } = JSON.parse(document.getElementById('data').textContent);
  const NS = 'http://www.w3.org/2000/svg', H = 180, L = 56, R = 12, T = 8, B = 22;
  const make = (name, attributes, parent) => {
    const node = document.createElementNS(NS, name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    return parent.appendChild(node);
  };
  const three = (v) => v === null || v === undefined ? '–' : Number(v.toPrecision(3)).toLocaleString('en-US');
  const clock = (s) => Math.floor(s / 60) + ':' + String(Math.floor(s % 60)).padStart(2, '0');
  const end = Math.max(1, ...curves.flatMap((c) => c.points.map((p) => p.to)));
  let span = [0, end], pointed = null, drag = null;
  const draw = () => charts.forEach((chart) => {
    const box = document.getElementById(chart.id), svg = box.querySelector('svg'), legend = box.querySelector('.legend');
    const W = box.clientWidth, inner = W - L - R;
    svg.replaceChildren();
    svg.setAttribute('viewBox', '0 0 ' + W + ' ' + H);
    svg.setAttribute('height', H);
    const seen = (c) => c.points.filter((p) => p.to > span[0] && p.from < span[1]);
    const values = curves.flatMap((c) => seen(c).map((p) => p[chart.key]).filter((v) => v !== null));
    const found = Math.max(0, ...values), max = found > 0 ? found : 1, power = 10 ** Math.floor(Math.log10(max / 4));
    const step = [1, 2, 2.5, 5, 10].find((s) => s * power >= max / 4) * power, top = Math.ceil(max / step) * step;
    const x = (s) => L + (s - span[0]) / (span[1] - span[0]) * inner, y = (v) => T + (1 - v / top) * (H - T - B);
    for (let v = 0; v <= top + step / 2; v += step) {
      make('line', { x1: L, x2: W - R, y1: y(v), y2: y(v), class: 'grid' }, svg);
      make('text', { x: L - 6, y: y(v) + 4, 'text-anchor': 'end' }, svg).textContent = three(v);
    }
    const times = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400].find((s) => (span[1] - span[0]) / s <= Math.max(2, inner / 70)) || 28800;
    for (let s = Math.ceil(span[0] / times) * times; s <= span[1]; s += times)
      make('text', { x: x(s), y: H - 6, 'text-anchor': 'middle' }, svg).textContent = clock(s);
    curves.forEach((c) => {
      let path = '', on = false;
      seen(c).forEach((p) => {
        const v = p[chart.key];
        if (v === null) { on = false; return; }
        path += (on ? 'L' : 'M') + x(p.to).toFixed(1) + ' ' + y(v).toFixed(1);
        on = true;
      });
      make('path', { d: path, class: 'curve ' + c.look }, svg);
    });
    if (drag && drag.chart === chart)
      make('rect', { x: Math.min(x(drag.from), x(drag.to)), width: Math.abs(x(drag.to) - x(drag.from)), y: T, height: H - T - B, class: 'brush' }, svg);
    if (pointed !== null) make('line', { x1: x(pointed), x2: x(pointed), y1: T, y2: H - B, class: 'cross' }, svg);
    legend.textContent = curves.map((c) => {
      const p = pointed === null ? null : c.points.find((p) => pointed > p.from && pointed <= p.to);
      return c.label + (p ? ' ' + three(p[chart.key]) : '');
    }).join('   ·   ') + (pointed === null ? '' : '   at ' + clock(pointed));
  });
  charts.forEach((chart) => {
    const svg = document.getElementById(chart.id).querySelector('svg');
    const at = (event) => {
      const box = svg.getBoundingClientRect();
      const share = (event.clientX - box.left - L) / (box.width - L - R);
      return Math.min(span[1], Math.max(span[0], span[0] + share * (span[1] - span[0])));
    };
    svg.addEventListener('pointerdown', (event) => { drag = { chart, from: at(event), to: at(event) }; svg.setPointerCapture(event.pointerId); });
    svg.addEventListener('pointermove', (event) => { pointed = at(event); if (drag) drag.to = pointed; draw(); });
    svg.addEventListener('pointerleave', () => { pointed = null; draw(); });
    svg.addEventListener('pointerup', () => {
      if (drag && Math.abs(drag.to - drag.from) > (span[1] - span[0]) / 50) span = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
      drag = null;
      draw();
    });
    svg.addEventListener('dblclick', () => { span = [0, end]; draw(); });
  });
  addEventListener('resize', draw);
  const folded = document.querySelectorAll('details:not([open])');
  addEventListener('beforeprint', () => { folded.forEach((one) => { one.open = true; }); draw(); });
  addEventListener('afterprint', () => folded.forEach((one) => { one.open = false; }));
  draw();
})();
`;
