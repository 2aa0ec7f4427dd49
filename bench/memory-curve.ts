import { totalRss, warmUpOf } from './soak-verdict.ts';
import type { SoakWindow } from './soak-watch.ts';

const WIDTH = 860;
const HEIGHT = 300;
const LEFT = 56;
const BOTTOM = 40;
const TOP = 30;
const MB = 1024 * 1024;

/** Memory over the time of a soak as an SVG image that stands for itself. The axis starts at 0. */
export function memoryCurve(windows: readonly SoakWindow[], title: string): string {
  const end = windows.at(-1)?.second ?? 1;
  const workers = Math.max(0, ...windows.map(({ workersRss }) => workersRss.length));
  const curves = [
    { name: 'all processes', color: '#0f766e', of: totalRss },
    ...Array.from({ length: workers }, (_, worker) => ({
      name: `load worker ${worker + 1}`,
      color: '#6366f1',
      of: ({ workersRss }: SoakWindow) => workersRss[worker] ?? 0,
    })),
    { name: 'supervisor', color: '#a16207', of: ({ supervisorRss }: SoakWindow) => supervisorRss },
  ];
  const most = Math.ceil((Math.max(1, ...windows.map(totalRss)) * 1.1) / MB / 50) * 50;
  const x = (second: number) => LEFT + ((WIDTH - LEFT - 20) * second) / end;
  const y = (bytes: number) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * bytes) / MB / most;
  const text = (atX: number, atY: number, said: string, rest = '') =>
    `<text x="${atX.toFixed(1)}" y="${atY.toFixed(1)}" ${rest}>${said}</text>`;

  const levels = Array.from({ length: 6 }, (_, i) => (most / 5) * i);
  const times = Array.from({ length: 7 }, (_, i) => (end / 6) * i);
  const warm = windows[warmUpOf(windows)]?.second ?? 0;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="11" fill="#52525b" role="img" aria-label="${title}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<rect x="${x(0)}" y="${TOP}" width="${(x(warm) - x(0)).toFixed(1)}" height="${HEIGHT - BOTTOM - TOP}" fill="#f4f4f5"/>`,
    text(x(0) + 4, TOP + 12, 'warm-up'),
    text(LEFT, 18, title, 'font-size="13" fill="#18181b"'),
    ...levels.flatMap((level) => [
      `<line x1="${LEFT}" x2="${WIDTH - 20}" y1="${y(level * MB).toFixed(1)}" y2="${y(level * MB).toFixed(1)}" stroke="#e4e4e7"/>`,
      text(LEFT - 6, y(level * MB) + 4, `${Math.round(level)} MB`, 'text-anchor="end"'),
    ]),
    ...times.map((second) =>
      text(
        x(second),
        HEIGHT - BOTTOM + 16,
        `${(second / 60).toFixed(end < 600 ? 1 : 0)} min`,
        'text-anchor="middle"',
      ),
    ),
    ...curves.flatMap(({ name, color, of }, index) => [
      `<polyline fill="none" stroke="${color}" stroke-width="${index === 0 ? 2 : 1.25}" points="${windows
        .map((window) => `${x(window.second).toFixed(1)},${y(of(window)).toFixed(1)}`)
        .join(' ')}"/>`,
      text(LEFT + index * 130, HEIGHT - 6, `● ${name}`, `fill="${color}"`),
    ]),
    '</svg>',
    '',
  ].join('\n');
}
