/** What of k6's API can be completed: made of the types of `@types/k6` by `npm run docs`. */
export type K6Api = {
  modules: Record<string, Members>;
  /** Members of what functions give and take, by the name of the type; `*` is a member of any name. */
  types: Record<string, Members>;
};

export type Members = Record<string, Member>;

export type Member = {
  kind: 'function' | 'class' | 'value';
  /** Name of the type of the value, or of what a call gives; missing when nothing can be completed in it. */
  type?: string;
  /** Name of the type of the items of a list. */
  items?: string;
  /** Names of the parameters, with a `?` where they can be left out. */
  call?: string;
  /** Types of the parameters that take objects, by place. */
  takes?: (string | null)[];
};
