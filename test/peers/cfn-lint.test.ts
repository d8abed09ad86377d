import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildHomeRegionTemplate, buildTemplate } from '../../action/stack/template.ts';
import { writeTemplate } from '../../action/stack/write.ts';
import { toolPath } from '../../scripts/peers/tools.ts';
import { ROOT } from '../drill/command-line.ts';
import { MANY, sampleInput, starterRole, VARIED } from '../stack/samples.ts';

/** AWS's own linter of templates, which knows the resources of every Region and reasons about conditions. */
const cfnLint = toolPath(process.env['PEERS'] ?? join(ROOT, '.peers'), 'cfn-lint');
const folder = mkdtempSync(join(tmpdir(), 'breakglass-cfn-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What cfn-lint finds in each of `templates`, informational rules among it: name → lines. One run, since it starts slowly. */
function lint(
  templates: Readonly<Record<string, string>>,
  region: string,
): Readonly<Record<string, readonly string[]>> {
  const files = Object.keys(templates).map((_, index) => join(folder, `${region}-${index}.yml`));
  for (const [index, text] of Object.values(templates).entries()) writeFileSync(files[index] ?? '', text);
  const args = ['--format', 'parseable', '--include-checks', 'I', '--regions', region, '--template', ...files];
  const { status, stdout, stderr } = spawnSync(cfnLint, args, { encoding: 'utf8' });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (stderr !== '' || status === null || (lines.length === 0) !== (status === 0)) {
    throw new Error(`cfn-lint ended with ${status}: ${stderr}`);
  }
  const of = (file = ''): readonly string[] => lines.filter((line) => line.startsWith(`${file}:`));
  return Object.fromEntries(Object.keys(templates).map((name, index) => [name, of(files[index])]));
}

const ROLES = { 'the starter': [starterRole()], 'varied roles': VARIED, 'twelve roles': MANY } as const;

test.each(['us-east-1', 'eu-central-1', 'us-gov-west-1', 'us-gov-east-1', 'cn-north-1', 'cn-northwest-1'])(
  'cfn-lint finds nothing in the templates of an install in %s',
  (region) => {
    const home = buildHomeRegionTemplate(sampleInput(undefined, region));
    const templates = {
      ...Object.fromEntries(
        Object.entries(ROLES).map(([name, roles]) => [name, writeTemplate(buildTemplate(sampleInput(roles, region)))]),
      ),
      ...(home === undefined ? {} : { 'the home Region': writeTemplate(home) }),
    };
    const found = lint(templates, region);
    expect(found).toEqual(Object.fromEntries(Object.keys(templates).map((name) => [name, []])));
  },
);

test('cfn-lint finds what is broken', () => {
  const written = writeTemplate(buildTemplate(sampleInput()));
  const plan = '    Properties:\n      ManagedPolicyName: acme-prod-plan\n';
  const broken: Readonly<Record<string, readonly [from: string, to: string]>> = {
    'an unknown property': ['RoleName: acme-prod-plan', 'Rolename: acme-prod-plan'],
    'a reference to nothing': ['!Ref PlanPolicy', '!Ref PlanPolicies'],
    'a reference to what may not exist': [plan, `    Condition: SwitchedOff\n${plan}`],
    'a parameter that nothing uses': ['!Equals [!Ref EnablePlan,', '!Equals [!Ref KillSwitch,'],
    'a name that IAM does not take': ['Sid: ReadTheSeal', 'Sid: Read the seal!'],
    'a session that is too long': ['MaxSessionDuration: 7200', 'MaxSessionDuration: 720000'],
  };
  for (const [from] of Object.values(broken)) expect(written).toContain(from);
  const found = lint(
    Object.fromEntries(Object.entries(broken).map(([name, [from, to]]) => [name, written.replace(from, to)])),
    'us-east-1',
  );
  for (const [name, lines] of Object.entries(found)) expect(lines, name).not.toEqual([]);
});
