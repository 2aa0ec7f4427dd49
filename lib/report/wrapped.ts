/** Columns of a log of a build. */
export const LOG_WIDTH = 80;

/** A sentence in lines of a log, each behind `indent`, those after the first two deeper. */
export function wrapped(text: string, indent = '', width = LOG_WIDTH): string[] {
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}  `;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** A text that fits, with its end cut off when it is longer. */
export const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`;
