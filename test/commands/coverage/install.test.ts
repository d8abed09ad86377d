import { describe, expect, it } from 'vitest';
import { playbookFolder } from '../playbook-folder.ts';
import { INSTALL, ROLE, starterRole } from './roles.ts';

const { put, edit, validate } = playbookFolder();

const RECOVERED = `recover-roles:
  load-balancer: arn:aws:iam::123456789012:role/breakglass/acme-prod-load-balancer-recover
sealer-role: arn:aws:iam::123456789012:role/breakglass/acme-prod-sealer
`;

describe('an install that enables a role', () => {
  it.each([
    ['that a reviewer lets into its environment reads its key', `${RECOVERED}recover: approval\n`],
    ['is none, and nobody is to read its key', ''],
  ])('is valid where a recovery %s', (_, lines) => {
    edit(INSTALL, 'requesters:', `${lines}state-key: true\nrequesters:`);
    expect(validate()).toMatchObject({ exitCode: 0, found: [] });
  });

  it.each<[string, () => void, readonly RegExp[]]>([
    [
      'in a Region that the role is not for',
      () => put(ROLE, starterRole({ regions: ['eu-west-1', 'eu-central-1'] })),
      [/^playbooks\/installs\/acme-prod\.yml:\d+:3: role-lacks-grant$/],
    ],
    [
      'from networks that the role does not know',
      () => {
        put(ROLE, starterRole({ 'source-networks': ['203.0.113.0/24'] }));
        edit(INSTALL, 'requesters:', 'source-networks: [198.51.100.0/24]\nrequesters:');
      },
      [/^playbooks\/installs\/acme-prod\.yml:\d+:3: role-lacks-grant$/],
    ],
    [
      'from networks that are none',
      () => edit(INSTALL, 'requesters:', 'source-networks: [198.51.100.0/24, 198.51.100.0/99]\nrequesters:'),
      [/^playbooks\/installs\/acme-prod\.yml:\d+:36: invalid-value$/],
    ],
    [
      'with a key of the state that its recovery cannot read',
      () => edit(INSTALL, 'requesters:', `${RECOVERED}state-key: true\nrequesters:`),
      [/^playbooks\/installs\/acme-prod\.yml:\d+:12: invalid-value$/],
    ],
  ])('is refused %s', (_what, change, expected) => {
    change();
    expect(validate()).toMatchObject({ exitCode: 1, found: expected.map((each) => expect.stringMatching(each)) });
  });
});

describe('source networks', () => {
  it.each([
    ['203.0.113.7/24', '203.0.113.0/24', '203.0.113.7/32'],
    ['10.255.255.255/8', '10.0.0.0/8', '10.255.255.255/32'],
    ['1.2.3.4/0', '0.0.0.0/0', '1.2.3.4/32'],
    ['2001:db8::1/32', '2001:db8::/32', '2001:db8::1/128'],
    ['2001:db8:0:1::ffff/120', '2001:db8:0:1::ff00/120', '2001:db8:0:1::ffff/128'],
  ])('refuses %s, of which AWS would take %s', (block, network, single) => {
    put(ROLE, starterRole({ 'source-networks': [block] }));
    expect(validate().lines.join('\n')).toContain(
      `all of ${network}\n  write ${network} for the network, or ${single} for`,
    );
  });

  it.each(['203.0.113.0/24', '203.0.113.7/32', '0.0.0.0/0', '2001:db8::/32', '2001:db8:0:1::ff00/120', '::1/128'])(
    'accepts %s',
    (block) => {
      put(ROLE, starterRole({ 'source-networks': [block] }));
      expect(validate()).toMatchObject({ exitCode: 0, found: [] });
    },
  );

  it.each(['300.0.113.0/24', '203.0.113.0/33', '2001:db8::/129', '1.2.3/8'])(
    'refuses %s, and says what to write',
    (block) => {
      put(ROLE, starterRole({ 'source-networks': [block] }));
      expect(validate().lines.join('\n')).toMatch(
        /invalid-value: ".*" is not an IP address or CIDR block\n {2}write a block such as 203\.0\.113\.0\/24/,
      );
    },
  );
});
