/** All that an answer's HTML is asked for. */
export { createHtml } from './html.ts';
export { type FormChoice, formSubmission, linkTarget, type Onward } from './submit.ts';
