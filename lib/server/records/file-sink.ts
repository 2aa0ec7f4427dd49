import { type FileHandle, open, rm, truncate } from 'node:fs/promises';
import type { RecordSink } from '../../record/record-writer.ts';

/** The two files of a record: sealed blocks, and the tail of seconds since. For this user alone. */
export class FileSink implements RecordSink {
  private readonly tailPath: string;
  private readonly file: FileHandle;
  private readonly tail: FileHandle;

  private constructor(tailPath: string, file: FileHandle, tail: FileHandle) {
    this.tailPath = tailPath;
    this.file = file;
    this.tail = tail;
  }

  /** A new record. Throws when there is one already. */
  static async create(path: string, tailPath: string): Promise<FileSink> {
    const file = await open(path, 'wx+', 0o600);
    return FileSink.withTail(file, tailPath);
  }

  /** A record that is there, cut off behind its intact bytes. The tail is kept. */
  static async resume(path: string, tailPath: string, intactBytes: number): Promise<FileSink> {
    await truncate(path, intactBytes);
    const file = await open(path, 'a+', 0o600);
    return FileSink.withTail(file, tailPath);
  }

  private static async withTail(file: FileHandle, tailPath: string): Promise<FileSink> {
    try {
      return new FileSink(tailPath, file, await open(tailPath, 'a+', 0o600));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.file.appendFile(bytes);
  }

  async sync(): Promise<void> {
    await this.file.datasync();
  }

  async appendTail(bytes: Uint8Array): Promise<void> {
    await this.tail.appendFile(bytes);
  }

  async emptyTail(): Promise<void> {
    await this.tail.truncate(0);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    return readAt(this.file, offset, length);
  }

  /** `isWhole`: all is sealed, so that the tail is needed no more. */
  async close(isWhole: boolean): Promise<void> {
    try {
      await this.tail.close();
      if (isWhole) await rm(this.tailPath, { force: true });
    } finally {
      await this.file.close();
    }
  }
}

/** Fewer bytes at the end of the file. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
