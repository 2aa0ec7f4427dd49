/** A line of CSV: its fields, and the line of the text on which it starts, from 1. */
export type CsvRecord = { fields: string[]; line: number };

/** A quote that is never closed, or text behind a closing quote. */
export type CsvProblem = { line: number; message: string };

const QUOTE = '"';

/**
 * Splits CSV as RFC 4180 has it: commas, fields in double quotes may hold commas, line breaks and doubled quotes. Line
 * breaks may be CRLF, LF or CR, also mixed; a byte order mark and empty lines are skipped. Ours, because an error must
 * name its line: Papa Parse knows no lines, and a stray quote makes it swallow the ones that follow.
 */
export function readCsv(text: string): { records: CsvRecord[]; problems: CsvProblem[] } {
  const records: CsvRecord[] = [];
  const problems: CsvProblem[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const record: CsvRecord = { fields: [], line };
    let more = true;
    while (more) {
      const field = text[at] === QUOTE ? quotedField(text, at) : plainField(text, at);
      record.fields.push(field.text);
      line += field.lineBreaks;
      if (field.problem) problems.push({ line: record.line, message: field.problem });
      at = field.end;
      more = text[at] === ',';
      if (more) at++;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    if (record.fields.length > 1 || record.fields[0] !== '') records.push(record);
  }
  return { records, problems };
}

type Field = { text: string; end: number; lineBreaks: number; problem?: string };

function plainField(text: string, start: number): Field {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === 44 || code === 10 || code === 13) break;
    end++;
  }
  return { text: text.slice(start, end), end, lineBreaks: 0 };
}

function quotedField(text: string, start: number): Field {
  let close = start + 1;
  for (;;) {
    close = text.indexOf(QUOTE, close);
    if (close < 0) {
      return {
        text: text.slice(start + 1),
        end: text.length,
        lineBreaks: 0,
        problem: 'a quote is opened and never closed',
      };
    }
    if (text[close + 1] !== QUOTE) break;
    close += 2;
  }
  const inner = text.slice(start + 1, close).replaceAll('""', QUOTE);
  const lineBreaks = inner.match(/\r\n|\n|\r/g)?.length ?? 0;
  const behind = plainField(text, close + 1);
  if (behind.text === '') return { text: inner, end: behind.end, lineBreaks };
  return {
    text: inner + behind.text,
    end: behind.end,
    lineBreaks,
    problem: `text stands behind a closing quote; write two quotes ("") for one inside a field`,
  };
}
