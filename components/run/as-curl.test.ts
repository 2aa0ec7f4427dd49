import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asCurl } from './as-curl.ts';

test('is a command that a shell reads back as it was', () => {
  const text = fc.string({ unit: fc.constantFrom('a', "'", '"', '$', '`', '\\', ' ', '\n', 'ä', '!') });
  fc.assert(
    fc.property(text, text, (value, body) => {
      const command = asCurl({
        request: {
          method: 'POST',
          url: 'http://h/?a=b&c',
          headers: [['x', value]],
          body: { form: 'text', text: body, bytes: body.length },
        },
      });
      const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
      const words = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
      expect(words).toEqual(['-X', 'POST', 'http://h/?a=b&c', '-H', `x: ${value}`, '--data-raw', body]);
    }),
    { numRuns: 20 },
  );
});
