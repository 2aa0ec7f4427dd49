import fc from 'fast-check';
import { expect, it } from 'vitest';
import { piecesOf } from './pieces.ts';

it('asks for every second once, and again only for the newest piece', () => {
  fc.assert(
    fc.property(fc.nat(4000), fc.constantFrom(1, 2, 10, 60), fc.nat(4000), (from, width, elapsed) => {
      const pieces = piecesOf([from, 9000], width, { elapsedSeconds: elapsed, isActive: true });
      const later = piecesOf([from, 9000], width, { elapsedSeconds: elapsed + 60, isActive: true });
      pieces.forEach((piece, at) => {
        expect(piece.from).toBe(at === 0 ? Math.floor(from / width) * width : pieces[at - 1]?.to);
        expect(piece.to).toBeLessThanOrEqual(elapsed);
        if (at < pieces.length - 1) expect(later[at]).toEqual(piece);
      });
    }),
  );
});

it('asks for an ended run at once, and for nothing when there is nothing', () => {
  const ended = { elapsedSeconds: 601, isActive: false };
  expect(piecesOf([7, 700], 5, ended)).toEqual([{ from: 5, to: 601 }]);
  expect(piecesOf([0, 60], 1, { elapsedSeconds: 2, isActive: true })).toEqual([]);
});
