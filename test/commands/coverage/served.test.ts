import { describe, expect, it } from 'vitest';
import { playbookFolder } from '../playbook-folder.ts';
import { HERE, lacks, ROLE, SCOPE, starterRole } from './roles.ts';

const { put, edit, validate } = playbookFolder();

describe('a step or check of a kind that its role does not serve', () => {
  it('is one problem each, which says that first and names all that is missing', () => {
    edit(ROLE, '  - elbv2/fixed-response\n', '');
    const { found, lines } = validate();
    expect(found).toEqual([lacks('freeze-ingestion'), lacks('maintenance-page')]);
    const at = lines.findIndex((line) => line.includes('role-lacks-grant'));
    expect(lines[at]).toMatch(/: role "load-balancer" does not serve the step kind elbv2\/fixed-response/);
    for (const action of ['CreateRule', 'DeleteRule', 'AddTags', 'SetRulePriorities', 'DescribeTags']) {
      expect(lines[at]?.split(`elasticloadbalancing:${action} `)).toHaveLength(2);
    }
    expect(lines[at + 1]).toContain('add "elbv2/fixed-response" to "serves"');
    expect(lines.join('\n')).toContain('breakglass:session is this session');
    expect(lines.join('\n')).not.toContain('{session}');
  });

  it('is called a check where it is one', () => {
    put(ROLE, starterRole({ serves: ['elbv2/fixed-response'] }));
    const told = validate().lines.filter((line) => line.includes('elbv2/expect-healthy') && line.includes('needs'));
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) expect(line).toContain('does not serve the check kind elbv2/expect-healthy');
  });

  it('is one problem for a kind that is served, too', () => {
    put(ROLE, starterRole(SCOPE));
    const other = `${HERE}:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2`;
    edit('maintenance-page.yml', /listener: "?\$\{\{ inputs\.listener \}\}"?/, `listener: ${other}`);
    const { found, lines } = validate();
    expect(found).toEqual([lacks('maintenance-page')]);
    expect(lines.join('\n')).not.toContain('does not serve');
    expect(lines.join('\n')).toContain('let "scope.resources" reach');
  });
});
