/** What the engine outside of the script's world does of WebCrypto. Nothing of it is ever handed to a script. */
export interface HostSubtle {
  randomBytes(size: number): Uint8Array;
  randomUUID(): string;
  /** `done` is called once, never before this returns. */
  perform(method: SubtleMethod, args: unknown[], done: (outcome: SubtleOutcome) => void): void;
}

export const SUBTLE_METHODS = [
  'encrypt',
  'decrypt',
  'sign',
  'verify',
  'digest',
  'generateKey',
  'deriveKey',
  'deriveBits',
  'importKey',
  'exportKey',
  'wrapKey',
  'unwrapKey',
] as const;
export type SubtleMethod = (typeof SUBTLE_METHODS)[number];

/** A key outside, and what scripts may know of it, as JSON. */
export type HostKey = { key: object; facts: string };

export type SubtleOutcome =
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'json'; text: string }
  | { kind: 'key'; key: HostKey }
  | { kind: 'pair'; publicKey: HostKey; privateKey: HostKey }
  | { kind: 'failed'; name: string; message: string };
