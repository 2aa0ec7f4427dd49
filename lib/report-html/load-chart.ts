import { loadNumber } from '../capacity/words.ts';
import { html, type Markup, Markup as Text } from './markup.ts';

const [WIDTH, HEIGHT, FOOT, HEAD] = [340, 150, 16, 16];

/** One figure at each load, as a picture that needs no script; both axes begin at zero. A mark stands at every load that was tried. */
export function loadChart(
  title: string,
  unit: string,
  levels: readonly { load: number; value: number | null }[],
  format: (value: number) => string,
): Markup {
  const told = levels.flatMap(({ load, value }) => (value === null ? [] : [{ load, value }]));
  const most = Math.max(1, ...told.map(({ load }) => load));
  const top = Math.max(0, ...told.map(({ value }) => value)) || 1;
  const x = (load: number) => (6 + (load / most) * (WIDTH - 12)).toFixed(1);
  const y = (value: number) => (HEIGHT - FOOT - (value / top) * (HEIGHT - FOOT - HEAD)).toFixed(1);
  const path = told.map(({ load, value }, at) => `${at === 0 ? 'M' : 'L'}${x(load)} ${y(value)}`).join('');
  const words = told.map(({ load, value }) => `${format(value)} at ${loadNumber(load)}`).join('; ');
  return html`<figure><figcaption><b>${title}</b> by ${unit}</figcaption><svg class="still" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title} by ${unit}: ${words}"><line class="grid" x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}"/><line class="grid" x1="0" x2="${WIDTH}" y1="${HEAD}" y2="${HEAD}"/><text x="2" y="${HEAD - 4}">${format(top)}</text><path class="curve candidate" d="${new Text(path)}"/>${told.map(({ load, value }) => html`<circle class="mark" cx="${x(load)}" cy="${y(value)}" r="3"/>`)}<text x="2" y="${HEIGHT - 3}">0</text><text x="${WIDTH - 2}" y="${HEIGHT - 3}" text-anchor="end">${loadNumber(most)}</text></svg></figure>`;
}
