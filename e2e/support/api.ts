import { randomUUID } from 'node:crypto';
import { RunDetail, RunListItem, SavedPlan, SaveEnvironment } from '../../lib/api/contract.ts';
import type { PlanInput } from '../../lib/plan/plan.ts';

/** The HTTP API as a test uses it: answers are checked against the contract. */
export class Api {
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  }

  private async json(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.send(method, path, body);
    const content: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(content)}`);
    return content;
  }

  async createEnvironment(input: Partial<SaveEnvironment> & { baseUrl: string }): Promise<string> {
    const { id } = (await this.json(
      'POST',
      '/api/environments',
      SaveEnvironment.parse({
        name: `Target ${randomUUID()}`,
        variables: {},
        maxVUs: 1000,
        maxRequestsPerSecond: 10_000,
        ...input,
      }),
    )) as { id: string };
    return id;
  }

  async createPlan(document: PlanInput): Promise<string> {
    return SavedPlan.parse(await this.json('POST', '/api/plans', { document })).id;
  }

  async createRun(input: { planId: string; environmentId: string; release?: string }): Promise<string> {
    return RunListItem.parse(await this.json('POST', '/api/runs', input)).id;
  }

  async run(id: string): Promise<RunDetail> {
    return RunDetail.parse(await this.json('GET', `/api/runs/${id}`));
  }

  /** Asks until the run is as wanted; gives up with what it last saw. */
  async runWhen(id: string, wanted: (detail: RunDetail) => boolean, timeoutMs = 60_000): Promise<RunDetail> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const detail = await this.run(id);
      if (wanted(detail)) return detail;
      if (performance.now() > deadline) {
        const { status, verdict, endReason, elapsedSeconds } = detail.view;
        throw new Error(
          `The run did not get there: ${JSON.stringify({ status, verdict, endReason, elapsedSeconds })}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
