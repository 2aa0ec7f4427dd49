/** Tags that samples get by themselves, as k6 has them. */
export const SYSTEM_TAGS: readonly string[] = [
  'proto',
  'subproto',
  'status',
  'method',
  'url',
  'name',
  'group',
  'check',
  'error',
  'error_code',
  'tls_version',
  'scenario',
  'service',
  'expected_response',
  'vu',
  'iter',
  'ocsp_status',
  'ip',
];

/** Those that k6 gives only when it is asked to. */
const ON_DEMAND = new Set(['vu', 'iter', 'ocsp_status', 'ip']);

/** System tags that samples do not get. */
export function withheldTags(asked: readonly string[] | undefined): ReadonlySet<string> {
  return new Set(SYSTEM_TAGS.filter((tag) => (asked ? !asked.includes(tag) : ON_DEMAND.has(tag))));
}
