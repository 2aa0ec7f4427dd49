/** What reading a piece of text gave: its value, or a sentence about what is wrong and what to write instead. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const refused = <T>(message: string): Parsed<T> => ({ ok: false, message });
