import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../action/audit/canonical.ts';
import { valueEnd } from '../../action/audit/canonical-scan.ts';
import { buildLink, type Link, serializeLink } from '../../action/audit/link.ts';
import { parseLink } from '../../action/audit/parse-link.ts';
import { parseUntoldLink } from '../../action/audit/untold-link.ts';
import { OPENING, PLACE, START } from './trail-fixture.ts';

const EVENTS = [
  { at: START, list: [0, -7, true, null, [], {}, [{ a: 'b' }]], type: 'call' },
  { a: { x: 1, xy: 2 }, at: '2026-12-31T23:59:59.999Z', note: '{"type":\n"x\\"}', type: 'told', zone: false },
];

const withEvents = (events: unknown, opening: Link['opening'] = OPENING): string =>
  serializeLink({
    ...buildLink({ session: 'inc-1-101', sequence: 1, state: 'opened', events: [], opening }, PLACE, 'a'.repeat(64)),
    events: events as Link['events'],
    proof: 'x.y.z',
  });

/** What comes of a file, read in one way or the other, but for the events. */
function outcome(parse: (bytes: Uint8Array) => Link, bytes: Uint8Array): string {
  try {
    return JSON.stringify({ ...parse(bytes), events: [] });
  } catch (error) {
    return (error as { readonly message: string }).message;
  }
}

const isSure = (text: string): boolean => valueEnd(Buffer.from(text), 0, 0) === Buffer.byteLength(text);

