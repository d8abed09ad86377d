import type { TimedEvent } from '../domain/event.ts';
import { plain, shorten } from './escape.ts';
import { eventLine } from './event-line.ts';
import { shortArns } from './short-arn.ts';

/** An event as a channel reads it. */
export interface ChatModel {
  readonly session: string;
  readonly drill: boolean;
  readonly install: string;
  readonly incident: string;
  readonly runUrl: string;
  readonly event: TimedEvent;
}

const JOINER = '\u2060';
/** Slack takes 3,000 characters of text in a section; an entity may take five. */
const MAX_LINE = 500;

/** A message of Slack's incoming webhooks. `text` is what notifications and receivers without blocks show. */
export function chatMessage({ session, drill, install, incident, runUrl, event }: ChatModel): object {
  const title = chatText(`${drill ? 'DRILL ' : ''}${install}: ${session}`);
  const line = chatText(shorten(shortArns(eventLine(event) ?? event.type), MAX_LINE));
  const about = chatText(shorten(incident, 200));
  const link = /^https?:\/\/[A-Za-z0-9.:/_-]+$/.test(runUrl) ? `  <${runUrl}|run>` : '';
  return {
    text: `${title}: ${line}`,
    // What of the text could be taken for markup, a name or an address stays as it is.
    mrkdwn: false,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', verbatim: true, text: `*${title}*\n${line}` } },
      { type: 'context', elements: [{ type: 'mrkdwn', verbatim: true, text: `${about}${link}` }] },
    ],
  };
}

/**
 * Text inside a message, on one line. The three characters that Slack reads are entities, so that nothing is a mention, a
 * channel or a link; joiners keep others that take such messages from finding those, and Markdown, in the plain text.
 */
function chatText(text: string): string {
  return plain(text)
    .replace(/[@#~]|:(?=\/\/)|\bwww(?=\.)|\](?=\()|[*_`](?=\S)/gi, (found) => `${found}${JOINER}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
