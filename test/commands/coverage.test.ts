import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { PACKAGE_ROOT } from '../../action/drill/package-root.ts';
import { playbookFolder } from './playbook-folder.ts';

const { put, edit, remove, validate } = playbookFolder();

const ROLE = 'roles/load-balancer.yml';
const INSTALL = 'installs/acme-prod.yml';
const ELB = 'arn:*:elasticloadbalancing:*:*';
const HERE = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';

interface Statement {
  readonly access: 'read' | 'write';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const OURS = { StringLike: { 'aws:ResourceTag/breakglass:session': '*' } };
/** What the starter playbooks need, written out. */
const STATEMENTS: readonly Statement[] = [
  {
    access: 'read',
    actions: [
      'DescribeListeners',
      'DescribeRules',
      'DescribeTags',
      'DescribeTargetGroupAttributes',
      'DescribeTargetHealth',
    ],
    resources: ['*'],
  },
  { access: 'write', actions: ['ModifyListener', 'CreateRule'], resources: [`${ELB}:listener/*`] },
  { access: 'write', actions: ['SetRulePriorities'], resources: [`${ELB}:listener-rule/*`] },
  {
    access: 'write',
    actions: ['AddTags'],
    resources: [`${ELB}:listener-rule/*`],
    conditions: { StringEquals: { 'elasticloadbalancing:CreateAction': 'CreateRule' } },
  },
  { access: 'write', actions: ['DeleteRule'], resources: [`${ELB}:listener-rule/*`], conditions: OURS },
  { access: 'write', actions: ['DeregisterTargets', 'RegisterTargets'], resources: [`${ELB}:targetgroup/*`] },
];

function roleOf(statements: readonly Statement[], more: Readonly<Record<string, unknown>> = {}): string {
  const full = statements.map(({ actions, ...rest }) => ({
    ...rest,
    actions: actions.map((action) => `elasticloadbalancing:${action}`),
  }));
  const head = { version: 1, role: 'load-balancer', title: 'Redirect traffic', description: 'Redirects traffic.' };
  return stringify({ ...head, 'max-session': '2h', statements: full, ...more });
}

/** The statements without one action; a statement that is left with none goes too. */
function without(action: string): readonly Statement[] {
  return STATEMENTS.map((each) => ({ ...each, actions: each.actions.filter((name) => name !== action) })).filter(
    ({ actions }) => actions.length > 0,
  );
}

/** The role of the starter, with what is given besides. */
function putStarterRole(more: Readonly<Record<string, unknown>>): void {
  const starter: Readonly<Record<string, unknown>> = parse(readFileSync(join(PACKAGE_ROOT, 'playbooks', ROLE), 'utf8'));
  put(ROLE, stringify({ ...starter, ...more }));
}

const SCOPE = {
  scope: { resources: [`${ELB}:listener/app/web/*`, `${ELB}:listener-rule/app/web/*`, `${ELB}:targetgroup/*`] },
};

/** The problem of a playbook's first step, at the kind that its role lacks something for. */
function lacks(playbook: string): string {
  const text = readFileSync(join(PACKAGE_ROOT, 'playbooks', `${playbook}.yml`), 'utf8');
  const before = text.slice(0, text.indexOf('elbv2/', text.indexOf('\nsteps:'))).split('\n');
  return `playbooks/${playbook}.yml:${before.length}:${(before.at(-1) ?? '').length + 1}: role-lacks-grant`;
}

describe('a role that is written out', () => {
  it('covers the playbooks when it holds what their steps need', () => {
    put(ROLE, roleOf(STATEMENTS));
    expect(validate()).toMatchObject({ exitCode: 0, found: [], notes: [] });
  });

  it.each(
    STATEMENTS.flatMap(({ actions, resources }) => actions.map((action) => [action, resources[0] ?? ''] as const)),
  )('one action short: names %s, what it is needed on, and the step or check', (action, resource) => {
    put(ROLE, roleOf(without(action)));
    const { exitCode, found, lines, notes } = validate();
    expect(exitCode).toBe(1);
    expect(found.length).toBeGreaterThan(0);
    for (const place of found) expect(place).toMatch(/^playbooks\/[a-z-]+\.yml:\d+:\d+: role-lacks-grant$/);
    const type = resource === '*' ? '*' : resource.replace(ELB, HERE).slice(0, -1);
    const told = lines.filter((line) => line.includes('role-lacks-grant'));
    for (const line of told) expect(line).toContain(` needs elasticloadbalancing:${action} on ${type}`);
    expect(notes).toEqual([]);
  });

  it('points at the step that lacks it', () => {
    put(ROLE, roleOf(without('CreateRule')));
    expect(validate().found).toEqual([lacks('freeze-ingestion'), lacks('maintenance-page')]);
  });

  it.each([
    ['on another listener', [`${ELB}:listener/app/shop/*`]],
    ['on the listeners of one kind of load balancer', [`${ELB}:listener/app/*`]],
    [
      'on the listener of the example in our documentation',
      [`${ELB}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`],
    ],
  ])('lacks what it holds only %s', (_what, resources) => {
    const statements = STATEMENTS.map((each) => (each.actions.includes('CreateRule') ? { ...each, resources } : each));
    put(ROLE, roleOf(statements));
    const { exitCode, lines } = validate();
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toMatch(/needs elasticloadbalancing:ModifyListener on arn:\S+:listener\//);
  });

  it('lacks what it holds only under a condition that a call may not meet', () => {
    const conditions = { StringEquals: { 'aws:ResourceTag/team': 'web' } };
    put(
      ROLE,
      roleOf(STATEMENTS.map((each) => (each.actions.includes('ModifyListener') ? { ...each, conditions } : each))),
    );
    expect(validate().lines.join('\n')).toContain('needs elasticloadbalancing:ModifyListener');
    put(
      ROLE,
      roleOf(
        STATEMENTS.map((each) => (each.actions.includes('ModifyListener') ? { ...each, conditions } : each)),
        { scope: { tags: { team: 'web' } } },
      ),
    );
    expect(validate()).toMatchObject({ exitCode: 0, found: [] });
  });
});

describe('a role whose scope is narrower than the account', () => {
  it('covers the playbooks for the resources that it reaches', () => {
    putStarterRole(SCOPE);
    expect(validate()).toMatchObject({ exitCode: 0, found: [], notes: [] });
  });

  it('covers them where it asks for tags', () => {
    putStarterRole({ scope: { ...SCOPE.scope, tags: { 'break-glass': 'allowed' } } });
    expect(validate()).toMatchObject({ exitCode: 0, found: [], notes: [] });
  });

  it('refuses a name of the install that no plan could use', () => {
    putStarterRole(SCOPE);
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
    putStarterRole(SCOPE);
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
    putStarterRole(SCOPE);
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
    putStarterRole(SCOPE);
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
    putStarterRole(SCOPE);
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

describe('an install that enables a role', () => {
  it.each<[string, () => void, readonly RegExp[]]>([
    [
      'in a Region that the role is not for',
      () => putStarterRole({ regions: ['eu-west-1', 'eu-central-1'] }),
      [/^playbooks\/installs\/acme-prod\.yml:\d+:3: role-lacks-grant$/],
    ],
    [
      'from networks that the role does not know',
      () => {
        putStarterRole({ 'source-networks': ['203.0.113.0/24'] });
        edit(INSTALL, 'requesters:', 'source-networks: [198.51.100.0/24]\nrequesters:');
      },
      [/^playbooks\/installs\/acme-prod\.yml:\d+:3: role-lacks-grant$/],
    ],
    [
      'from networks that are none',
      () => edit(INSTALL, 'requesters:', 'source-networks: [198.51.100.0/24, 198.51.100.0/99]\nrequesters:'),
      [/^playbooks\/installs\/acme-prod\.yml:\d+:36: invalid-value$/],
    ],
  ])('is refused %s', (_what, change, expected) => {
    change();
    expect(validate()).toMatchObject({ exitCode: 1, found: expected.map((each) => expect.stringMatching(each)) });
  });
});

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
    putStarterRole({ serves: ['elbv2/fixed-response'] });
    const told = validate().lines.filter((line) => line.includes('elbv2/expect-healthy') && line.includes('needs'));
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) expect(line).toContain('does not serve the check kind elbv2/expect-healthy');
  });

  it('is one problem for a kind that is served, too', () => {
    putStarterRole(SCOPE);
    const other = `${HERE}:listener/app/api/50dc6c495c0c9188/f2f7dc8efc522ab2`;
    edit('maintenance-page.yml', /listener: "?\$\{\{ inputs\.listener \}\}"?/, `listener: ${other}`);
    const { found, lines } = validate();
    expect(found).toEqual([lacks('maintenance-page')]);
    expect(lines.join('\n')).not.toContain('does not serve');
    expect(lines.join('\n')).toContain('let "scope.resources" reach');
  });
});

describe('source networks', () => {
  it.each([
    ['203.0.113.7/24', '203.0.113.0/24', '203.0.113.7/32'],
    ['10.255.255.255/8', '10.0.0.0/8', '10.255.255.255/32'],
    ['1.2.3.4/0', '0.0.0.0/0', '1.2.3.4/32'],
    ['2001:db8::1/32', '2001:db8::/32', '2001:db8::1/128'],
    ['2001:db8:0:1::ffff/120', '2001:db8:0:1::ff00/120', '2001:db8:0:1::ffff/128'],
  ])('refuses %s, of which AWS would take %s', (block, network, single) => {
    putStarterRole({ 'source-networks': [block] });
    expect(validate().lines.join('\n')).toContain(
      `all of ${network}\n  write ${network} for the network, or ${single} for`,
    );
  });

  it.each(['203.0.113.0/24', '203.0.113.7/32', '0.0.0.0/0', '2001:db8::/32', '2001:db8:0:1::ff00/120', '::1/128'])(
    'accepts %s',
    (block) => {
      putStarterRole({ 'source-networks': [block] });
      expect(validate()).toMatchObject({ exitCode: 0, found: [] });
    },
  );

  it.each(['300.0.113.0/24', '203.0.113.0/33', '2001:db8::/129', '1.2.3/8'])(
    'refuses %s, and says what to write',
    (block) => {
      putStarterRole({ 'source-networks': [block] });
      expect(validate().lines.join('\n')).toMatch(
        /invalid-value: ".*" is not an IP address or CIDR block\n {2}write a block such as 203\.0\.113\.0\/24/,
      );
    },
  );
});

describe('a condition that is not known', () => {
  it.each([
    ['StringEqual', 'aws:ResourceTag/team', 'web', 'did you mean "StringEquals"?'],
    ['ForAnyValue:StringLikes', 'aws:TagKeys', 'web', 'did you mean "StringLike"?'],
    ['StringEquals', 'aws:ResourceTags/team', 'web', 'did you mean "aws:ResourceTag/team"?'],
    ['StringEquals', 'aws:ResourcTag/team', 'web', 'did you mean "aws:ResourceTag/team"?'],
    ['StringEquals', 'elasticloadbalancing:CreatAction', 'x', 'did you mean "elasticloadbalancing:CreateAction"?'],
    ['DateLessThan', 'aws:CurrentTime', 'tomorrow', 'write a date such as "2026-11-21T02:13:00Z"'],
    ['IpAddress', 'aws:VpcSourceIp', 'everywhere', 'write an address or a block such as 203.0.113.0/24'],
  ])('%s on %s as %s is refused, and told what to write', (operator, key, value, hint) => {
    const conditions = { [operator]: { [key]: value } };
    put(
      ROLE,
      roleOf(STATEMENTS.map((each) => (each.actions.includes('ModifyListener') ? { ...each, conditions } : each))),
    );
    const { found, lines } = validate();
    expect(found).toEqual([expect.stringMatching(/^playbooks\/roles\/load-balancer\.yml:\d+:\d+: invalid-value$/)]);
    expect(lines[lines.findIndex((line) => line.includes('invalid-value')) + 1]).toBe(`  ${hint}`);
  });
});

describe('a role that no playbook names', () => {
  it('is one note, at its name', () => {
    put('roles/spare.yml', roleOf(STATEMENTS, { role: 'spare' }));
    expect(validate()).toMatchObject({
      exitCode: 0,
      found: [],
      notes: ['playbooks/roles/spare.yml:2:7: note: no playbook uses the role "spare"'],
    });
  });
});

describe('permissions that no playbook uses', () => {
  it('are told after the problems, at what holds them, and fail nothing', () => {
    for (const name of ['maintenance-page.yml', 'freeze-ingestion.yml']) {
      remove(name);
      remove(`drills/${name}`);
    }
    const { exitCode, found, notes, lines } = validate();
    expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
    const told = notes.map(
      (note) => /uses elasticloadbalancing:(\S+) on (\S+),/.exec(note)?.slice(1, 3).join(' ') ?? '',
    );
    expect(new Set(told)).toEqual(
      new Set([
        `AddTags ${ELB}:listener-rule/*`,
        `CreateRule ${ELB}:listener/*`,
        `DeleteRule ${ELB}:listener-rule/*`,
        'DescribeRules *',
        'DescribeTags *',
        `SetRulePriorities ${ELB}:listener-rule/*`,
      ]),
    );
    expect(told).toHaveLength(6);
    for (const note of notes) expect(note).toMatch(/^playbooks\/roles\/load-balancer\.yml:1[12]:5: note: /);
    expect(lines.slice(-notes.length - 1, -1)).toEqual(notes);
  });

  it('are told of a statement, at its action', () => {
    const more: Statement = { access: 'write', actions: ['SetSubnets'], resources: [`${ELB}:loadbalancer/app/web/*`] };
    put(ROLE, roleOf([more, ...STATEMENTS]));
    expect(validate().notes).toEqual([
      expect.stringMatching(
        /^playbooks\/roles\/load-balancer\.yml:11:9: note: .*SetSubnets on arn:\*:elasticloadbalancing:\*:\*:loadbalancer\/app\/web\/\*/,
      ),
    ]);
  });

  it('are not guessed while a playbook cannot be read', () => {
    put('maintenance-page.yml', 'version: 1\nplaybook: [');
    expect(validate()).toMatchObject({ exitCode: 1, notes: [] });
  });
});
