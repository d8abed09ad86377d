import { describe, expect, it } from 'vitest';
import { genesis, parseGenesis } from '../../action/audit/genesis.ts';
import {
  buildLink,
  type Link,
  linkAudience,
  linkDigest,
  linkFileDigest,
  serializeLink,
} from '../../action/audit/link.ts';
import { parseLink } from '../../action/audit/parse-link.ts';
import { buildRecord, serializeRecord } from '../../action/audit/record.ts';
import { isTrailPath, linkPath, parseLinkPath, sessionFolder } from '../../action/audit/trail-path.ts';
import { ATTACHMENTS, OPENING, PLACE, START } from './trail-fixture.ts';

const BODY = { session: 'inc-1-101', sequence: 1, state: 'opened', events: [], opening: OPENING } as const;
const PREVIOUS = 'a'.repeat(64);
const LINK: Link = { ...buildLink(BODY, PLACE, PREVIOUS), proof: 'x.y.z' };
const CLOSED: Link = {
  ...buildLink({ session: 'inc-1-101', sequence: 3, state: 'closed', events: [] }, PLACE, PREVIOUS, ATTACHMENTS),
  proof: 'x.y.z',
};

const invalid = expect.objectContaining({ name: 'BreakglassError', code: 'audit-invalid' });
const parse = (text: string): Link => parseLink(Buffer.from(text));
const rewritten = (link: object): string => serializeLink(link as Link);

describe('a link', () => {
  it('survives being written and read', () => {
    expect(parse(serializeLink(LINK))).toEqual(LINK);
    expect(parse(serializeLink(CLOSED))).toEqual(CLOSED);
  });

  it('has a digest that its proof does not change and everything else does', () => {
    const digest = linkDigest(LINK);
    expect(linkDigest({ ...LINK, proof: null })).toBe(digest);
    expect(linkDigest(buildLink(BODY, PLACE, PREVIOUS))).toBe(digest);
    expect(linkDigest({ ...LINK, previous: 'b'.repeat(64) })).not.toBe(digest);
    expect(linkAudience(digest)).toBe(`urn:breakglass:link:${digest}`);
  });

  it.each<[string, unknown]>([
    ['nothing of the kind', { type: 'planned' }],
    ['a proof of their own', { type: 'x', proof: 'x.y.z', repository: 'acme/playbooks' }],
    ['the text of a proof', { type: 'x', note: '"proof":"x.y.z","repository":' }],
    ['what comes before and after a proof', { previous: PREVIOUS, proof: 'x.y.z', repository: 'a/b', type: 'x' }],
  ])('has the digest of its bytes without its proof, where its events hold %s', (_what, event) => {
    const at = START;
    const body = { ...BODY, events: [{ at, ...(event as object) }], opening: { ...OPENING, proof: 'x.y.z' } };
    for (const proof of ['x.y.z', null]) {
      const link = parse(
        serializeLink({
          ...buildLink({ ...body, state: 'refused' } as never, PLACE, PREVIOUS),
          opening: undefined,
          proof,
        } as never),
      );
      expect(linkFileDigest(link, Buffer.from(serializeLink(link)))).toBe(linkDigest(link));
    }
    const opened = parse(serializeLink({ ...buildLink(body as never, PLACE, PREVIOUS), proof: 'x.y.z' }));
    const file = Buffer.from(`before${serializeLink(opened)}`).subarray('before'.length);
    expect(linkFileDigest(opened, file)).toBe(linkDigest(opened));
  });

  it('can be written whatever the events hold', () => {
    const event = { type: 'interrupted', signal: '\ud800', at: START } as const;
    const link = buildLink({ ...BODY, events: [event] }, PLACE, PREVIOUS);
    expect(parse(serializeLink({ ...link, proof: 'x' })).events).toEqual([{ ...event, signal: '\ufffd' }]);
    const record = {
      session: 's',
      drill: true,
      outcome: 'failed',
      code: null,
      message: '\udc00',
      digest: null,
    } as const;
    const facts = { ...record, plan: null, approvers: [], events: [event], unproven: 1 };
    expect(JSON.parse(serializeRecord(buildRecord(facts)))).toMatchObject({
      message: '\ufffd',
      timeline: [event.type].map((type) => ({ type })),
    });
  });

  it.each<[string, string]>([
    ['pretty JSON', `${JSON.stringify(LINK, null, 2)}\n`],
    ['no newline', serializeLink(LINK).trimEnd()],
    ['two newlines', `${serializeLink(LINK)}\n`],
    ['a byte order mark', `\ufeff${serializeLink(LINK)}`],
    ['keys in another order', `${JSON.stringify(LINK)}\n`],
    ['a key twice', serializeLink(LINK).replace('{', '{"at":"2026-01-01T00:00:00.000Z",')],
    ['a number written otherwise', serializeLink(LINK).replace('"runAttempt":1', '"runAttempt":1.0')],
    ['an escape written otherwise', serializeLink(LINK).replace('acme-prod', '\\u0061cme-prod')],
    ['not JSON', 'x'],
    ['nothing', ''],
    ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['a list', '[]\n'],
    ['an unknown key', rewritten({ ...LINK, note: 'x' })],
    ['a key of Object.prototype', rewritten({ ...LINK, constructor: 'x' })],
    ['another version', rewritten({ ...LINK, version: 2 })],
    ['a session with a slash', rewritten({ ...LINK, session: '../x' })],
    ['number 0', rewritten({ ...LINK, sequence: 0 })],
    ['half a number', rewritten({ ...LINK, sequence: 1.5 })],
    ['an unknown state', rewritten({ ...LINK, state: 'done' })],
    ['a repository without owner', rewritten({ ...LINK, repository: 'playbooks' })],
    ['a repository id as text', rewritten({ ...LINK, repositoryId: '4711' })],
    ['a run id that is none', rewritten({ ...LINK, runId: 'x' })],
    ['an empty environment', rewritten({ ...LINK, environment: '' })],
    ['a time without milliseconds', rewritten({ ...LINK, at: '2026-11-21T02:13:00Z' })],
    ['a time that is none', rewritten({ ...LINK, at: '2026-13-21T02:13:00.000Z' })],
    ['a short hash', rewritten({ ...LINK, previous: 'abc' })],
    ['an event without a time', rewritten({ ...LINK, events: [{ type: 'planned' }] })],
    ['events that are no list', rewritten({ ...LINK, events: {} })],
    ['no proof key', rewritten({ ...LINK, proof: undefined })],
    ['an opening link without a proof', rewritten({ ...LINK, proof: null })],
    ['an opening link without an environment', rewritten({ ...LINK, environment: null })],
    ['an opening link without its opening', rewritten({ ...LINK, opening: undefined })],
    ['another link with an opening', rewritten({ ...CLOSED, opening: {} })],
    ['files on a link that closes nothing', rewritten({ ...LINK, files: CLOSED.files })],
    ['a closed link without its files', rewritten({ ...CLOSED, files: undefined })],
    ['a closed link without its report', rewritten({ ...CLOSED, files: { 'record.json': PREVIOUS } })],
    ['another file', rewritten({ ...CLOSED, files: { ...CLOSED.files, 'x.md': PREVIOUS } })],
    ['an unproven refusal of a session that was opened', rewritten({ ...CLOSED, state: 'refused', proof: null })],
  ])('is refused with %s', (_what, text) => {
    expect(() => parse(text)).toThrow(invalid);
  });

  it('is refused when it is no UTF-8', () => {
    expect(() => parseLink(Buffer.from([0x7b, 0xff, 0x7d, 0x0a]))).toThrow(invalid);
  });
});

