import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkDocument } from '../../action/playbook/check-document.ts';
import { validateParams } from '../../action/playbook/params-rules.ts';
import type { DocumentKind } from '../../action/playbook/written.ts';
import { registry } from '../../action/services/registry.ts';
import { generatedFiles } from '../../scripts/generate/outputs.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const kinds = [...registry.steps.values(), ...registry.checks.values()];

describe('generated files', () => {
  const files = [...generatedFiles(registry)];

  it.each(files)('%s is what the generator writes', (path, text) => {
    expect(text === read(path)).toBe(true);
  });

  it('are all that stands in their folders', () => {
    const folders = ['schemas/', 'docs/steps/', 'docs/playbooks/'];
    const present = folders.flatMap((folder) => readdirSync(new URL(folder, root)).map((name) => `${folder}${name}`));
    const generated = files.map(([path]) => path).filter((path) => folders.some((folder) => path.startsWith(folder)));
    expect(present.toSorted()).toEqual(generated.toSorted());
  });
});

describe('the parameters of a kind', () => {
  it.each(kinds.flatMap((kind) => kind.examples.map((example) => [kind.kind, example] as const)))(
    'accept the example of %s',
    (kind, example) => {
      expect(validateParams(kind, example, registry)).toEqual([]);
    },
  );

  it.each(kinds.map((kind) => kind.kind))('refuse a key that %s does not know', (kind) => {
    const codes = validateParams(kind, { surprise: true }, registry).map((problem) => problem.code);
    expect(codes).toContain('unknown-key');
  });

  it('refuse an unknown kind', () => {
    expect(validateParams('elbv2/unknown', {}, registry)[0]?.code).toBe('unknown-step-kind');
  });
});

describe('schemas for editors', () => {
  const compile = (name: string) =>
    new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(
      JSON.parse(read(`schemas/${name}`)),
    );

  const folders = {
    playbook: 'playbooks',
    role: 'playbooks/roles',
    install: 'playbooks/installs',
    request: 'playbooks/requests',
  };
  const starters = Object.entries(folders).flatMap(([kind, folder]) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith('.yml'))
      .map((name) => [`${folder}/${name}`, kind as DocumentKind] as const),
  );

  it.each(starters)('accept %s, as the validator does', (path, kind) => {
    const text = read(path);
    const validate = compile(`${kind}.schema.json`);
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(checkDocument(kind, { path, text, blob: '' }, registry)).toEqual([]);
  });

  const withPercent = (percent: unknown): unknown => {
    const playbook = parse(read('playbooks/shift-traffic.yml'));
    playbook.steps[0].with.percent = percent;
    return playbook;
  };

  it('hold the parameters of a step to its kind, or let an expression stand', () => {
    const validate = compile('playbook.schema.json');
    expect(validate(withPercent('${{ inputs.percent }}'))).toBe(true);
    expect(validate(withPercent(50))).toBe(true);
    expect(validate(withPercent(101))).toBe(false);
    expect(validate(withPercent('half'))).toBe(false);
  });

  it('know every kind', () => {
    const text = read('schemas/playbook.schema.json');
    for (const { kind } of kinds) expect(text).toContain(`"${kind}"`);
  });
});
