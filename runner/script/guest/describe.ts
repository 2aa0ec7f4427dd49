/** What is thrown, in words, with the places it came through. */
export function describe(error: unknown): { message: string; stack: string } {
  try {
    if (error instanceof Error) {
      const stack = typeof error.stack === 'string' ? error.stack : '';
      return { message: `${error.name}: ${error.message}`, stack };
    }
    if (typeof error === 'string') return { message: error, stack: '' };
    return { message: JSON.stringify(error) ?? String(error), stack: '' };
  } catch {
    return { message: 'something that cannot be shown was thrown', stack: '' };
  }
}
