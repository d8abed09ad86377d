/** One look at a URL. */
export interface Asked {
  readonly url: string;
  readonly method: 'GET' | 'HEAD';
  /** For all of it: names, connections, redirects, what is read of the body. Milliseconds. */
  readonly withinMs: number;
  /** How many redirects are followed. */
  readonly redirects: number;
  /** Text that is looked for at the beginning of the body; undefined: the body is not read. */
  readonly contains: string | undefined;
  /** The same with `*` for any text and `?` for any character. At most one of the two. */
  readonly like: string | undefined;
}