describe('a link without its events', () => {
  const text = withEvents(EVENTS);
  const bytes = Buffer.from(text);

  it('is the link, but for them', () => {
    expect(parseUntoldLink(bytes)).toEqual({ ...parseLink(bytes), events: [] });
    expect(parseLink(bytes).events).toEqual(EVENTS);
  });

  it('is read where it stands in a larger buffer', () => {
    const within = Buffer.from(`before${text}after`).subarray('before'.length, -'after'.length);
    expect(parseUntoldLink(new Uint8Array(within))).toEqual(parseUntoldLink(bytes));
    expect(parseUntoldLink(within)).toEqual(parseUntoldLink(bytes));
  });

  it.each<[string, unknown]>([
    ['no list', {}],
    ['an item that is no event', ['x']],
    ['a list in the list', [[]]],
    ['an event of nothing', [{}]],
    ['no type', [{ at: START }]],
    ['an empty type', [{ at: START, type: '' }]],
    ['a type that is no text', [{ at: START, type: 77777 }]],
    ['no time', [{ type: 'x' }]],
    ['a time as a number', [{ at: 1_111_111_111, type: 'x' }]],
    ['a time of its parts alone', [{ event: { at: START, type: 'x' } }]],
    ['a time without milliseconds', [{ at: '2026-11-21T02:13:00Z', type: 'x' }]],
    ['a time in another zone', [{ at: '2026-11-21T02:13:00.000+', type: 'x' }]],
    ...['00-01', '13-01', '99-99', '01-00', '01-32', '02-29', '02-30', '04-31', '11-31', '12-31'].map(
      (day) => [`the day ${day}`, [{ at: `2026-${day}T00:00:00.000Z`, type: 'x' }]] as [string, unknown],
    ),
    ...['24:00:00', '24:00:01', '25:00:00', '23:60:00', '23:59:60', '99:99:99'].map(
      (time) => [`the time ${time}`, [{ at: `2026-11-21T${time}.000Z`, type: 'x' }]] as [string, unknown],
    ),
    ['letters of others', [{ at: START, name: 'José, 東京', type: 'x' }]],
    ['a control character', [{ at: START, name: '\u0001\u007f', type: 'x' }]],
    ['keys that look like numbers', [{ 10: 1, 9: 1, at: START, type: 'x' }]],
    ['a key __proto__', [JSON.parse(`{"__proto__":1,"at":"${START}","type":"x"}`)]],
    ['large and broken numbers', [{ at: START, type: 'x', x: [1e21, 0.5, 2 ** 53, 1e-7] }]],
    ['deep nesting', [{ at: START, type: 'x', x: JSON.parse('['.repeat(50) + ']'.repeat(50)) }]],
  ])('is refused or taken as the whole link is, where its events hold %s', (_what, events) => {
    const file = Buffer.from(withEvents(events));
    expect(outcome(parseUntoldLink, file)).toBe(outcome(parseLink, file));
  });

  it.each([
    ['two newlines', `${text}\n`],
    ['no newline', text.slice(0, -1)],
    ['a space after the newline', `${text} `],
    ['a space before it', ` ${text}`],
    ['a byte order mark', `\ufeff${text}`],
    ['an event twice', text.replace('"events":[', '"events":[],"events":[')],
    ['a member of an event twice', text.replace('"type":"call"', '"type":"call","type":"call"')],
    ['a space', text.replace('"list":[0', '"list":[ 0')],
    ['a key out of order', text.replace('"a":{"x":1,"xy":2}', '"a":{"xy":2,"x":1}')],
    ['an escape that is none', text.replace('\\n', '\\x')],
    ['a raw newline', text.replace('\\n', '\n')],
    ['a letter as an escape', text.replace('told', '\\u0074old')],
    ['a slash as an escape', text.replace('acme/playbooks', 'acme\\/playbooks')],
    ['minus zero', text.replace('-7', '-0')],
    ['a leading zero', text.replace('-7', '-07')],
    ['a fraction of nothing', text.replace('-7', '-7.0')],
    ['a list that does not end', '{"events":['],
    ['an object that does not end', '{"events":{'],
    ['a string that does not end', '{"events'],
    ['a string that ends in an escape', '{"events":"\\'],
    ['nothing', ''],
    ['a trailing comma', text.replace('"type":"call"}', '"type":"call",}')],
    ['an item of nothing', text.replace('[0,', '[,0,')],
    ['bytes that are no UTF-8', Buffer.concat([bytes.subarray(0, 200), Buffer.from([0xff]), bytes.subarray(200)])],
    ['a zero byte', text.replace('told', 'to\0d')],
  ])('is refused as the whole link is: %s', (_what, broken) => {
    const file = Buffer.from(broken as string);
    expect(outcome(parseLink, file)).toContain('the file is not');
    expect(outcome(parseUntoldLink, file)).toBe(outcome(parseLink, file));
  });

  it('is refused or taken as the whole link is, whatever any byte of it becomes', () => {
    const others = Buffer.from('"\\{}[]:,-0159 aA.eEtZ~/\n\t\0\x7f\x80\xc3\xff', 'latin1');
    let taken = 0;
    const compare = (changed: Buffer): void => {
      const whole = outcome(parseLink, changed);
      if (whole.startsWith('{')) taken++;
      if (outcome(parseUntoldLink, changed) !== whole) expect.fail(`differs: ${changed.toString('latin1')}`);
    };
    for (let at = 0; at < bytes.length; at++) {
      compare(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
      for (const other of others) {
        const changed = Buffer.from(bytes);
        changed[at] = other;
        compare(changed);
        if (at % 3 === other % 3) {
          compare(Buffer.concat([bytes.subarray(0, at), Buffer.from([other]), bytes.subarray(at)]));
        }
      }
    }
    expect(taken).toBeGreaterThan(500);
  }, 60_000);
});

describe('what is surely canonical', () => {
  it.each([
    '0',
    '-1',
    '999999999999999',
    'true',
    'false',
    'null',
    '""',
    '"a b/c"',
    '"\\"\\\\\\b\\f\\n\\r\\t"',
    '[]',
    '{}',
    '[[],{}]',
    '[1,"x",null]',
    '{"":0,"A":1,"a":{"b":[true]},"aa":2}',
    '{"10":1,"9":2}',
  ])('is seen to be: %s', (text) => {
    expect(isSure(text)).toBe(true);
    expect(canonicalJson(JSON.parse(text) as unknown)).toBe(text);
  });

  it.each([
    '',
    '-',
    '-0',
    '00',
    '01',
    '1.5',
    '1e5',
    '+1',
    '1000000000000000',
    'tru',
    'nul',
    'True',
    'NaN',
    '"',
    '"a',
    '"\\',
    '"\\/"',
    '"\\u0041"',
    '"\\u0001"',
    '"\t"',
    '"\x7f"',
    '"é"',
    '[',
    '[1',
    '[1,',
    '[1,]',
    '[,]',
    '[1 ]',
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '{"a":1,}',
    '{a:1}',
    '{"a" :1}',
    '{"b":1,"a":1}',
    '{"a":1,"a":1}',
    '{"aa":1,"a":1}',
    '{"\\n":1}',
    '{"é":1}',
    '{1:1}',
    '['.repeat(100) + ']'.repeat(100),
  ])('is not taken for sure: %s', (text) => {
    expect(isSure(text)).toBe(false);
  });
});
