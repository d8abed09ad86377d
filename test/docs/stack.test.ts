import { describe, expect, it } from 'vitest';
import { enableParameter, PARAMETERS } from '../../action/domain/stack-names.ts';
import { buildTemplate, homeRegion } from '../../action/stack/template.ts';
import { breakglass } from '../drill/command-line.ts';
import { textOf } from '../repository/files.ts';
import { starterRole } from '../stack/deployed.ts';
import { inputOf } from '../stack/review-input.ts';

const page = textOf('docs/stack.md');
const commands = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)]
  .flatMap(([, text = '']) => text.replaceAll('\\\n', ' ').trimEnd().split('\n'))
  .map((line) => line.split(/\s+/));

describe('docs/stack.md', () => {
  it('shows the review page as its command prints it', async () => {
    const [, ...args] = commands.find((words) => words.includes('--review')) ?? [];
    const { exitCode, stdout } = await breakglass(args, { environment: { GITHUB_TOKEN: '', GH_TOKEN: '' } });
    expect(exitCode).toBe(0);
    // Where it differs: run that command with --out docs/stack-review.md.
    expect(textOf('docs/stack-review.md')).toBe(stdout);
  });

  it('explains every parameter of the template, with its default', () => {
    const rows = [...page.matchAll(/^\| `([A-Z]\w+)…?` \| (?:`([^`]*)`)?([^|]*)\|/gm)];
    const explained = rows.map(([, name = '', value]) => [name === 'Enable' ? 'EnableLoadBalancer' : name, value]);
    const { Parameters } = buildTemplate(inputOf([starterRole()])).document;
    const held = Object.entries(Parameters).map(([name, given]) => {
      const value = typeof given === 'object' && 'Default' in given ? given['Default'] : undefined;
      return [name, name === PARAMETERS.allowedWorkflowRefs || value === '' ? undefined : value];
    });
    expect(Object.fromEntries(explained)).toEqual(Object.fromEntries(held));
  });

  it('enables by parameters that the template has', () => {
    const given = commands.flatMap((words) => {
      const at = words.indexOf('--parameter-overrides');
      return at < 0 ? [] : words.slice(at + 1).filter((word) => /^[A-Z]\w+=/.test(word));
    });
    const known = [...Object.values(PARAMETERS), enableParameter('load-balancer')].map(String);
    expect(given.length).toBeGreaterThan(2);
    expect(given.filter((word) => !known.includes(word.split('=')[0] ?? ''))).toEqual([]);
  });

  it('throws the kill switch without changing another parameter', () => {
    const words = commands.find((line) => line.includes('update-stack')) ?? [];
    const { Parameters } = buildTemplate(inputOf([starterRole()])).document;
    const wanted = Object.keys(Parameters).map((name) =>
      name === PARAMETERS.killSwitch
        ? `ParameterKey=${name},ParameterValue=on`
        : `ParameterKey=${name},UsePreviousValue=true`,
    );
    expect(words.filter((word) => word.startsWith('ParameterKey=')).toSorted()).toEqual(wanted.toSorted());
  });

  it('names the home Region of every partition', () => {
    const regions = ['eu-west-1', 'us-gov-east-1', 'cn-northwest-1'].map((region) => {
      const partition = region.startsWith('us-gov') ? 'aws-us-gov' : region.startsWith('cn') ? 'aws-cn' : 'aws';
      const input = inputOf([starterRole()], region);
      return homeRegion({ ...input, install: { ...input.install, partition } });
    });
    for (const region of regions) expect(page).toContain(`\`${region}\``);
  });
});
