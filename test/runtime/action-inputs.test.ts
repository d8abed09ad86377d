import { describe, expect, it } from 'vitest';
import { readActionInputs } from '../../action/runtime/action-inputs.ts';
import { readRunnerEnvironment } from '../../action/runtime/environment.ts';
import { HOSTED } from './variables.ts';

const BY_FILE = {
  INPUT_COMMAND: 'run',
  INPUT_REQUEST: 'playbooks/requests/2026-11-21-inc-4711.yml',
  'INPUT_GITHUB-TOKEN': 'token',
};
const BY_INPUTS = {
  INPUT_COMMAND: 'plan',
  'INPUT_REQUEST-NAME': 'inc-4711',
  INPUT_PLAYBOOK: 'shift-traffic',
  INPUT_INSTALL: 'acme-prod',
  INPUT_INCIDENT: 'INC-4711',
  INPUT_REASON: ' latency ',
  INPUT_COMMANDER: 'carol',
  INPUT_CONFIRMED: 'first\r\n\n  second\n',
  INPUT_DURATION: '30m',
  INPUT_INPUTS: '{"to":"green"}',
  'INPUT_GITHUB-TOKEN': 'token',
};
const refused = (name: string) =>
  expect.objectContaining({ code: 'invalid-input', hint: expect.stringContaining(`"${name}"`) });

describe('the inputs of the action', () => {
  it.each([
    ['too short', Buffer.alloc(31, 7).toString('base64')],
    ['too long', Buffer.alloc(33, 7).toString('base64')],
    ['hexadecimal', Buffer.alloc(32, 7).toString('hex')],
    ['not as it would be written', `${Buffer.alloc(32, 7).toString('base64')}=`],
    ['no base64', 'correct horse battery staple'],
  ])('refuses a key of the state that is %s, and does not say it', (_, key) => {
    const read = () => readActionInputs({ ...BY_FILE, 'INPUT_STATE-KEY': key });
    expect(read).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(read).not.toThrow(key);
  });

  it('reads a request file and fills in defaults', () => {
    expect(readActionInputs(BY_FILE)).toEqual({
      command: 'run',
      request: { path: BY_FILE.INPUT_REQUEST },
      seen: '',
      page: '',
      session: '',
      install: '',
      alerts: '',
      stateKey: '',
      digest: undefined,
      auditBranch: 'break-glass-audit',
      token: 'token',
    });
  });

  it('reads a request by inputs, lists line by line and inputs as JSON', () => {
    expect(readActionInputs(BY_INPUTS).request).toEqual({
      dispatch: {
        name: 'inc-4711',
        playbook: 'shift-traffic',
        install: 'acme-prod',
        incident: 'INC-4711',
        reason: 'latency',
        commander: 'carol',
        confirmed: ['first', 'second'],
        duration: '30m',
        inputs: { to: 'green' },
        accept: [],
        onDrift: 'refuse',
      },
    });
  });

  it.each(['plan', 'record-refusal'])('leaves %s to find the request that the change adds', (command) => {
    const given = { INPUT_COMMAND: command, 'INPUT_GITHUB-TOKEN': 'token' };
    expect(readActionInputs(given).request).toBeUndefined();
  });

  it('never leaves a run job to find its request', () => {
    const given = { INPUT_COMMAND: 'run', 'INPUT_GITHUB-TOKEN': 'token' };
    expect(() => readActionInputs(given)).toThrow(refused('request-name'));
  });

  it.each(['comment', 'recover', 'incident'])('asks no request of %s', (command) => {
    const given = { ...BY_INPUTS, INPUT_COMMAND: command, INPUT_REASON: '' };
    expect(readActionInputs(given).request).toBeUndefined();
  });

  it('takes the one install that a recovery acts on, and of no other command', () => {
    const recover = { INPUT_COMMAND: 'recover', 'INPUT_GITHUB-TOKEN': 'token' };
    expect(readActionInputs({ ...recover, INPUT_INSTALL: 'acme-prod' }).install).toBe('acme-prod');
    expect(readActionInputs(recover).install).toBe('');
    expect(readActionInputs(BY_INPUTS).install).toBe('');
  });

  it.each([
    ['command', { INPUT_COMMAND: 'destroy' }],
    ['command', { INPUT_COMMAND: '' }],
    ['install', { INPUT_INSTALL: 'acme-prod' }],
    ['install', { INPUT_COMMAND: 'recover', INPUT_INSTALL: '../acme' }],
    ['digest', { INPUT_DIGEST: 'ABC' }],
    ['audit-branch', { 'INPUT_AUDIT-BRANCH': '../main' }],
    ['audit-branch', { 'INPUT_AUDIT-BRANCH': '-x' }],
    ['audit-branch', { 'INPUT_AUDIT-BRANCH': 'a//b' }],
    ['github-token', { 'INPUT_GITHUB-TOKEN': '' }],
  ])('refuses a wrong "%s" beside a request file', (name, change) => {
    expect(() => readActionInputs({ ...BY_FILE, ...change })).toThrow(refused(name));
  });

  it.each([
    ['playbook', { INPUT_PLAYBOOK: ' ' }],
    ['commander', { INPUT_COMMANDER: undefined }],
    ['inputs', { INPUT_INPUTS: '[1]' }],
    ['inputs', { INPUT_INPUTS: '{to: green}' }],
    ['on-drift', { 'INPUT_ON-DRIFT': 'true' }],
  ])('refuses a wrong "%s" of a request by inputs', (name, change) => {
    expect(() => readActionInputs({ ...BY_INPUTS, ...change })).toThrow(refused(name));
  });
});

describe("the runner's variables", () => {
  it('are read as they are', () => {
    expect(readRunnerEnvironment(HOSTED)).toMatchObject({
      owner: 'acme',
      name: 'break-glass',
      runId: '4711',
      runAttempt: 1,
      oidc: { token: 'request-token' },
    });
  });

  it('say that there is no OIDC when the job may not ask for a token', () => {
    const { oidc } = readRunnerEnvironment({ ...HOSTED, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined });
    expect(oidc).toBeUndefined();
  });

  it.each(['GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'GITHUB_SHA', 'GITHUB_API_URL'])('have to hold %s', (name) => {
    const missing = expect.objectContaining({ code: 'not-in-actions', message: expect.stringContaining(name) });
    expect(() => readRunnerEnvironment({ ...HOSTED, [name]: undefined })).toThrow(missing);
  });

  it.each([
    ['GITHUB_REPOSITORY', 'acme/break-glass/x'],
    ['GITHUB_RUN_ID', '../1'],
    ['GITHUB_SHA', 'main'],
    ['GITHUB_RUN_ATTEMPT', 'first'],
  ])('are refused with %s=%s', (name, value) => {
    expect(() => readRunnerEnvironment({ ...HOSTED, [name]: value })).toThrow(
      expect.objectContaining({ code: 'not-in-actions' }),
    );
  });
});
