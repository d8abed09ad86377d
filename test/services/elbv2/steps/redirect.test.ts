import { describe, expect, it } from 'vitest';
import { createdRule, type ListenerRules } from '../../../../action/services/elbv2/rules-model.ts';
import { redirect } from '../../../../action/services/elbv2/steps/redirect.ts';
import { IDS, LISTENER, rulesAt, UNIT, wrongIn } from '../rules.ts';

const TO = { status: 302, host: 'standby.example.com' };
const PARAMS = { listener: LISTENER, hosts: ['shop.example.com'], to: TO };

function change(to: object) {
  return redirect.change(rulesAt(1), { ...PARAMS, to: { ...TO, ...to } }, IDS);
}

describe('a redirect', () => {
  it('keeps what it does not name as it was asked for', () => {
    const { after, diff } = change({ port: '8443', protocol: 'HTTPS' });
    expect(createdRule(after as ListenerRules, UNIT)?.actions).toEqual([
      {
        type: 'redirect',
        status: 'HTTP_302',
        protocol: 'HTTPS',
        port: '8443',
        host: 'standby.example.com',
        path: '/#{path}',
        query: '#{query}',
      },
    ]);
    expect(diff[0]?.after).toBe('redirect 302 to HTTPS://standby.example.com:8443/#{path}?#{query}, priority 1');
  });

  it.each<[string, object, string]>([
    ['without a status', { status: undefined }, '/to'],
    ['with a status of 307', { status: 307 }, '/to/status'],
    ['to another protocol', { protocol: 'FTP' }, '/to/protocol'],
    ['to port 0', { port: '0' }, '/to/port'],
    ['to a port above 65535', { port: '65536' }, '/to/port'],
    ['to a port that is a number', { port: 443 }, '/to/port'],
    ['to an empty host', { host: '' }, '/to/host'],
    ['to a host of 129 characters', { host: 'a'.repeat(129) }, '/to/host'],
    ['to a path without a slash', { path: 'a' }, '/to/path'],
    ['to a path of 129 characters', { path: `/${'a'.repeat(128)}` }, '/to/path'],
    ['to a query of 129 characters', { query: 'a'.repeat(129) }, '/to/query'],
  ])('is refused before the gate %s', (_, to, path) => {
    const params = JSON.parse(JSON.stringify({ ...PARAMS, to: { ...TO, ...to } }));
    expect(wrongIn(redirect.params, params)).toContain(path);
  });
});
