import { illness } from '../../lib/health/judge-answer.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import type { HealthCheck } from '../../lib/plan/health-check.ts';
import type { RunRequest } from '../../lib/run/engine.ts';
import { HostGuard } from '../../lib/run/host-guard.ts';
import { type AskTarget, targetAsker } from './ask-target.ts';

type Request = Pick<RunRequest, 'plan' | 'environment' | 'secrets'>;

/** Sentences about health checks that must not be asked where they point; none when all may. */
export function healthProblems({ plan, environment }: Omit<Request, 'secrets'>): string[] {
  const guard = new HostGuard(environment);
  return (plan.health ?? []).flatMap(({ url }) => {
    const target = addressOf(url, environment.baseUrl);
    if (!target) return [`health check: "${url}" is no address`];
    const refusal = guard.refusal(target);
    return refusal === null ? [] : [`health check ${url}: ${refusal}`];
  });
}

/** Asks the target how it is, beside the load, and says once when it is not well. */
export class HealthWatch {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly request: Request;
  private readonly onIll: (detail: string) => void;
  /** Made when there is something to ask. */
  private asks: AskTarget | null = null;
  private over = false;

  constructor(request: Request, onIll: (detail: string) => void) {
    this.request = request;
    this.onIll = onIll;
  }

  start(): void {
    for (const check of this.request.plan.health ?? []) this.wait(check, 0);
  }

  /** Idempotent. */
  stop(): void {
    this.over = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private wait(check: HealthCheck, failures: number): void {
    if (this.over) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.ask(check, failures);
    }, durationMs(check.every));
    this.timers.add(timer);
  }

  private async ask(check: HealthCheck, before: number): Promise<void> {
    const ill = await this.illnessOf(check);
    if (this.over) return;
    const failures = ill === null ? 0 : before + 1;
    if (ill !== null && failures >= check.failures) {
      this.stop();
      this.onIll(`${check.url} ${ill}${failures > 1 ? `, ${failures} times in a row` : ''}`);
    } else this.wait(check, failures);
  }

  private async illnessOf(check: HealthCheck): Promise<string | null> {
    const target = addressOf(check.url, this.request.environment.baseUrl);
    if (!target) return 'is no address';
    const signal = AbortSignal.timeout(durationMs(check.timeout));
    try {
      this.asks ??= targetAsker(this.request);
      return illness(check, await this.asks(target, signal));
    } catch (error) {
      return signal.aborted
        ? `did not answer within ${check.timeout}`
        : `did not answer: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

function addressOf(url: string, baseUrl: string): URL | null {
  return URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
}
