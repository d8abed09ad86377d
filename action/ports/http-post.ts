/** What is read of an answer to an alert: nothing that it says, only how it was taken. */
export interface PostAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** One POST on a connection of its own: no redirects, no proxy, no cookies. Rejects with an error that has a `code`. */
export type HttpPost = (url: string, request: PostRequest) => Promise<PostAnswer>;
