import type { HttpPost } from '../ports/http-post.ts';
import type { Sink } from '../ports/sink.ts';
import { cloudEvent, type SessionContext } from './cloud-event.ts';
import type { AlertAddress } from './settings.ts';
import { signatureHeaders } from './sign.ts';
import { requireTaken } from './taken.ts';

export interface WebhookOptions {
  readonly address: AlertAddress;
  readonly context: SessionContext;
  readonly post: HttpPost;
  /** Milliseconds since the epoch, by the wall: receivers refuse what is old. */
  readonly now: () => number;
}

/** Every event that is news, as a signed CloudEvent. */
export function createWebhook({ address: { url, key }, context, post, now }: WebhookOptions): Sink {
  return {
    wants: () => true,
    deliver: async (announcement, signal) => {
      const body = JSON.stringify(cloudEvent(announcement, context));
      const timestamp = Math.floor(now() / 1_000);
      const signature = key === undefined ? {} : signatureHeaders(key, { id: announcement.id, timestamp, body });
      const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8', ...signature };
      requireTaken(await post(url, { headers, body, signal }));
    },
  };
}
