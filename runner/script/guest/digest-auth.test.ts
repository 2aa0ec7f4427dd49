import { expect, test } from 'vitest';
import { nodeHashing } from '../modules/host/digest.ts';
import { credentialsOf, digestAuthorization } from './digest-auth.ts';

const WHO = { user: 'Mufasa', password: 'Circle of Life' };
const ASKED = { method: 'GET', path: '/dir/index.html', body: null };
const NONCES = 'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"';
const OPAQUE = 'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const CLIENT = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('answers the challenge of RFC 7616, 3.9.1 with %s', (algorithm, response) => {
  const challenge = `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, ${NONCES}, ${OPAQUE}`;
  expect(digestAuthorization(challenge, WHO, ASKED, nodeHashing, CLIENT)).toBe(
    `Digest username="Mufasa", realm="http-auth@example.org", ${NONCES}, uri="/dir/index.html", response="${response}", algorithm=${algorithm}, ${OPAQUE}, qop=auth, nc=00000001, cnonce="${CLIENT}"`,
  );
});

test('answers an old challenge without qop (RFC 2069)', () => {
  const challenge = 'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"';
  expect(
    digestAuthorization(challenge, { user: 'Mufasa', password: 'CircleOfLife' }, ASKED, nodeHashing, 'x'),
  ).toContain('response="1949323746fe6a43ef61f9606e7febea"');
});

test.each(['Basic realm="x"', 'Digest realm="x", nonce="y", algorithm=MD9', 'Digest qop="other", nonce="y"'])(
  'does not answer %s',
  (challenge) => {
    expect(digestAuthorization(challenge, WHO, ASKED, nodeHashing, 'x')).toBeNull();
  },
);

test.each([
  ['http://us%20er:pa:ss@host/', { user: 'us er', password: 'pa:ss' }],
  ['https://user@host:1/x', { user: 'user', password: '' }],
  ['http://host/a@b', null],
  ['http://host:80/', null],
])('reads the credentials of %s', (address, credentials) => {
  expect(credentialsOf(address)).toEqual(credentials);
});
