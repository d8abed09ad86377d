import { describe, expect, it } from 'vitest';
import { replacing, sampleInstall, samplePlaybook, sampleRequest, sampleRole } from './sample.ts';

describe('parsing files that people write', () => {
  it('turns durations into milliseconds', () => {
    expect(samplePlaybook()).toMatchObject({ maxDurationMs: 3_600_000, monitor: { forMs: 120_000 } });
    expect(sampleRole().maxSessionMs).toBe(3_600_000);
    expect(sampleInstall().approvers.withinMs).toBe(3_600_000);
    expect(sampleRequest().durationMs).toBe(1_800_000);
  });

  it('fills in what a playbook may leave out', () => {
    const bare = samplePlaybook((text) =>
      text
        .replace(/checks:[\s\S]*?steps:/, 'steps:')
        .replace(/monitor:[\s\S]*?max-duration:/, 'max-duration:')
        .replace(/revert:.*\n/, ''),
    );
    expect(bare).toMatchObject({ checks: [], monitor: { forMs: 0, checks: [] }, revert: 'on-failure' });
    expect(bare.steps.map((step) => step.irreversible)).toEqual([false]);
  });

  it('fills in what an install and a request may leave out', () => {
    expect(sampleInstall()).toMatchObject({ partition: 'aws', acceptPublicRepository: false });
    expect(sampleRequest(replacing('inputs: { listener: web-https, to: green, percent: 100 }\n', ''))).toMatchObject({
      inputs: {},
      accept: [],
      onDrift: 'refuse',
    });
  });

  it('reads people with and without their user id', () => {
    const install = sampleInstall(replacing('[alice, bob]', '[alice, bob#583231]'));
    expect(install.requesters).toEqual([{ login: 'alice' }, { login: 'bob', id: 583231 }]);
  });

  it("finds the partition of an install's Region", () => {
    const china = sampleInstall((text) =>
      text.replaceAll('us-east-1', 'cn-north-1').replaceAll('arn:aws:', 'arn:aws-cn:'),
    );
    expect(china.partition).toBe('aws-cn');
  });
});
