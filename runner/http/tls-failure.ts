/** What went wrong between two that wanted to speak TLS, by the end of the error's code, and what to do about it. */
const SENTENCES: readonly (readonly [code: RegExp, sentence: string])[] = [
  [
    /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
    'the certificate of the target is signed by itself, and so by nobody who is trusted; put it into tls.ca of the environment',
  ],
  [
    /^(UNABLE_TO_|SELF_SIGNED_|CERT_UNTRUSTED|INVALID_CA)/,
    'the certificate of the target is signed by an authority that is not trusted; put the certificate of that authority into tls.ca of the environment',
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    'the certificate of the target has expired; renew it there, or turn tls.verify of the environment off',
  ],
  [
    /^CERT_NOT_YET_VALID$/,
    'the certificate of the target is not valid yet; look at the clocks of both machines',
  ],
  [
    /_(WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|RECORD_OVERFLOW)$/,
    'what answered does not speak TLS; is the port right, or should the address begin with http://?',
  ],
  [
    /_CERTIFICATE_REQUIRED$/,
    'the target wants a client certificate; give it as tls.certificate and tls.key of the environment',
  ],
  [
    /_ALERT_(UNKNOWN_CA|ACCESS_DENIED|(BAD|UNSUPPORTED)_CERTIFICATE|CERTIFICATE_\w+)$/,
    'the target does not take the client certificate (tls.certificate of the environment)',
  ],
  [
    /_ALERT_HANDSHAKE_FAILURE$/,
    'the target broke the TLS handshake off; it may want a client certificate (tls.certificate of the environment), or knows no cipher that we know',
  ],
  [
    /_(ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW)$/,
    'the target speaks only versions of TLS that are too old (before 1.2)',
  ],
  [
    /_UNRECOGNIZED_NAME$/,
    'the target knows no host of that name; look at tls.serverName of the environment, or at the address',
  ],
  [
    /_NO_APPLICATION_PROTOCOL$/,
    'the target speaks none of the HTTP versions that it was offered; choose the other protocol in the environment',
  ],
];

type WrongName = Error & { host?: unknown; cert?: { subjectaltname?: unknown } };

/** A sentence about a failed handshake; undefined when the error with this code is about something else. */
export function tlsFailure(code: string, error: Error & { reason?: unknown }): string | undefined {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return wrongName(error);
  const known = SENTENCES.find(([ending]) => ending.test(code))?.[1];
  if (known !== undefined) return `${known} (${code})`;
  // The error's own message holds addresses in memory, which differ from thread to thread.
  return code.startsWith('ERR_SSL') && typeof error.reason === 'string'
    ? `TLS failed: ${error.reason} (${code})`
    : undefined;
}

function wrongName({ host, cert }: WrongName): string {
  const names = String(cert?.subjectaltname ?? '').replaceAll(/(DNS|IP Address):/g, '');
  return `the certificate of the target holds for ${names || 'no name'}, not for ${host}; if that is the right target, give the name that it proves as tls.serverName of the environment`;
}
