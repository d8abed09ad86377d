import { CloudEvent, HTTP } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { cloudEvent, type SessionContext } from '../../action/alerts/cloud-event.ts';
import { publicEvent } from '../../action/alerts/public-event.ts';
import { createWebhook } from '../../action/alerts/webhook.ts';
import type { SessionEvent } from '../../action/domain/event.ts';
import type { PostRequest } from '../../action/ports/http-post.ts';
import { chatMessage } from '../../action/view/slack.ts';

const AT = '2026-11-21T02:13:00.000Z';
const CONTEXT: SessionContext = {
  session: 'inc-4711-30000000001',
  drill: false,
  repository: 'acme/break-glass',
  runUrl: 'https://github.com/acme/break-glass/actions/runs/30000000001',
  install: 'acme-prod',
  environment: 'acme-prod',
  account: '123456789012',
  region: 'us-east-1',
  playbook: 'shift-traffic',
  request: 'inc-4711',
  incident: 'INC-4711',
};
const RESOURCE = {
  kind: 'elbv2/listener-actions',
  arn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/1/2',
};
const SECRET = 'client-secret-of-a-listener';
const HOSTILE =
  '<!channel> <!here> <@U123> <#C123> <https://owned.example|click> @channel @here &lt;!everyone&gt; [click](https://owned.example) www.owned.example *b* `c`\n::error::owned\u202e';

const EVENTS: readonly SessionEvent[] = [
  { type: 'opened', resources: [{ step: 'shift', resource: RESOURCE, before: { actions: [SECRET] } }] },
  { type: 'step-prepared', step: 'shift', with: { body: SECRET }, before: { a: SECRET }, after: { a: SECRET } },
  {
    type: 'conflict',
    step: 'shift',
    resource: RESOURCE,
    units: [{ unit: 'actions', before: SECRET, ours: SECRET, now: SECRET }],
  },
];

describe('a CloudEvent', () => {
  it("is one of version 1.0 to the library that the specification's authors publish", () => {
    const written = cloudEvent({ id: 's.7', event: { at: AT, ...EVENTS[0]! } }, CONTEXT);
    const body = JSON.stringify(written);
    const read = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body });
    const event = Array.isArray(read) ? read[0] : read;
    if (!(event instanceof CloudEvent)) throw new Error('it is no CloudEvent');
    expect(event.validate()).toBe(true);
    expect(event).toMatchObject({
      specversion: '1.0',
      id: 's.7',
      type: 'io.github.breakglass-dev.session.opened.v1',
      source: CONTEXT.runUrl,
      subject: CONTEXT.session,
      time: AT,
      datacontenttype: 'application/json',
      data: { install: 'acme-prod', event: { type: 'opened', resources: [{ step: 'shift', resource: RESOURCE }] } },
    });
  });

  it('holds the state of no resource', () => {
    for (const event of EVENTS) {
      expect(JSON.stringify(cloudEvent({ id: 'x', event: { at: AT, ...event } }, CONTEXT))).not.toContain(SECRET);
    }
  });

  it('is never made of a call', () => {
    const call = { service: 'sts', operation: 'x', access: 'read', requestId: null, outcome: 'ok', ms: 1 } as const;
    expect(publicEvent({ type: 'call', ...call, params: { secret: SECRET } })).toBeUndefined();
  });

  it('says at the end where the record lies', () => {
    const event = { at: AT, type: 'closed', outcome: 'succeeded', code: null, message: null } as const;
    const record = { commit: 'c'.repeat(40), path: 'audit/x/0005-closed.json' };
    expect(cloudEvent({ id: 'x', event, record }, CONTEXT)).toMatchObject({
      data: { record: { commit: record.commit, link: record.path } },
    });
  });

  it('keeps its id at every attempt, and is signed anew by the time', async () => {
    const posts: PostRequest[] = [];
    let now = 1_700_000_000_000;
    const sink = createWebhook({
      address: { url: 'http://127.0.0.1:1/x', key: Buffer.alloc(32) },
      context: CONTEXT,
      now: () => now,
      post: async (_url, request) => {
        posts.push(request);
        return { status: 200, retryAfter: undefined };
      },
    });
    const announcement = { id: 's.7', event: { at: AT, ...EVENTS[0]! } };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await sink.deliver(announcement, new AbortController().signal);
      now += 2_000;
    }
    const [first, second] = posts.map(({ headers }) => headers);
    expect(first?.['webhook-id']).toBe('s.7');
    expect(second?.['webhook-id']).toBe('s.7');
    expect(second?.['webhook-timestamp']).toBe('1700000002');
    expect(second?.['webhook-signature']).not.toBe(first?.['webhook-signature']);
    expect(posts[0]?.body).toBe(posts[1]?.body);
  });
});

describe('a message to a channel', () => {
  const message = (event: SessionEvent, incident = 'INC-4711') =>
    JSON.parse(JSON.stringify(chatMessage({ ...CONTEXT, incident, event: { at: AT, ...event } })));

  function textsOf(value: unknown): readonly string[] {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
  }

  it('makes no mention, link, channel or line of what people and AWS wrote', () => {
    const event: SessionEvent = { type: 'refused', code: 'not-approved', message: HOSTILE, hint: HOSTILE };
    for (const text of textsOf(message(event, HOSTILE))) {
      const ours = text.replace(`<${CONTEXT.runUrl}|run>`, '');
      expect(ours).not.toMatch(/[<>]/);
      expect(ours).not.toMatch(/&(?!amp;|lt;|gt;)/);
      expect(ours).not.toMatch(/@(channel|here|everyone|U123)/);
      expect(ours).not.toMatch(/:\/\/|www\.|\]\(/);
      expect(ours.replace('\n', '')).not.toMatch(/[\n\r\u202e]/);
    }
  });

  it('has Slack look for nothing in it, and links the run and nothing else', () => {
    const sent = message({ type: 'degraded', observed: '1 of 2' });
    expect(sent).toMatchObject({ mrkdwn: false, parse: 'none', link_names: false, unfurl_links: false });
    expect(sent.blocks[0].text).toMatchObject({ type: 'mrkdwn', verbatim: true });
    expect(sent.blocks[1].elements[0].text).toContain(`<${CONTEXT.runUrl}|run>`);
  });

  it('stays within what a section of a message holds', () => {
    const sent = message({ type: 'refused', code: 'not-approved', message: '<'.repeat(10_000), hint: null });
    expect(sent.blocks[0].text.text.length).toBeLessThanOrEqual(3_000);
  });
});
