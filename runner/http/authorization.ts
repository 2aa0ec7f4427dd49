import type { Auth } from '../../lib/plan/auth.ts';
import { compileText, joined, type Text, type TextContext } from '../vu/text.ts';

/** Compiles the value of the `authorization` header. */
export function compileAuthorization(auth: Auth, context: TextContext): Text {
  switch (auth.type) {
    case 'basic': {
      const pair = joined([compileText(auth.user, context), ':', compileText(auth.password, context)]);
      return typeof pair === 'string' ? basic(pair) : (values) => basic(pair(values));
    }
    case 'bearer':
      return joined(['Bearer ', compileText(auth.token, context)]);
  }
}

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
