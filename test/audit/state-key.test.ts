import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createStateKeeper, type Sealed } from '../../action/audit/state-keeper.ts';
import { createKeyedKeeper } from '../../action/audit/state-key.ts';
import { hide } from '../../action/domain/hidden.ts';
import type { Json } from '../../action/domain/json.ts';
import { leaksIn, WORDS } from '../services/elbv2/secret-words.ts';

const SECRET = randomBytes(32);
const OWN = { session: 'inc-1', owner: 'inc-1' };
const keeper = createKeyedKeeper(SECRET, OWN);
const VALUES = WORDS.map((word) => hide([[word], []]));
const MODEL: Json = { unit: VALUES, plain: 'seen' };
const STEPS: Json = [{ id: 'change', before: keeper.mask(MODEL) }];
const SEALED = keeper.seal(STEPS, VALUES);

/** The same with one byte of one member changed. */
function tampered(key: 'nonce' | 'ciphertext', at: number): Sealed {
  const bytes = Buffer.from(SEALED[key], 'base64');
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return { ...SEALED, [key]: bytes.toString('base64') };
}

describe('the secrets of a state', () => {
  it.each([
    ['under the customer’s key', keeper],
    ['under a key of the process', createStateKeeper()],
  ])('are masked %s so that no word of a list tells one, and the same is the same', (_, { mask }) => {
    const masked = JSON.stringify(mask(MODEL));
    expect(leaksIn(masked, WORDS)).toEqual([]);
    expect(masked).toContain('seen');
    expect(mask(hide('a'))).toEqual(mask(hide('a')));
    expect(mask(hide('a'))).not.toEqual(mask(hide('b')));
    expect(mask(mask(MODEL))).toEqual(mask(MODEL));
  });

  it('have other hashes in another process, and in another line of sessions', () => {
    const others = [
      createStateKeeper(),
      createStateKeeper(),
      keeper,
      createKeyedKeeper(SECRET, { session: 'inc-2', owner: 'inc-2' }),
      createKeyedKeeper(randomBytes(32), OWN),
    ];
    expect(new Set(others.map(({ mask }) => JSON.stringify(mask(hide('a'))))).size).toBe(others.length);
  });

  it('have the same in a session that goes on from another', () => {
    const next = createKeyedKeeper(SECRET, { session: 'inc-2', owner: OWN.owner });
    expect(next.mask(MODEL)).toEqual(keeper.mask(MODEL));
  });

  it('come back from what is sealed beside them, by nobody but who has the key', () => {
    expect(keeper.open(STEPS, SEALED)(keeper.mask(MODEL))).toEqual(MODEL);
    expect(leaksIn(JSON.stringify(SEALED), WORDS)).toEqual([]);
  });

  it('that were not sealed stay masked', () => {
    const masked = keeper.mask(hide('another'));
    expect(keeper.open(STEPS, SEALED)(masked)).toEqual(masked);
  });

  it('are sealed in blocks, so that their length says little, and never twice the same', () => {
    const of = (value: string) => keeper.seal(STEPS, [hide(value)]);
    expect(of('a').ciphertext).toHaveLength(of('a'.repeat(100)).ciphertext.length);
    expect(of('a').nonce).not.toBe(of('a').nonce);
    expect(of('a').ciphertext).not.toBe(of('a').ciphertext);
  });

  it.each<[string, () => unknown]>([
    ['another key', () => createKeyedKeeper(randomBytes(32), OWN).open(STEPS, SEALED)],
    ['another session of the line', () => createKeyedKeeper(SECRET, { ...OWN, session: 'inc-2' }).open(STEPS, SEALED)],
    ['another line of sessions', () => createKeyedKeeper(SECRET, { ...OWN, owner: 'inc-2' }).open(STEPS, SEALED)],
    ['other states beside it', () => keeper.open([{ id: 'change', before: {} }], SEALED)],
    ['a byte of the ciphertext changed', () => keeper.open(STEPS, tampered('ciphertext', 0))],
    ['a byte of the tag changed', () => keeper.open(STEPS, tampered('ciphertext', -1))],
    ['a byte of the nonce changed', () => keeper.open(STEPS, tampered('nonce', 0))],
    ['the ciphertext cut off', () => keeper.open(STEPS, { ...SEALED, ciphertext: SEALED.ciphertext.slice(0, 16) })],
    ['a tag of four bytes', () => keeper.open(STEPS, { ...SEALED, ciphertext: 'AAAAAA==' })],
    ['another version', () => keeper.open(STEPS, { ...SEALED, version: 2 })],
    ['nothing sealed', () => keeper.open(STEPS, undefined)],
  ])('are refused as audit-invalid with %s, never taken for none', (_, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'audit-invalid' }));
  });
});
