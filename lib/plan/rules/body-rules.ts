import { jsonProblem } from '../../template/json-position.ts';
import { parseTemplate, templateProblems } from '../../template/template.ts';
import { asDraft, asText, type DraftAt, itemsAt, type Report } from './draft.ts';

/** A body that the method allows, and that can be written. */
export function checkBody({ value, path }: DraftAt, report: Report): void {
  if (value.body === undefined) return;
  const body: DraftAt = { value: asDraft(value.body), path: [...path, 'body'] };
  if (value.method === 'HEAD' || value.method === 'TRACE') {
    report(body.path, `a ${value.method} request has no body; leave it out or choose another method`);
  }
  checkJson(body, report);
  checkContentType(body, report);
  for (const part of itemsAt(body.value.parts, [...body.path, 'parts'])) {
    checkContentType(part, report);
    checkBase64(part, report);
  }
}

function checkJson({ value, path }: DraftAt, report: Report): void {
  const content = asText(value.content);
  if (value.type !== 'json' || content === undefined || templateProblems(content).length > 0) return;
  const problem = jsonProblem(parseTemplate(content).parts);
  if (problem === undefined) return;
  report(
    [...path, 'content'],
    `is not JSON once its placeholders are filled in (${problem}); mend it, or use a raw body`,
  );
}

function checkContentType({ value, path }: DraftAt, report: Report): void {
  if (!/^[\t\x20-\x7e]*$/.test(asText(value.contentType) ?? '')) {
    report([...path, 'contentType'], 'holds a character that no header may carry');
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function checkBase64({ value, path }: DraftAt, report: Report): void {
  if (value.type !== 'base64' || BASE64.test((asText(value.value) ?? '').replaceAll(/\s/g, ''))) return;
  report(
    [...path, 'value'],
    'is not base64; write what `base64 -w0 FILE` prints, or make it a part of type text',
  );
}
