/** One line for a person, beside the results. */
export function say(level: string, text: string): void {
  process.stderr.write(`${level.toUpperCase().padEnd(5)} ${text}\n`);
}

/** Overwrites one line of a terminal; silent when nobody looks. */
export function liveLine(enabled: boolean) {
  const clear = '\r\u001b[K';
  return {
    show(text: () => string) {
      if (enabled) process.stderr.write(clear + text().slice(0, (process.stderr.columns || 80) - 1));
    },
    end() {
      if (enabled) process.stderr.write(clear);
    },
  };
}
