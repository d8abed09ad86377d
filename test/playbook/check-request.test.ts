import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../action/playbook/check-request.ts';
import { refusal, replacing, sampleInstall, samplePlaybook, sampleRequest, sampleRole } from './sample.ts';

type Edit = (text: string) => string;

function check(edits: { request?: Edit; playbook?: Edit; install?: Edit; role?: Edit }) {
  return refusal(() =>
    checkRequest(
      sampleRequest(edits.request),
      samplePlaybook(edits.playbook),
      sampleInstall(edits.install),
      sampleRole(edits.role),
    ),
  );
}

const CRITERION = 'Customers see errors on this listener now';

describe('checking a request against what it names', () => {
  it('accepts the starter request', () => {
    expect(check({}).code).toBe('accepted');
  });

  it.each([
    ['a criterion that is not confirmed', `[${CRITERION}]`, '[Something else entirely]', '8:1'],
    ['a criterion confirmed in other words', CRITERION, 'Customers see error on this listener now', '8:13'],
    ['a criterion confirmed in other case', CRITERION, CRITERION.toLowerCase(), '8:13'],
    ['a criterion confirmed with a space more', `[${CRITERION}]`, `["${CRITERION} "]`, '8:13'],
  ])('refuses %s', (_what, from, to, at) => {
    expect(check({ request: replacing(from, to) })).toEqual({ code: 'criteria-not-confirmed', at });
  });

  it('refuses when one of two criteria is not confirmed', () => {
    const playbook = replacing(`  - ${CRITERION}`, `  - ${CRITERION}\n  - The other group is healthy`);
    expect(check({ playbook }).code).toBe('criteria-not-confirmed');
  });

  it("refuses a duration above the playbook's", () => {
    const at = '9:11';
    expect(check({ request: replacing('30m', '61m') })).toEqual({ code: 'duration-too-long', at });
  });

  it("refuses a duration above the role's maximum session", () => {
    expect(check({ role: replacing('max-session: 1h', 'max-session: 15m') }).code).toBe('duration-too-long');
  });

  it('accepts a duration of exactly the maximum', () => {
    expect(check({ request: replacing('30m', '1h') }).code).toBe('accepted');
  });

  it('refuses an irreversible step that the request does not accept', () => {
    const playbook = replacing('  - id: shift\n', '  - id: shift\n    irreversible: true\n');
    expect(check({ playbook }).code).toBe('irreversible-not-accepted');
    expect(check({ playbook, request: (text) => `${text}accept: [shift]\n` }).code).toBe('accepted');
  });

  it('refuses to accept a step that does not exist', () => {
    const code = 'invalid-value';
    expect(check({ request: (text) => `${text}accept: [shfit]\n` })).toEqual({ code, at: '11:10' });
    expect(check({ request: (text) => `${text}accept: [sensitive-state]\n` }).code).toBe('accepted');
  });

  it('refuses files that do not belong together', () => {
    expect(check({ request: replacing('playbook: shift-traffic', 'playbook: drain') }).code).toBe('unknown-playbook');
    expect(check({ request: replacing('install: acme-prod', 'install: acme-dev') }).code).toBe('unknown-install');
    expect(check({ playbook: replacing('role: load-balancer', 'role: database') }).code).toBe('unknown-role');
    expect(check({ install: replacing('  load-balancer: arn', '  database: arn') }).code).toBe('unknown-role');
  });
});