describe('paths', () => {
  it('tell real sessions and drills apart, and have the day of the first link', () => {
    expect(linkPath(sessionFolder('inc-1-101', false, START), LINK)).toBe(
      'audit/2026/11/21/inc-1-101/0001-opened.json',
    );
    expect(linkPath(sessionFolder('inc-1-101', true, START), CLOSED)).toBe(
      'drill/2026/11/21/inc-1-101/0003-closed.json',
    );
    expect(parseLinkPath('drill/2026/11/21/inc-1-101/0003-closed.json')).toEqual({
      folder: 'drill/2026/11/21/inc-1-101',
      session: 'inc-1-101',
      sequence: 3,
    });
  });

  it.each(['audit/x', 'drill/x', 'audit', 'AUDIT/x', 'audit.json', 'Drill/2026'])('%s is in the trail', (path) => {
    expect(isTrailPath(path)).toBe(true);
  });

  it.each(['auditor/x', 'README.md', 'x/audit/y', 'audit.json.bak', ''])('%j is not in the trail', (path) => {
    expect(isTrailPath(path)).toBe(false);
  });
});

describe('the genesis', () => {
  it('is read in exactly the form in which it is written', () => {
    const text = genesis('acme/playbooks', 4711, START);
    expect(parseGenesis(Buffer.from(text))).toEqual({
      version: 1,
      repository: 'acme/playbooks',
      repositoryId: 4711,
      at: START,
    });
    for (const wrong of [
      text.trimEnd(),
      ` ${text}`,
      text.replace('}', ',"x":1}'),
      text.replace('4711', '"4711"'),
      '{}\n',
      '',
    ]) {
      expect(() => parseGenesis(Buffer.from(wrong))).toThrow(invalid);
    }
  });
});
