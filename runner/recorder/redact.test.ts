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
  for (const other of ['To[p]|S^e`cret', 'TopSecret']) {
    for (const url of [
      `http://x/a/${other}/b`,
      `http://x/?q=${other}`,
      `http://x/?q=${encodeURIComponent(other)}`,
    ]) {
      expect(redactor({ other })(new URL(url).href)).toMatch(/^http:\/\/x\/(a\/\*\*\*\/b|\?q=\*\*\*)$/);
    }
  }
  expect(redactor({ other: 'TopSecret' })('http://topsecret.test is not allowed')).toBe(
    'http://***.test is not allowed',
  );
  for (const user of ['', 'a', 'ab', 'abc']) {
    const header = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
    expect(redact(header)).toMatch(/^Basic [\w+/]{0,6}\*\*\*[\w+/=]{0,2}$/);
  }
  expect(redact('nothing to hide')).toBe('nothing to hide');
  expect(redactor({ dots: 'a.b' })('axb a.b')).toBe('axb ***');
});
