// FormData for multipart bodies: fields and files of k6/http's file(), put together by body().

const utf8 = (text) => {
  const bytes = [];
  const percent = encodeURIComponent(String(text).toWellFormed());
  for (let at = 0; at < percent.length; at++) {
    if (percent[at] !== '%') bytes.push(percent.charCodeAt(at));
    else {
      bytes.push(Number.parseInt(percent.slice(at + 1, at + 3), 16));
      at += 2;
    }
  }
  return Uint8Array.from(bytes);
};

const quoted = (name) => String(name).replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');

function bytesOf(value) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return utf8(value);
}

export class FormData {
  constructor() {
    const random = () =>
      Math.floor(Math.random() * 36 ** 8)
        .toString(36)
        .padStart(8, '0');
    this.boundary = `----RehearsalFormBoundary${random()}${random()}`;
    this.parts = [];
  }

  append(field, value, filename) {
    const isFile = typeof value === 'object' && value !== null && 'data' in value;
    const name = filename ?? (isFile ? value.filename : undefined);
    const type = isFile ? value.content_type || 'application/octet-stream' : undefined;
    this.parts.push({ field, name, type, bytes: bytesOf(isFile ? value.data : value) });
  }

  body() {
    const pieces = [];
    for (const { field, name, type, bytes } of this.parts) {
      const file = name === undefined ? '' : `; filename="${quoted(name)}"`;
      const kind = type === undefined ? '' : `Content-Type: ${type}\r\n`;
      pieces.push(
        utf8(
          `--${this.boundary}\r\nContent-Disposition: form-data; name="${quoted(field)}"${file}\r\n${kind}\r\n`,
        ),
      );
      pieces.push(bytes, utf8('\r\n'));
    }
    pieces.push(utf8(`--${this.boundary}--\r\n`));
    const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole.buffer;
  }
}
