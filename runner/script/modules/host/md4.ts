/**
 * MD4 (RFC 1320). OpenSSL keeps it among its legacy algorithms, which Node does not load; NTLM and old APIs still ask
 * for it. It is no protection against anybody.
 */
export function md4(message: Uint8Array): Buffer {
  const words = padded(message);
  let a = 0x67452301;
  let b = 0xefcdab89;
  let c = 0x98badcfe;
  let d = 0x10325476;
  for (let block = 0; block < words.length; block += 16) {
    const before = [a, b, c, d] as const;
    for (let step = 0; step < 48; step++) {
      const round = ROUNDS[step >> 4] as Round;
      const word = words[block + (round.order[step & 15] as number)] as number;
      const sum = (a + round.mix(b, c, d) + word + round.add) | 0;
      const turn = round.turns[step & 3] as number;
      const turned = (sum << turn) | (sum >>> (32 - turn));
      a = d;
      d = c;
      c = b;
      b = turned;
    }
    a = (a + before[0]) | 0;
    b = (b + before[1]) | 0;
    c = (c + before[2]) | 0;
    d = (d + before[3]) | 0;
  }
  const digest = Buffer.alloc(16);
  [a, b, c, d].forEach((word, at) => {
    digest.writeInt32LE(word | 0, at * 4);
  });
  return digest;
}

interface Round {
  mix(x: number, y: number, z: number): number;
  add: number;
  /** bits */
  turns: readonly number[];
  order: readonly number[];
}

const ROUNDS: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    add: 0,
    turns: [3, 7, 11, 19],
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    add: 0x5a827999,
    turns: [3, 5, 9, 13],
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    add: 0x6ed9eba1,
    turns: [3, 9, 11, 15],
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
  },
];

/** The message as 32-bit words: a one bit, zeros, and its length in bits fill up the last block of 512 bits. */
function padded(message: Uint8Array): Int32Array {
  const blocks = Math.floor((message.length + 8) / 64) + 1;
  const bytes = Buffer.alloc(blocks * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  bytes.writeBigUInt64LE(BigInt(message.length) * 8n, bytes.length - 8);
  const words = new Int32Array(blocks * 16);
  for (let at = 0; at < words.length; at++) words[at] = bytes.readInt32LE(at * 4);
  return words;
}
