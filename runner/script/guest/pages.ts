import type * as Html from '../modules/html/pages.ts';
import type { Selection } from '../modules/html/selection.ts';
import { Pending } from './pending.ts';
import type { Vu } from './vu.ts';

type Send = (vu: Vu, method: string, url: string, body: unknown, params: unknown) => unknown;

/** What reads HTML. Loaded only for scripts that ask for it: the parser is large. */
let html: typeof Html | null = null;
let send: Send | null = null;

export function provideHtml(given: typeof Html): void {
  html = given;
}

/** With what submitForm() and clickLink() send. */
export function provideSend(given: Send): void {
  send = given;
}

/** `k6/html` of a VU. */
export function htmlOf(vu: Vu): ReturnType<typeof Html.createHtml> {
  if (!html) throw new Error("HTML cannot be read here: import { parseHTML } from 'k6/html' in the script");
  return html.createHtml({
    isWait: (value) => value instanceof Pending,
    run: (steps) => vu.runtime.run(steps as Generator<Pending, unknown, unknown>),
  });
}

export function submitForm(vu: Vu, page: Selection, given: unknown): unknown {
  const { formSelector, fields, submitSelector, params } = Object(given) as Record<string, unknown>;
  return follow(
    vu,
    params,
    html?.formSubmission(page, { formSelector, fields, submitSelector } as Html.FormChoice),
  );
}

export function clickLink(vu: Vu, page: Selection, given: unknown): unknown {
  const { selector, params } = Object(given) as Record<string, unknown>;
  return follow(vu, params, html?.linkTarget(page, { selector: selector as string | undefined }));
}

function follow(vu: Vu, params: unknown, to: Html.Onward | undefined): unknown {
  if (!to || !send) throw new Error('this page cannot be followed');
  return send(vu, to.method, to.url, to.fields ?? undefined, params);
}
