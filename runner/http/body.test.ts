import { describe, expect, it } from 'vitest';
import { Body, type BodyPart } from '../../lib/plan/body.ts';
import { Environment } from '../../lib/plan/environment.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { Names } from '../vu/names.ts';
import type { Values } from '../vu/values.ts';
import { compileAuthorization } from './authorization.ts';
import { compileBody } from './body.ts';

const plan = samplePlan({ variables: { who: 'Zoë', file: 'a"b\nc.txt' } });
const [scenario] = plan.scenarios;
if (!scenario) throw new Error('The sample plan has a scenario');
const context = {
  names: new Names(plan, scenario, Environment.parse({ baseUrl: 'http://x' }), { password: 'p:ss wörd' }),
  counter: () => 7,
  problem: (sentence: string) => expect.unreachable(sentence),
};
const values: Values = { number: 42, iteration: 3, variables: [], rows: [] };

/** What a server makes of the body. */
async function received(parts: BodyPart[]): Promise<FormData> {
  const { content, contentType } = compileBody(Body.parse({ type: 'multipart', parts }), context);
  const body = typeof content === 'function' ? content(values) : content;
  return new Response(Buffer.from(body ?? ''), { headers: { 'content-type': contentType ?? '' } }).formData();
}

describe('multipart', () => {
  it('sends fields and files as they are, placeholders filled in', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 128]);
    const form = await received([
      { type: 'text', name: 'greeting', value: 'Hello {{who}}, you are {{$vu}}' },
      {
        type: 'text',
        name: 'note',
        value: '--\r\n--',
        fileName: 'n{{$iteration}}.txt',
        contentType: 'text/plain',
      },
      {
        type: 'base64',
        name: 'picture',
        value: bytes.toString('base64'),
        fileName: 'p.png',
        contentType: 'image/png',
      },
      { type: 'random', name: 'noise', bytes: 12_345, fileName: '{{file}}', contentType: 'a/b' },
    ]);
    expect(form.get('greeting')).toBe('Hello Zoë, you are 42');
    const note = form.get('note');
    expect(note).toMatchObject({ name: 'n3.txt', type: 'text/plain' });
    expect(note instanceof File && (await note.text())).toBe('--\r\n--');
    const picture = form.get('picture');
    expect(picture).toMatchObject({ name: 'p.png', type: 'image/png' });
    expect(picture instanceof File && Buffer.from(await picture.arrayBuffer())).toEqual(bytes);
    expect(form.get('noise')).toMatchObject({ size: 12_345, type: 'a/b' });
    expect([...form.keys()]).toEqual(['greeting', 'note', 'picture', 'noise']);
  });

  it('is made once when nothing in it varies, and may be empty', async () => {
    const parts: BodyPart[] = [
      { type: 'text', name: 'a', value: '{{who}}' },
      { type: 'random', name: 'b', bytes: 3, contentType: 'x/y' },
    ];
    expect(compileBody({ type: 'multipart', parts }, context).content).toBeInstanceOf(Uint8Array);
    expect([...(await received([])).keys()]).toEqual([]);
  });
});

it('makes random bodies of the size that is asked for', () => {
  const body = compileBody({ type: 'random', bytes: 1000, contentType: 'image/png' }, context);
  expect(body).toMatchObject({ contentType: 'image/png', content: { length: 1000 } });
});

describe('authorization', () => {
  it('is encoded as RFC 7617 says, in UTF-8', () => {
    const basic = compileAuthorization({ type: 'basic', user: 'u', password: '{{password}}' }, context);
    expect(basic).toBe(`Basic ${Buffer.from('u:p:ss wörd').toString('base64')}`);
    const varies = compileAuthorization({ type: 'basic', user: 'user{{$vu}}', password: '' }, context);
    expect(typeof varies === 'function' && varies(values)).toBe(
      `Basic ${Buffer.from('user42:').toString('base64')}`,
    );
  });

  it('carries a token', () => {
    expect(compileAuthorization({ type: 'bearer', token: '{{who}}.x' }, context)).toBe('Bearer Zoë.x');
  });
});
