import type { TimedEvent } from '../domain/event.ts';
import type { HttpPost } from '../ports/http-post.ts';
import type { Announcement, Sink } from '../ports/sink.ts';
import type { AlertAddress } from './settings.ts';
import { requireTaken } from './taken.ts';

export interface SlackOptions {
  readonly address: AlertAddress;
  readonly post: HttpPost;
  /** The message, every text in it escaped. */
  readonly render: (announcement: Announcement) => object;
}

/** What a channel full of people wants to hear. */
const WANTED: ReadonlySet<TimedEvent['type']> = new Set([
  'opened',
  'step-started',
  'step-verified',
  'step-failed',
  'degraded',
  'interrupted',
  'rollback-started',
  'step-restored',
  'recreated',
  'restore-failed',
  'conflict',
  'refused',
  'ended',
  'closed',
]);

/** A Slack incoming webhook, or one that takes the same messages. */
export function createSlack({ address: { url }, post, render }: SlackOptions): Sink {
  return {
    wants: (event) => WANTED.has(event.type) || (event.type === 'sealed' && event.seal.kind === 'unsealed'),
    deliver: async (announcement, signal) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      requireTaken(await post(url, { headers, body: JSON.stringify(render(announcement)), signal }));
    },
  };
}
