/** What became of a finding from one run to another, in the order in which it is told. */
export const CHANGES = ['new', 'still', 'not-told', 'gone'] as const;
export type Change = (typeof CHANGES)[number];

export const CHANGE_WORDS: Record<Change, string> = {
  new: 'new',
  still: 'still there',
  'not-told': 'cannot be told',
  gone: 'gone',
};
