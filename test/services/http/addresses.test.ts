import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressRefusal } from '../../../action/services/http/address.ts';

interface Corpus {
  readonly allowed: readonly string[];
  readonly refused: Readonly<Record<string, readonly string[]>>;
}

const CORPUS: Corpus = JSON.parse(readFileSync(new URL('addresses.json', import.meta.url), 'utf8'));
const REFUSED = Object.entries(CORPUS.refused).flatMap(([why, addresses]) =>
  addresses.map((address) => ({ why, address })),
);
const PUBLIC = { drill: false, privateNetworks: [] };
const EVERYTHING = { drill: false, privateNetworks: ['0.0.0.0/0', '::/0'] };
const DRILL = { drill: true, privateNetworks: ['0.0.0.0/0'] };

describe('an address', () => {
  it.each(CORPUS.allowed)('that is public is allowed: %s', (address) => {
    expect(addressRefusal(address, PUBLIC)).toBeUndefined();
  });

  it.each(REFUSED)('is refused as $why: $address', ({ address, why }) => {
    expect(addressRefusal(address, PUBLIC)).toContain(why);
  });

  it.each(REFUSED.filter(({ why }) => why === 'private' || why === 'CGNAT'))(
    'is allowed where the install allows its network: $address',
    ({ address }) => {
      expect(addressRefusal(address, EVERYTHING)).toBeUndefined();
    },
  );

  it.each(REFUSED.filter(({ why }) => why !== 'private' && why !== 'CGNAT'))(
    'is refused whatever the install allows: $address ($why)',
    ({ address, why }) => {
      expect(addressRefusal(address, EVERYTHING)).toContain(why);
    },
  );

  it('is allowed by its own network alone', () => {
    const reach = { drill: false, privateNetworks: ['10.1.0.0/16', 'fd12::/32'] };
    expect(addressRefusal('10.1.2.3', reach)).toBeUndefined();
    expect(addressRefusal('fd12::1', reach)).toBeUndefined();
    for (const address of ['10.2.0.1', '192.168.0.1', 'fd13::1', '::ffff:10.1.2.3']) {
      expect(addressRefusal(address, reach)).toBeDefined();
    }
  });

  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    'ten/8',
    '::/129',
    '10.0.0.0/8.5',
  ])('is not allowed by a block that is none: "%s"', (block) => {
    expect(addressRefusal('10.0.0.1', { drill: false, privateNetworks: [block] })).toBe('private');
  });
});

describe('in a drill', () => {
  it.each(['127.0.0.1', '127.0.0.2', '::1'])('this machine is allowed: %s', (address) => {
    expect(addressRefusal(address, DRILL)).toBeUndefined();
  });

  it.each([...CORPUS.allowed, ...REFUSED.flatMap(({ why, address }) => (why === 'loopback' ? [] : [address]))])(
    'nothing else is: %s',
    (address) => {
      expect(addressRefusal(address, DRILL)).toBeDefined();
    },
  );
});

describe('any IPv4 address', () => {
  const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));

  it('is judged the same, however it is put into IPv6: never allowed there', () => {
    fc.assert(
      fc.property(octets, ([a, b, c, d]) => {
        const v4 = `${a}.${b}.${c}.${d}`;
        const hex = [a * 256 + b, c * 256 + d].map((part) => part.toString(16));
        const forms = [
          `::ffff:${v4}`,
          `::${v4}`,
          `64:ff9b::${v4}`,
          `::ffff:${hex.join(':')}`,
          `2002:${hex.join(':')}::1`,
        ];
        for (const form of forms) expect(addressRefusal(form, EVERYTHING)).toBeDefined();
      }),
    );
  });
});
