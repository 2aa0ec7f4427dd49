import type { MessageMatch } from '../../lib/plan/message-match.ts';
import type { Answer } from '../http/answer.ts';
import { comparison } from '../vu/compare.ts';
import { compileJsonPath, jsonText } from '../vu/json-path.ts';
import { compileText, type TextContext, textNow } from '../vu/text.ts';
import type { Values } from '../vu/values.ts';

/** Whether a message is the one that is meant. Throws IterationFailure. */
export type CompiledMatch = (message: Answer, values: Values) => boolean;

export function compileMatch(match: MessageMatch, context: TextContext): CompiledMatch {
  switch (match.type) {
    case 'any':
      return () => true;
    case 'contains': {
      const text = compileText(match.text, context);
      return (message, values) => message.text()?.includes(textNow(text, values)) === true;
    }
    case 'matches': {
      const expression = compileText(match.expression, context);
      const matches = comparison('matches');
      return (message, values) => matches(message.text(), textNow(expression, values));
    }
    case 'jsonpath': {
      const path = compileJsonPath(match.expression);
      const expected = compileText(String(match.value), context);
      return (message, values) => {
        const [found] = path(message.json());
        return found !== undefined && jsonText(found) === textNow(expected, values);
      };
    }
  }
}
