import type { PostAnswer } from '../ports/http-post.ts';
import { NotTaken } from '../ports/sink.ts';

/** Throws unless the answer says that the alert was taken. */
export function requireTaken({ status, retryAfter }: PostAnswer): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) throw new NotTaken(`redirect:${status}`, { retry: false });
  const seconds = Number(retryAfter);
  const asked = retryAfter !== undefined && Number.isFinite(seconds) && seconds >= 0;
  throw new NotTaken(`status:${status}`, {
    retry: status === 408 || status === 429 || status >= 500,
    ...(asked ? { retryAfterMs: seconds * 1_000 } : {}),
  });
}
