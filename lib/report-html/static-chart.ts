import { formatDurationClock } from '../format/format.ts';
import { html, Markup } from './markup.ts';

export type StaticCurve = {
  label: string;
  /** Ascending; seconds since the start of the run. A null is a gap. */
  values: readonly { at: number; value: number | null }[];
  format: (value: number) => string;
};

const WIDTH = 340;
const HEIGHT = 110;
/** For the labels of the axis of time. */
const FOOT = 16;
const DASHES = ['', '6 3', '2 3', '9 3 2 3', '2 2', '12 4'];

/** A picture of some curves that needs no script: the axis begins at zero, its end is written at the top. */
export function staticChart(title: string, curves: readonly StaticCurve[], seconds: number): Markup {
  const told = curves.slice(0, DASHES.length);
  const top = Math.max(...told.flatMap(({ values }) => values.map(({ value }) => value ?? 0)), 0) || 1;
  const x = (at: number) => ((at / Math.max(1, seconds)) * WIDTH).toFixed(1);
  const y = (value: number) => (HEIGHT - FOOT - (value / top) * (HEIGHT - FOOT - 14)).toFixed(1);
  const line = ({ values }: StaticCurve) => {
    let isDown = false;
    const parts = values.map(({ at, value }) => {
      if (value === null) {
        isDown = false;
        return '';
      }
      const part = `${isDown ? 'L' : 'M'}${x(at)} ${y(value)}`;
      isDown = true;
      return part;
    });
    return parts.join('');
  };
  const [first] = told;
  const words = told.map(({ label, values, format }) => {
    const most = Math.max(...values.map(({ value }) => value ?? 0));
    return `${label}, at most ${format(most)}`;
  });
  return html`<figure><figcaption><b>${title}</b> ${words.join(' · ')}</figcaption><svg class="still" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: ${words.join('; ')}"><line class="grid" x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT}" y2="${HEIGHT - FOOT}"/><line class="grid" x1="0" x2="${WIDTH}" y1="14" y2="14"/><text x="2" y="11">${first?.format(top) ?? ''}</text>${told.map((curve, at) => html`<path class="curve candidate" stroke-dasharray="${DASHES[at] ?? ''}" d="${new Markup(line(curve))}"/>`)}<text x="2" y="${HEIGHT - 3}">0:00</text><text x="${WIDTH - 2}" y="${HEIGHT - 3}" text-anchor="end">${formatDurationClock(seconds)}</text></svg></figure>`;
}
