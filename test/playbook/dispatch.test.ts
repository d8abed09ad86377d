import { describe, expect, it } from 'vitest';
import { requestFromDispatch } from '../../action/playbook/dispatch.ts';
import { registry } from '../../action/services/registry.ts';
import { refusal, sampleRequest } from './sample.ts';

const FIELDS = {
  playbook: 'shift-traffic',
  install: 'acme-prod',
  incident: 'INC-4711',
  reason: 'Payment latency 20-30 s, order queue at 250,000 and growing',
  commander: 'carol',
  confirmed: 'Customers see errors on this listener now',
  duration: '30m',
  inputs: 'listener: web-https\nto: green\npercent: 100',
  accept: '',
  'on-drift': '',
};

function dispatch(fields: Readonly<Record<string, string>>, name = 'inc-4711') {
  return requestFromDispatch({ ...FIELDS, ...fields }, name, registry);
}

describe('a request from the fields of a dispatch', () => {
  it('is the same as the request in a file', () => {
    expect(dispatch({})).toEqual(sampleRequest());
  });

  it('reads inputs as JSON too, and lists one entry a line', () => {
    const request = dispatch({
      inputs: '{"listener": "web-https", "to": "green", "percent": 100}',
      confirmed: '- Customers see errors on this listener now\n\n  - Another\n',
      accept: 'shift\nsensitive-state\n',
      'on-drift': 'proceed',
    });
    expect(request.inputs).toEqual(sampleRequest().inputs);
    expect(request.confirmed).toEqual(['Customers see errors on this listener now', 'Another']);
    expect(request.accept).toEqual(['shift', 'sensitive-state']);
    expect(request.onDrift).toBe('proceed');
  });

  it('names the session that it goes on from', () => {
    expect(dispatch({ undo: 'inc-4711-42', inputs: '{}' }).undo).toBe('inc-4711-42');
    expect(dispatch({ extends: 'inc-4711-42' }).extends).toBe('inc-4711-42');
    expect(dispatch({ undo: '', extends: ' ' })).toEqual(sampleRequest());
  });

  it('reads the line ends of a browser', () => {
    const request = dispatch({ confirmed: 'One\r\nTwo\r\n', reason: 'One\r\nTwo' });
    expect([request.confirmed, request.reason]).toEqual([['One', 'Two'], 'One\nTwo']);
  });

  it.each([
    ['a missing field', { reason: '  ' }, 'missing-key'],
    ['an unknown field', { reasons: 'x' }, 'unknown-key'],
    ['a field of the prototype', { constructor: 'x' }, 'unknown-key'],
    ['a path as a playbook', { playbook: '../installs/acme-prod' }, 'invalid-name'],
    ['a second line in the incident', { incident: 'INC\n::error::x' }, 'invalid-value'],
    ['a control character', { reason: 'a\u001b[2Jb' }, 'control-character'],
    ['a bidirectional override', { reason: 'a\u202eb' }, 'control-character'],
    ['inputs that are no mapping', { inputs: '[1]' }, 'wrong-type'],
    ['inputs with an alias', { inputs: 'a: &x 1\nb: *x' }, 'yaml-alias'],
    ['a drift policy that is none', { 'on-drift': 'ignore' }, 'invalid-value'],
    ['a duration in words', { duration: 'an hour' }, 'invalid-value'],
    ['a path as a session', { undo: '../x', inputs: '' }, 'invalid-name'],
    ['an undo with inputs', { undo: 'inc-4711-42' }, 'invalid-value'],
    ['an undo that extends', { undo: 'inc-4711-42', extends: 'inc-4711-43', inputs: '' }, 'invalid-value'],
  ])('refuses %s', (_what, fields, code) => {
    expect(refusal(() => dispatch(fields)).code).toBe(code);
  });

  it('refuses a name that is a path', () => {
    expect(refusal(() => dispatch({}, '../x')).code).toBe('invalid-name');
  });
});
