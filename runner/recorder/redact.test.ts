import { expect, it } from 'vitest';
import { redactor } from './redact.ts';

it('takes secrets out in every form in which they travel', () => {
  const secret = 'p@ss "word"/ä+1';
  const redact = redactor({ token: secret, short: 'p@ss', none: '' });
  for (const form of [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams({ a: secret }).toString(),
    JSON.stringify(secret),
    Buffer.from(secret).toString('base64'),
  ]) {
    expect(redact(`x ${form} y`)).not.toMatch(/word|cEBzcy/);
    expect(redact(`x ${form} y`)).toMatch(/^x .*\*\*\*.* y$/);
  }
  expect(redact('nothing to hide')).toBe('nothing to hide');
  expect(redactor({ dots: 'a.b' })('axb a.b')).toBe('axb ***');
});
