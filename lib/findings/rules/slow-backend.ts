import { formatMs, formatPercent } from '../../format/format.ts';
import type { Found } from '../finding.ts';
import type { Rule } from '../run-evidence.ts';

/** Requests of an address, below which nothing is told of it. */
const ENOUGH = 50;
const SLOWER = 1.5;
/** Of its fair share. */
const UNUSED = 0.3;

/** Of several machines behind one name, one is slower than the others, or gets next to nothing. */
export const slowBackend: Rule = ({ summary: { remotes } }) => {
  const found: Found[] = [];
  for (const host of new Set(remotes.map((remote) => remote.host))) {
    const all = remotes.filter((remote) => remote.host === host);
    if (all.length < 2) continue;
    for (const remote of all) {
      const others = all.filter((other) => other !== remote && other.count >= ENOUGH);
      const p50 = others.map(({ serviceTimeMs }) => serviceTimeMs?.p50 ?? 0).sort((a, b) => a - b);
      const usual = p50[p50.length >> 1] ?? 0;
      const own = remote.serviceTimeMs?.p50 ?? 0;
      const isSlow = remote.count >= ENOUGH && usual > 0 && own > SLOWER * usual && own - usual > 2;
      const isUnused = others.length > 0 && remote.share < UNUSED / all.length;
      if (!isSlow && !isUnused) continue;
      found.push({
        kind: 'slow-backend',
        of: remote.address,
        title: isSlow
          ? `One backend is slower: ${remote.address}`
          : `One backend is hardly used: ${remote.address}`,
        what: isSlow
          ? `Behind ${host}, ${remote.address} takes ${formatMs(own)} for half of its requests, where the others take ${formatMs(usual)}.`
          : `Behind ${host}, ${remote.address} got ${formatPercent(remote.share)} of the requests, where ${formatPercent(1 / all.length)} would be its share.`,
        confidence: 'certain',
        why: 'Requests are counted by the address that served them.',
        refutedBy: 'Other requests than the others get, by what the balancer decides.',
        evidence: all.map(({ address, share, serviceTimeMs }) => ({
          text: `${address}: ${formatPercent(share)} of the requests, p50 ${formatMs(serviceTimeMs?.p50)}, p95 ${formatMs(serviceTimeMs?.p95)}.`,
          curves: null,
        })),
        since: null,
        requests: [],
        costMs: isSlow ? own - usual : null,
        cost: isSlow
          ? `${formatMs(own - usual)} for ${formatPercent(remote.share)} of all requests.`
          : 'Its capacity lies idle.',
        mends: [
          { text: 'Compare its release, its size and what else runs on it with the others.', code: null },
          {
            text: 'Let the balancer send requests to whoever has the fewest under way.',
            code: { stack: 'nginx', text: 'upstream shop { least_conn; server 10.0.0.5; server 10.0.0.6; }' },
          },
        ],
        decidedBy: 'A node_exporter probe of that machine.',
        weight: isSlow ? (own - usual) * remote.share : 1,
        explains: ['latency-creep'],
      });
    }
  }
  return found;
};
