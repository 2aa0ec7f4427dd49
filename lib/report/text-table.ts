export type Column<Row> = { title: string; align?: 'left' | 'right'; cell: (row: Row) => string };

/** Rows as aligned text, a title line on top; columns two spaces apart, nothing behind the last. */
export function textTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string[] {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, column) =>
    Math.max(...cells.map((line) => displayWidth(line[column] ?? ''))),
  );
  return cells.map((line) =>
    line
      .map((text, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - displayWidth(text));
        return columns[column]?.align === 'right' ? padding + text : text + padding;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Characters as a reader counts them, so that accents and emoji do not break the columns. */
const segmenter = new Intl.Segmenter();
const displayWidth = (text: string) => [...segmenter.segment(text)].length;
