import { describe, expect, it } from 'vitest';
import { RECOVERY_MS } from '../../action/commands/recover/state.ts';
import type { JsonObject } from '../../action/domain/json.ts';
import { ownWorkflow } from './own.ts';
import { type Job, object, walk } from './workflow.ts';

const recover = ownWorkflow('recover');
const call = object(object(recover.data['on'])['workflow_call']);

function job(id: string): Job {
  const found = recover.jobs.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no job ${id}`);
  return found;
}

const given = (id: string): JsonObject => object(job(id).steps[0]?.['with']);
const JOBS = ['recover', 'recover-approved'];

describe('the reusable workflow of recovery', () => {
  it('recovers without an environment, and in that of the install that asks for an approval', () => {
    expect(recover.jobs.map(({ id }) => id)).toEqual(JOBS);
    expect(job('recover').data['environment']).toBeUndefined();
    expect(job('recover-approved').data['environment']).toBe('${{ needs.recover.outputs.waiting-environment }}');
    expect(object(job('recover').data['outputs'])).toEqual({
      'waiting-environment': '${{ steps.recover.outputs.waiting-environment }}',
      'waiting-install': '${{ steps.recover.outputs.waiting-install }}',
    });
  });

  it('lets the approved job act on the one install that waits, and only where one does', () => {
    expect(given('recover')).not.toHaveProperty('install');
    expect(given('recover-approved')['install']).toBe('${{ needs.recover.outputs.waiting-install }}');
    expect(job('recover-approved').data).toMatchObject({
      needs: 'recover',
      // A job without an environment would start without an approval; one whose other work failed has to ask all the same.
      if: "${{ !cancelled() && needs.recover.outputs.waiting-environment != '' }}",
    });
  });

  it.each(JOBS)('runs one step, of the action, with nothing beside it: %s', (id) => {
    expect(job(id).steps).toHaveLength(1);
    expect(given(id)).toMatchObject({ command: 'recover', 'audit-branch': '${{ inputs.audit-branch }}' });
    expect(job(id).data).not.toHaveProperty('env');
  });

  it.each(JOBS)('grants what a recovery needs and no more: %s', (id) => {
    expect(job(id).permissions).toEqual({
      actions: 'read',
      contents: 'write',
      'id-token': 'write',
      issues: 'write',
      'pull-requests': 'write',
    });
  });

  it('gives the key of the state to the job alone that a reviewer lets into the environment', () => {
    const holders = recover.jobs.filter(({ data }) => JSON.stringify(data).includes('BREAKGLASS_STATE_KEY'));
    expect(holders.map(({ id }) => id)).toEqual(['recover-approved']);
  });

  it('takes the alerts and that key as secrets, and nothing that a caller could aim it with', () => {
    expect(Object.keys(object(call['secrets']))).toEqual(['BREAKGLASS_ALERTS', 'BREAKGLASS_STATE_KEY']);
    expect(Object.keys(object(call['inputs']))).toEqual(['audit-branch']);
  });

  it.each(JOBS)('is over when another recovery may take its session from it: %s', (id) => {
    expect(Number(job(id).data['timeout-minutes']) * 60_000).toBeLessThanOrEqual(RECOVERY_MS);
  });

  it('is held up by nothing: neither by a reviewer nor by a wait for the end of credentials', () => {
    expect([...walk(recover.data)].filter(([path]) => path.includes('concurrency'))).toEqual([]);
  });
});
