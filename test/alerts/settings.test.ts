import { describe, expect, it } from 'vitest';
import { addressProblem } from '../../action/alerts/address.ts';
import { readAlertSettings } from '../../action/alerts/settings.ts';
import { asBreakglassError } from '../../action/domain/error.ts';
import { isLoopback } from '../../action/runtime/test-mode.ts';

const KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const URL_OK = 'https://hooks.example.com/services/T0/B0/secret-path';

function settings(secret: unknown, drill = false) {
  const masked: string[] = [];
  const text = typeof secret === 'string' ? secret : JSON.stringify(secret);
  const read = readAlertSettings(text, { drill, isLoopback, mask: (each) => void masked.push(each) });
  return { read, masked };
}

describe('where an alert may go', () => {
  it.each([
    'https://hooks.slack.com/services/T/B/x',
    'https://alerts.acme.example:8443/breakglass?tenant=1',
    'https://203.0.113.7/hook',
    'https://[2001:db8::7]/hook',
  ])('takes %s', (url) => {
    expect(addressProblem(url, { drill: false, isLoopback })).toBeUndefined();
  });

  it.each([
    'http://hooks.example.com/x',
    'ftp://hooks.example.com/x',
    'not a url',
    'https://user@hooks.example.com/x',
    'https://user:pass@hooks.example.com/x',
    'https://hooks.example.com/x#fragment',
    'https://localhost/x',
    'https://hooks.localhost./x',
    'https://metadata.google.internal/x',
    'https://127.0.0.1/x',
    'https://127.1/x',
    'https://2130706433/x',
    'https://0x7f000001/x',
    'https://0/x',
    'https://10.1.2.3/x',
    'https://172.31.255.1/x',
    'https://192.168.0.1/x',
    'https://100.64.0.1/x',
    'https://169.254.169.254/latest/meta-data/',
    'https://224.0.0.1/x',
    'https://[::1]/x',
    'https://[::]/x',
    'https://[::ffff:169.254.169.254]/x',
    'https://[64:ff9b::a9fe:a9fe]/x',
    'https://[fd00:ec2::254]/x',
    'https://[fe80::1]/x',
  ])('refuses %s', (url) => {
    expect(addressProblem(url, { drill: false, isLoopback })).toBeDefined();
  });

  it.each(['https://hooks.example.com/x', 'https://203.0.113.7/x', 'http://localhost:1/x', 'http://10.0.0.1/x'])(
    'refuses %s in a drill, which never pages anyone',
    (url) => {
      expect(addressProblem(url, { drill: true, isLoopback })).toBeDefined();
    },
  );

  it('takes loopback in a drill', () => {
    expect(addressProblem('http://127.0.0.1:8080/x', { drill: true, isLoopback })).toBeUndefined();
  });
});

describe('the secret BREAKGLASS_ALERTS', () => {
  it('gives a webhook its address and its key', () => {
    const { read } = settings({ ops: { url: URL_OK, secret: KEY } });
    expect(read.addressOf('ops', 'webhook')).toEqual({ url: URL_OK, key: Buffer.alloc(32, 7) });
  });

  it('gives slack its address alone', () => {
    const { read } = settings({ chat: { url: URL_OK } });
    expect(read.addressOf('chat', 'slack')).toEqual({ url: URL_OK, key: undefined });
  });

  it('masks every address and key before anything is said, of alerts too that nobody names', () => {
    const { masked } = settings({ ops: { url: URL_OK, secret: KEY }, wrong: { deep: ['also-a-secret'] } });
    expect(masked).toEqual(expect.arrayContaining([URL_OK, KEY, KEY.slice(6), 'also-a-secret']));
  });

  it('masks the lines of a text that is no JSON, and no braces of one that is', () => {
    expect(settings(`{"ops": ${URL_OK}`).masked).toEqual([`{"ops": ${URL_OK}`]);
    expect(settings(`{\n"ops": {\n"url": "${URL_OK}"\n}\n}`).masked).toEqual([URL_OK]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"ops": https://leaks.example/x'],
    ['a list', ['https://leaks.example/x']],
    ['another name', { other: { url: 'https://leaks.example/x', secret: KEY } }],
    ['no object', { ops: 'https://leaks.example/x' }],
    ['no url', { ops: { secret: KEY } }],
    ['a url of another type', { ops: { url: 7, secret: KEY } }],
    ['another key', { ops: { url: URL_OK, secret: KEY, leaks: 'https://leaks.example/x' } }],
    ['a url that is refused', { ops: { url: 'http://leaks.example/x', secret: KEY } }],
    ['no key', { ops: { url: 'https://leaks.example/x' } }],
    ['a key in another form', { ops: { url: 'https://leaks.example/x', secret: 'hunter2-leaks' } }],
    ['a short key', { ops: { url: 'https://leaks.example/x', secret: `whsec_${Buffer.alloc(8).toString('base64')}` } }],
    ['a name of Object.prototype', '{"__proto__": {"ops": {"url": "https://leaks.example/x"}}}'],
  ])('is refused as alert-misconfigured with %s, and the error tells none of it', (_what, secret) => {
    const { read } = settings(secret);
    let error: unknown;
    try {
      read.addressOf('ops', 'webhook');
    } catch (thrown) {
      error = thrown;
    }
    const { code, message, hint } = asBreakglassError(error);
    expect(code).toBe('alert-misconfigured');
    expect(`${message} ${hint}`).not.toMatch(/leaks|hunter2|whsec_[A-Za-z0-9]/);
  });

  it('refuses a key for slack, which would not use it', () => {
    const { read } = settings({ chat: { url: URL_OK, secret: KEY } });
    expect(() => read.addressOf('chat', 'slack')).toThrow(expect.objectContaining({ code: 'alert-misconfigured' }));
  });
});
