import { type HealthAnswer, illness } from '../../lib/health/judge-answer.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import type { HealthCheck } from '../../lib/plan/health-check.ts';
import type { RunRequest } from '../../lib/run/engine.ts';
import { HostGuard } from '../../lib/run/host-guard.ts';

/** More of a page is not read. */
const MOST_BYTES = 5_000_000;

type Request = Pick<RunRequest, 'plan' | 'environment'>;

/** Sentences about health checks that must not be asked where they point; none when all may. */
export function healthProblems({ plan, environment }: Request): string[] {
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
    try {
      const signal = AbortSignal.timeout(durationMs(check.timeout));
      const response = await fetch(target, {
        signal,
        redirect: 'manual',
        headers: { 'cache-control': 'no-cache' },
      });
      return illness(check, await answerOf(response));
    } catch (error) {
      return error instanceof DOMException && error.name === 'TimeoutError'
        ? `did not answer within ${check.timeout}`
        : `did not answer: ${causeOf(error)}`;
    }
  }
}

async function answerOf(response: Response): Promise<HealthAnswer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function addressOf(url: string, baseUrl: string): URL | null {
  return URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
}

/** `fetch` hides what happened in its cause. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
