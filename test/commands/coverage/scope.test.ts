import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../../action/drill/package-root.ts';
import { playbookFolder } from '../playbook-folder.ts';
import { ELB, HERE, INSTALL, lacks, ROLE, roleOf, SCOPE, STATEMENTS, starterRole, without } from './roles.ts';

const { put, edit, remove, validate } = playbookFolder();

describe('a role whose scope is narrower than the account', () => {
  it('covers the playbooks for the resources that it reaches', () => {
    put(ROLE, starterRole(SCOPE));
    expect(validate()).toMatchObject({ exitCode: 0, found: [], notes: [] });
  });

  it('covers them where it asks for tags', () => {
    put(ROLE, starterRole({ scope: { ...SCOPE.scope, tags: { 'break-glass': 'allowed' } } }));
    expect(validate()).toMatchObject({ exitCode: 0, found: [], notes: [] });
  });

  it('refuses a name of the install that no plan could use', () => {
    put(ROLE, starterRole(SCOPE));
    edit(INSTALL, /^ {2}load-balancer-.*\n/gm, '');
    edit(
      INSTALL,
      '  elbv2/listener-rule:',
      `    api: ${HERE}:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2\n  elbv2/listener-rule:`,
    );
    const { found, lines } = validate();
    expect(found).toEqual([expect.stringMatching(/^playbooks\/installs\/acme-prod\.yml:\d+:10: role-lacks-grant$/)]);
    expect(lines.join('\n')).toContain('listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2');
  });

  it('accepts a name that another role of the install reaches', () => {
    put(ROLE, starterRole(SCOPE));
    const api = [`${ELB}:listener/app/api/*`];
    put(
      'roles/api.yml',
      roleOf(
        STATEMENTS.slice(0, 2).map((each) =>
          each.access === 'read' ? each : { ...each, actions: ['ModifyListener'], resources: api },
        ),
        { role: 'api', scope: { resources: [...api] } },
      ),
    );
    const playbook = readFileSync(join(PACKAGE_ROOT, 'playbooks/shift-traffic.yml'), 'utf8');
    put(
      'shift-api.yml',
      playbook.replace('playbook: shift-traffic', 'playbook: shift-api').replace('role: load-balancer', 'role: api'),
    );
    edit(INSTALL, '  load-balancer: ', '  api: arn:aws:iam::123456789012:role/breakglass/api\n  load-balancer: ');
    edit(
      INSTALL,
      '  elbv2/listener-rule:',
      `    api: ${HERE}:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2\n  elbv2/listener-rule:`,
    );
    expect(validate()).toMatchObject({ exitCode: 0, found: [] });
  });

  it('refuses an ARN in a playbook that it does not reach', () => {
    put(ROLE, starterRole(SCOPE));
    edit(
      'maintenance-page.yml',
      /listener: "?\$\{\{ inputs\.listener \}\}"?/,
      `listener: ${HERE}:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2`,
    );
    const { found, lines } = validate();
    expect(new Set(found)).toEqual(new Set([lacks('maintenance-page')]));
    expect(lines.join('\n')).toContain(
      `elasticloadbalancing:CreateRule on ${HERE}:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2`,
    );
  });

  it('looks at an ARN of another account where that is', () => {
    put(ROLE, starterRole(SCOPE));
    edit(
      'maintenance-page.yml',
      /listener: "?\$\{\{ inputs\.listener \}\}"?/,
      'listener: arn:aws:elasticloadbalancing:eu-west-1:999999999999:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2',
    );
    expect(validate().lines.join('\n')).toMatch(
      /needs elasticloadbalancing:CreateRule on arn:aws:elasticloadbalancing:eu-west-1:999999999999:listener/,
    );
  });
});

describe('what only a request would tell', () => {
  it('refuses a resource that any text could name', () => {
    edit('maintenance-page.yml', /listener: \{ type: resource, kind: elbv2\/listener/, 'listener: { type: string');
    const { exitCode, found } = validate();
    expect(exitCode).toBe(1);
    const lines = readFileSync(join(PACKAGE_ROOT, 'playbooks/maintenance-page.yml'), 'utf8').split('\n');
    const line = lines.findIndex((each) => each.includes('listener: "${{')) + 1;
    expect(new Set(found.map((place) => place.replace(/\d+: /, '')))).toEqual(
      new Set([`playbooks/maintenance-page.yml:${line}:role-lacks-grant`]),
    );
  });

  it('proves both sides of an expression that chooses', () => {
    put(ROLE, starterRole(SCOPE));
    const other = `${HERE}:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2`;
    edit('maintenance-page.yml', /^inputs:\n/m, 'inputs:\n  other: { type: boolean, default: false }\n');
    edit(
      'maintenance-page.yml',
      /"\$\{\{ inputs\.listener \}\}"/,
      `"\${{ inputs.other && '${other}' || inputs.listener }}"`,
    );
    expect(validate().lines.join('\n')).toContain(`elasticloadbalancing:CreateRule on ${other}`);
  });

  it('proves the playbooks without an install too', () => {
    remove(INSTALL);
    expect(validate()).toMatchObject({ exitCode: 0, found: [] });
    put(ROLE, roleOf(without('ModifyListener')));
    expect(validate().lines.join('\n')).toContain(
      'needs elasticloadbalancing:ModifyListener on arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/*',
    );
  });
});
