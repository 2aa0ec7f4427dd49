import type { Finding, FindingKind } from '../../lib/findings/finding.ts';

/** What the first finding of runs with each fault was. */

/** What each fault must be called, and the strengths at which it is switched on, in turn. */
export const FAULTS: Record<string, { named: FindingKind | null; strengths: readonly number[] }> = {
  none: { named: null, strengths: [0] },
  'n-plus-one': { named: 'n-plus-one', strengths: [3, 1, 4, 2] },
  'small-pool': { named: 'pool-exhausted', strengths: [1, 2] },
  'slow-search': { named: 'slow-query', strengths: [4, 2, 3, 1] },
  'body-leak': { named: 'memory-leak', strengths: [256, 64, 512, 128] },
  'big-payload': { named: 'large-payload', strengths: [8, 1, 4, 2] },
  blocking: { named: 'event-loop-blocked', strengths: [4, 8, 3] },
};

/** So many times the users of the shop's plan: with fewer, a pool is in nobody's way, and a larger one takes more. */
export const crowdOf = (fault: string, strength: number): number =>
  3 * (fault === 'small-pool' ? strength : 1);

/** Of a run with one of these nothing else can be told: somebody else had the machine. */
const DISTURBED: readonly FindingKind[] = ['generator-limit', 'cpu-starved'];

export const isDisturbed = (findings: readonly Finding[]) =>
  findings.some(({ kind }) => DISTURBED.includes(kind));

export class ConfusionMatrix {
  private readonly firsts = new Map<string, Map<string, number>>();
  private readonly wrong: string[] = [];
  private disturbed = 0;

  /** Whether the run counts: a disturbed one does not. */
  add(fault: string, strength: number, findings: readonly Finding[]): boolean {
    if (isDisturbed(findings)) {
      this.disturbed++;
      return false;
    }
    const first = findings[0]?.kind ?? 'none';
    const own = this.firsts.get(fault) ?? new Map<string, number>();
    this.firsts.set(fault, own.set(first, (own.get(first) ?? 0) + 1));
    if (first !== (FAULTS[fault]?.named ?? 'none')) this.wrong.push(`${fault}=${strength}: ${first}`);
    return true;
  }

  get text(): string {
    const rows = [...this.firsts].map(([fault, firsts]) => {
      const total = [...firsts.values()].reduce((sum, one) => sum + one, 0);
      const right = firsts.get(FAULTS[fault]?.named ?? 'none') ?? 0;
      const words = [...firsts].map(([kind, times]) => `${kind} ${times}`).join(', ');
      return `| ${fault} | ${total} | ${right} | ${words} |`;
    });
    return [
      `${this.disturbed} runs were disturbed and not counted.`,
      '',
      '| fault | runs | named right | first finding |',
      '|---|---|---|---|',
      ...rows,
      ...(this.wrong.length > 0 ? ['', `Named otherwise: ${this.wrong.join('; ')}`] : []),
    ].join('\n');
  }
}
