import { typeName } from '../bytes.ts';

export const SeekMode = Object.freeze({ Start: 0, Current: 1, End: 2 });

/** Gives a promise of what `make` gives or throws. */
type Promised = <T>(make: () => T) => Promise<T>;

/** An open file of `k6/experimental/fs`. What is in it is kept once for all VUs. */
export class File {
  readonly path: string;
  readonly #bytes: Uint8Array;
  readonly #promised: Promised;
  #at = 0;

  constructor(path: string, bytes: Uint8Array, promised: Promised) {
    this.path = path;
    this.#bytes = bytes;
    this.#promised = promised;
  }

  static bytes(file: File): Uint8Array {
    return file.#bytes;
  }

  stat(): Promise<{ name: string; size: number }> {
    const name = this.path.slice(this.path.lastIndexOf('/') + 1);
    return this.#promised(() => ({ name, size: this.#bytes.length }));
  }

  /** The number of bytes that were read into `into`; null at the end of the file. */
  read(into?: unknown): Promise<number | null> {
    return this.#promised(() => {
      if (!(into instanceof Uint8Array))
        throw new TypeError(`read() needs a Uint8Array to read into, not ${typeName(into)}`);
      if (this.#at >= this.#bytes.length) return null;
      const part = this.#bytes.subarray(this.#at, this.#at + into.length);
      into.set(part);
      this.#at += part.length;
      return part.length;
    });
  }

  /** The new place in the file. */
  seek(offset?: unknown, whence?: unknown): Promise<number> {
    return this.#promised(() => {
      if (typeof offset !== 'number' || !Number.isInteger(offset))
        throw new TypeError('seek() needs a whole number of bytes and a SeekMode');
      const at = this.#from(whence) + offset;
      if (at < 0 || at > this.#bytes.length) throw new RangeError(`seek() would leave the file: ${at}`);
      this.#at = at;
      return at;
    });
  }

  #from(whence: unknown): number {
    switch (whence) {
      case SeekMode.Start:
        return 0;
      case SeekMode.Current:
        return this.#at;
      case SeekMode.End:
        return this.#bytes.length;
      default:
        throw new TypeError('seek() needs SeekMode.Start, SeekMode.Current or SeekMode.End');
    }
  }
}

export interface FsHost {
  /** The content of a file of the script; throws for one that there is not. */
  read(path: string): Uint8Array;
  /** True while the script's top level runs. */
  inInit(): boolean;
  promised: Promised;
}

/** `k6/experimental/fs`, for one VU. */
export function createFs(host: FsHost) {
  return {
    SeekMode,
    File,
    open: (path?: unknown): Promise<File> =>
      host.promised(() => {
        if (!host.inInit())
          throw new Error('open() is only possible in the init context, at the top level of the script');
        if (typeof path !== 'string' || path === '') throw new TypeError('open() needs the path of a file');
        return new File(path, host.read(path), host.promised);
      }),
  };
}
