import { expect, it } from 'vitest';
import { commonNetworks } from '../../action/policy/networks.ts';

it.each<[string, readonly string[], readonly string[], readonly string[] | undefined]>([
  ['none at all', [], [], []],
  ['those of one list alone', ['192.0.2.0/24'], [], ['192.0.2.0/24']],
  ['those of the other alone, once', [], ['192.0.2.0/24', '192.0.2.0/24'], ['192.0.2.0/24']],
  ['the smaller of two nested ones', ['192.0.2.0/24'], ['192.0.2.64/26'], ['192.0.2.64/26']],
  [
    'the smaller, from either list',
    ['10.1.0.0/16', '192.0.2.7/32'],
    ['10.0.0.0/8', '192.0.2.0/24'],
    ['10.1.0.0/16', '192.0.2.7/32'],
  ],
  ['the smaller of two that begin alike', ['192.0.2.0/24'], ['192.0.2.0/26'], ['192.0.2.0/26']],
  ['an equal one', ['2001:db8::/32'], ['2001:0db8::/32'], ['2001:db8::/32']],
  ['none that is in both', ['192.0.2.0/24'], ['198.51.100.0/24'], undefined],
  ['none of two kinds of address', ['0.0.0.0/0'], ['::/0'], undefined],
])('networks of two lists: %s', (_what, a, b, common) => {
  expect(commonNetworks(a, b)).toEqual(common);
});
