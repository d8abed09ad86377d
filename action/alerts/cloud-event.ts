import type { Announcement } from '../ports/sink.ts';
import { publicEvent } from './public-event.ts';

/** What every alert of a session says beside the event. */
export interface SessionContext {
  readonly session: string;
  readonly drill: boolean;
  /** `owner/name` of the playbook repository. */
  readonly repository: string;
  /** Page of the run. */
  readonly runUrl: string;
  readonly install: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly playbook: string;
  readonly request: string;
  readonly incident: string;
}

/** A reverse domain name that belongs to whoever owns this project's organisation on GitHub. */
const TYPE_PREFIX = 'io.github.breakglass-dev.session';

/** A CloudEvent 1.0 in structured JSON, to be written with `JSON.stringify`. */
export function cloudEvent({ id, event, record }: Announcement, context: SessionContext): object {
  const { at, ...said } = event;
  const { session, runUrl, ...known } = context;
  return {
    specversion: '1.0',
    id,
    source: runUrl,
    type: `${TYPE_PREFIX}.${event.type}.v1`,
    subject: session,
    time: at,
    datacontenttype: 'application/json',
    data: {
      session,
      ...known,
      run: runUrl,
      event: publicEvent(said),
      ...(record === undefined ? {} : { record: { commit: record.commit, link: record.path } }),
    },
  };
}
