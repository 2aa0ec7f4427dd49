import { describe, expect, it } from 'vitest';
import { Cookies } from './cookies.ts';

describe('Cookies', () => {
  it('sends what fits the address, and the latest value', () => {
    const cookies = new Cookies();
    cookies.store(['id=1; Path=/', 'cart=x; Path=/cart'], 'http://127.0.0.1:3000/login');
    expect(cookies.headerFor('http://127.0.0.1:3000/a?b=1')).toBe('id=1');
    expect(cookies.headerFor('http://127.0.0.1:3000/cart/1').split('; ').sort()).toEqual(['cart=x', 'id=1']);
    cookies.store('id=2; Path=/', 'http://127.0.0.1:3000/a');
    expect(cookies.headerFor('http://127.0.0.1:3000/a?b=2')).toBe('id=2');
    expect(cookies.valueOf('id', 'http://127.0.0.1:3000/')).toBe('2');
    expect(cookies.headerFor('http://127.0.0.2:3000/a')).toBe('');
  });

  it('forgets what is taken back or over', () => {
    const cookies = new Cookies();
    cookies.store(['id=1; Path=/', 'old=1; Path=/; Max-Age=1000'], 'http://localhost/');
    expect(cookies.headerFor('http://localhost/')).toBe('id=1; old=1');
    cookies.store('old=; Path=/; Max-Age=0', 'http://localhost/');
    expect(cookies.headerFor('http://localhost/')).toBe('id=1');
    expect(cookies.valueOf('old', 'http://localhost/')).toBeUndefined();
  });

  it('ignores what is no cookie or not for this host', () => {
    const cookies = new Cookies();
    cookies.store(['', '=', 'a=1; Domain=elsewhere.test', 'ok=1'], 'http://shop.test/');
    expect(cookies.headerFor('http://shop.test/')).toBe('ok=1');
  });

  it('keeps secure cookies away from plain connections', () => {
    const cookies = new Cookies();
    cookies.store('s=1; Secure; Path=/', 'https://shop.test/');
    expect(cookies.headerFor('http://shop.test/')).toBe('');
    expect(cookies.headerFor('https://shop.test/')).toBe('s=1');
  });
});
