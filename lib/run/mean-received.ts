import type { RequestFigures } from './summary.ts';

/** Bytes of one answer on the wire, its head and body; null when no request has ended. */
export const meanReceived = ({
  count,
  bytesReceived,
}: Pick<RequestFigures, 'count' | 'bytesReceived'>): number | null =>
  count === 0 ? null : bytesReceived / count;
