'use client';

import { useEffect, useRef } from 'react';
import { useThemeName } from './use-theme-name.ts';

/** Draws on a canvas, whose own `width` and `height` are those of the screen's pixels. */
export type Draw = (to: CanvasRenderingContext2D, canvas: HTMLCanvasElement) => void;

/** A picture over all of its place, drawn again when it changes, and with the theme: colours are those that it inherits. */
export function Canvas({
  draw,
  width,
  height,
  className = '',
}: {
  /** The same one as long as the picture is the same. */
  draw: Draw;
  /** Pixels of the page. */
  width: number;
  height: number;
  className?: string;
}) {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme has the colours
  useEffect(() => {
    // A large picture takes as long as all that React does around it: it has a task of its own.
    const later = setTimeout(() => {
      const canvas = ref.current;
      const to = canvas?.getContext('2d');
      if (!canvas || !to) return;
      const pixels = window.devicePixelRatio || 1;
      canvas.width = Math.round(width * pixels);
      canvas.height = Math.round(height * pixels);
      draw(to, canvas);
    });
    return () => clearTimeout(later);
  }, [draw, width, height, theme]);
  return <canvas ref={ref} className={`absolute inset-0 ${className}`} style={{ width, height }} />;
}
