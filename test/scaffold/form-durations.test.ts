import { describe, expect, it } from 'vitest';
import type { BreakglassError } from '../../action/domain/error.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import { dispatchWorkflow } from '../../action/scaffold/dispatch-workflow.ts';
import { registry } from '../../action/services/registry.ts';
import { install, PIN, playbook, role } from './documents.ts';
import { formOf } from './form.ts';

describe('the durations that a form offers', () => {
  const longStep = { id: 'drain', uses: 'elbv2/deregister-targets' };
  const draining = (within: string) => ({
    inputs: { group: { type: 'string' }, wait: { type: 'string', default: '20m' } },
    steps: [{ ...longStep, with: { 'target-group': 'arn:aws:x', targets: [{ id: 'i-1' }], 'drain-within': within } }],
  });
  const offered = (of: JsonObject, roleOf: JsonObject, installs = [install()]) => {
    const file = dispatchWorkflow({ playbook: playbook(of), role: role(roleOf), installs, registry }, PIN);
    return formOf(file)['duration']?.['options'];
  };
  const SERVES = { serves: ['elbv2/deregister-targets'] };

  it('leaves time for the steps, and for undoing them', () => {
    const of = { ...draining('12m'), 'max-duration': '1h' };
    expect(offered(of, { ...SERVES, 'max-session': '1h' })).toEqual(['15m', '30m', '45m', '46m']);
  });

  it.each([
    [['10%', '50%', '100%'], '5m', ['15m', '30m', '45m', '56m']],
    [['10%', '50%', '100%'], '${{ inputs.wait }}', ['5m', '10m', '15m', '30m', '45m', '58m']],
    ['${{ inputs.wait }}', '5m', ['5m', '10m', '15m', '30m', '45m', '58m']],
  ])(
    'leaves time for watching each stage of a gradual change, where it is known: in %j every %s',
    (shares, every, options) => {
      const shift = { listener: 'arn:aws:x', to: 'arn:aws:y', in: shares, every };
      const steps = [{ id: 'shift', uses: 'elbv2/shift-weights', with: shift }];
      const of = { inputs: { wait: { type: 'string', default: '20m' } }, steps, 'max-duration': '1h' };
      expect(offered(of, { 'max-session': '1h' })).toEqual(options);
    },
  );

  it('counts a step whose time is an input with the time of its kind', () => {
    const of = { ...draining('${{ inputs.wait }}'), 'max-duration': '1h' };
    expect(offered(of, { ...SERVES, 'max-session': '1h' })).toEqual(['10m', '15m', '30m', '45m', '52m']);
  });

  it('offers a temporary change that outlives the job only where every install has a recovery', () => {
    const of = { revert: 'at-end', 'max-duration': '8h' };
    const recovery = {
      'recover-roles': { 'load-balancer': 'arn:aws:iam::123456789012:role/breakglass/recover' },
      'sealer-role': 'arn:aws:iam::123456789012:role/breakglass/sealer',
    };
    const session = { 'max-session': '20m' };
    expect(offered(of, session, [install(recovery)])).toEqual(['5m', '10m', '15m', '18m', '6h', '8h']);
    const both = [install(recovery), install({ install: 'acme-test' })];
    expect(offered(of, session, both)).toEqual(['5m', '10m', '15m', '18m']);
  });

  it('refuses a playbook of which the plan takes no duration at all', () => {
    const of = { ...draining('12m'), 'max-duration': '1h' };
    expect(() => offered(of, { ...SERVES, 'max-session': '20m' })).toThrow(
      expect.objectContaining({ code: 'duration-too-long' } satisfies Partial<BreakglassError>),
    );
    expect(() => offered({ ...of, 'max-duration': '10m' }, { ...SERVES, 'max-session': '1h' })).toThrow(
      expect.objectContaining({ code: 'duration-too-short' } satisfies Partial<BreakglassError>),
    );
  });
});
