import type { RunLook } from './run-looks.ts';

/** A run's line as the charts draw it. */
export function LookLine({ look: { colour, dash } }: { look: Pick<RunLook, 'colour' | 'dash'> }) {
  return (
    <svg width="24" height="8" aria-hidden="true" className="shrink-0">
      <line
        x1="1"
        x2="23"
        y1="4"
        y2="4"
        stroke={colour}
        strokeWidth="2"
        strokeDasharray={dash}
        strokeLinecap="round"
      />
    </svg>
  );
}
