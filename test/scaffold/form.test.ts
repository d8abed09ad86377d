import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Playbook } from '../../action/domain/documents.ts';
import type { BreakglassError } from '../../action/domain/error.ts';
import { findDeceptive } from '../../action/playbook/source-text.ts';
import { type DispatchedRequest, dispatchFields } from '../../action/scaffold/dispatch-fields.ts';
import { dispatchWorkflow } from '../../action/scaffold/dispatch-workflow.ts';
import type { ScaffoldFile } from '../../action/scaffold/scaffold-file.ts';
import { registry } from '../../action/services/registry.ts';
import { schemaErrors } from '../workflows/github-schema.ts';
import { HOSTILE, HOSTILE_TEXTS, install, PIN, playbook, role, TWO_INSTALLS } from './documents.ts';
import { formOf, given, requestOf, untouched } from './form.ts';

const formFor = (of: Playbook, installs = [install()]): ScaffoldFile =>
  dispatchWorkflow({ playbook: of, role: role(), installs, registry }, PIN);

describe('a field of the form', () => {
  const inputs = {
    listener: { type: 'resource', kind: 'elbv2/listener' },
    'to-arn': { type: 'resource', kind: 'elbv2/load-balancer' },
    percent: { type: 'integer', minimum: 1, maximum: 100, default: 100 },
    port: { type: 'integer' },
    mode: { type: 'string', enum: ['fast', 'slow'], default: 'slow' },
    path: { type: 'string', pattern: '/[a-z]{1,9}' },
    deep: { type: 'boolean', default: true },
  };
  const form = formOf(
    formFor(playbook({ inputs: Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== 'to-arn')) })),
  );

  it.each([
    ['listener', { type: 'choice', required: true, options: ['web'] }],
    ['percent', { type: 'number', required: true, default: 100 }],
    ['port', { type: 'number', required: true }],
    ['mode', { type: 'choice', required: true, options: ['fast', 'slow'], default: 'slow' }],
    ['path', { type: 'string', required: true }],
    ['deep', { type: 'boolean', required: true, default: true }],
    ['install', { type: 'choice', required: true, options: ['acme-prod'] }],
    ['commander', { type: 'choice', required: true, options: ['carol'] }],
    ['criterion-1', { type: 'boolean', required: true, default: false }],
    ['on-drift', { type: 'choice', required: true, options: ['refuse', 'proceed'] }],
  ])('has the type of what it asks: %s', (name, expected) => {
    const { description, ...rest } = form[name] ?? {};
    expect(rest).toEqual(expected);
    expect(String(description)).not.toBe('');
  });

  it.each([
    ['1h', '2h', ['5m', '10m', '15m', '30m', '45m', '1h'], '30m'],
    ['20m', '2h', ['5m', '10m', '15m', '20m'], '20m'],
    // Beside the minute of its step, undoing takes one.
    ['8h', '50m', ['5m', '10m', '15m', '30m', '45m', '48m'], '30m'],
    ['8h', '47m', ['5m', '10m', '15m', '30m', '45m'], '30m'],
    ['1h', '61m', ['5m', '10m', '15m', '30m', '45m', '59m'], '30m'],
    ['1h', '62m', ['5m', '10m', '15m', '30m', '45m', '1h'], '30m'],
    ['2m', '2h', ['2m'], '2m'],
  ])('offers durations up to what the playbook (%s) and its role (%s) allow', (most, session, options, preset) => {
    const of = playbook({ 'max-duration': most });
    const file = dispatchWorkflow(
      { playbook: of, role: role({ 'max-session': session }), installs: [install()], registry },
      PIN,
    );
    expect(formOf(file)['duration']).toMatchObject({ options, default: preset });
  });

  it.each(HOSTILE_TEXTS)('says what it is for, whatever the playbook writes there: %s', async (description) => {
    const each = { string: {}, integer: {}, boolean: {}, resource: { kind: 'elbv2/listener' } };
    const described = Object.entries(each).map(([type, more]) => [type, { type, description, ...more }]);
    const file = formFor(playbook({ inputs: Object.fromEntries(described) }));
    expect(await schemaErrors(file.path, file.text)).toEqual([]);
    for (const type of Object.keys(each)) {
      const text = String(formOf(file)[type]?.['description']);
      expect(text.startsWith(`${type}, ${description.replaceAll('${{', '$ {{')}`)).toBe(true);
      expect(text).not.toContain('${{');
    }
  });

  it('offers what any of the installs names', () => {
    const { installs } = TWO_INSTALLS;
    const [first] = TWO_INSTALLS.playbooks;
    const both = formOf(formFor(first ?? playbook(), [...installs]));
    expect(both['install']?.['options']).toEqual(['acme-prod', 'acme-test']);
    expect(both['listener']?.['options']).toEqual(['web', 'admin']);
    expect(both['to']?.['options']).toEqual(['blue']);
    expect(both['commander']?.['options']).toEqual(['carol', 'erin#42']);
  });

  it('takes an ARN as text where no install names a resource of the kind', () => {
    const file = formFor(playbook(), [install({ resources: {} })]);
    expect(formOf(file)['listener']).toMatchObject({ type: 'string', required: true });
  });

  it('keeps its name apart from the names that every form has', () => {
    const of = playbook({
      inputs: { install: { type: 'boolean' }, 'criterion-1': { type: 'boolean' }, 'accept-x': { type: 'boolean' } },
    });
    expect(Object.keys(formOf(formFor(of)))).toEqual(
      expect.arrayContaining(['install', 'input_install', 'criterion-1', 'input_criterion-1', 'input_accept-x']),
    );
  });
});

describe("GitHub's limit of 25 fields", () => {
  const withCriteria = (count: number): Playbook =>
    playbook({ criteria: Array.from({ length: count }, (_, index) => `criterion ${index}`) });

  it('is kept by a playbook that needs 25', async () => {
    const file = formFor(withCriteria(18));
    expect(Object.keys(formOf(file)).length).toBe(25);
    expect(await schemaErrors(file.path, file.text)).toEqual([]);
  });

  it('refuses a playbook that needs 26', () => {
    expect(() => formFor(withCriteria(19))).toThrow(
      expect.objectContaining({ code: 'out-of-range' } satisfies Partial<BreakglassError>),
    );
  });
});

describe('a criterion', () => {
  it.each(HOSTILE_TEXTS)('is confirmed word for word when it is ticked, whatever it says: %s', async (criterion) => {
    const file = formFor(playbook({ criteria: ['another one', criterion] }));
    const answers = { ...untouched(file), reason: 'why', 'criterion-2': true };
    expect((await requestOf(file, answers)).confirmed).toEqual([criterion]);
    expect(await schemaErrors(file.path, file.text)).toEqual([]);
  });

  it('is not confirmed by anybody who ticks nothing', () => {
    for (const each of HOSTILE.playbooks) {
      const file = formFor(each, [...HOSTILE.installs]);
      expect(given(file, untouched(file))['confirmed']?.trim()).toBe('');
    }
  });

  it('and any other text makes a workflow that GitHub takes, and stays what it is', async () => {
    const part = fc.constantFrom(
      "'",
      '${{',
      '}}',
      '"',
      '\\',
      '- ',
      '#',
      ': ',
      '%',
      '!',
      '&',
      '*',
      '`',
      'a',
      '\u00e9',
      '\u{1f600}',
      ' ',
      '\t',
      '|',
      '>',
    );
    const line = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join('').trim());
    const criterion = line.filter((text) => text !== '' && findDeceptive(text) === undefined);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(criterion, { minLength: 1, maxLength: 4 }), async (criteria) => {
        const file = formFor(playbook({ criteria, summary: criteria[0] ?? '' }));
        const ticked = Object.fromEntries(criteria.map((_text, index) => [`criterion-${index + 1}`, index % 2 === 0]));
        const request = await requestOf(file, { ...untouched(file), 'criterion-1': true, ...ticked });
        expect(request.confirmed).toEqual(criteria.filter((_text, index) => index % 2 === 0));
        expect(await schemaErrors(file.path, file.text)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is typed into the form', () => {
  const of = playbook({
    inputs: {
      text: { type: 'string' },
      percent: { type: 'integer' },
      deep: { type: 'boolean' },
      install: { type: 'boolean' },
    },
  });
  const file = formFor(of);
  const base = { ...untouched(file), 'criterion-1': true };

  it.each([...HOSTILE_TEXTS, '", "percent": 1, "x": "', 'two\nlines'])('stays in its place: %s', async (text) => {
    const answers = { ...base, incident: 'INC-1', reason: text, text, percent: '7', deep: true, input_install: false };
    const request = await requestOf(file, answers);
    expect(request.inputs).toEqual({ text, percent: 7, deep: true, install: false });
    expect(request.reason).toBe(text);
  });

  it.each(['7', 7])('is a number where the playbook wants one: %j', async (percent) => {
    expect((await requestOf(file, { ...base, percent })).inputs).toMatchObject({ percent: 7 });
  });

  it('is refused as what it is where it is no number', async () => {
    const answers = { ...base, percent: '{"a": 1}' };
    await expect(requestOf(file, answers)).rejects.toMatchObject({ code: 'wrong-type' });
  });

  it.each(['7, "text": "another"', '7}', '', '7 7'])(
    'cannot add to the inputs through a number: %j',
    async (percent) => {
      await expect(requestOf(file, { ...base, text: 'mine', percent })).rejects.toThrow(/JSON|empty input/);
    },
  );

  it('never reaches a secret or the token', () => {
    const values = Object.values(
      given(file, { ...base, text: '${{ secrets.BREAKGLASS_ALERTS }} ${{ github.token }}' }),
    );
    expect(values.filter((value) => value.includes('the secret') || value.includes('the token'))).toEqual([]);
  });
});

describe('a step that cannot be undone', () => {
  const steps = ['page', 'second'].map((id) => ({
    id,
    uses: 'elbv2/fixed-response',
    with: { listener: 'arn:aws:x', paths: ['/x'], status: 503, 'content-type': 'text/plain', body: 'x' },
    irreversible: true,
  }));
  const file = formFor(playbook({ steps }));

  it.each([
    [{}, []],
    [{ 'accept-second': true }, ['second']],
    [{ 'accept-page': true, 'accept-second': true }, ['page', 'second']],
  ])('is accepted by its own checkbox only: %j', async (ticked, accept) => {
    expect((await requestOf(file, { ...untouched(file), 'criterion-1': true, ...ticked })).accept).toEqual(accept);
  });
});

describe('a request sent to the form by a program', () => {
  it('is read as the request that it was', async () => {
    const of = playbook({
      criteria: HOSTILE_TEXTS.slice(0, 5),
      inputs: {
        text: { type: 'string' },
        percent: { type: 'integer' },
        deep: { type: 'boolean' },
        reason: { type: 'string' },
      },
    });
    const sent: DispatchedRequest = {
      install: 'acme-prod',
      incident: 'INC-1',
      reason: "it's broken",
      commander: 'carol#5',
      confirmed: HOSTILE_TEXTS.slice(0, 5),
      duration: '30m',
      inputs: { text: "'}}", percent: 7, deep: false, reason: 'y' },
      accept: [],
      onDrift: 'proceed',
    };
    const file = formFor(of);
    const fields = dispatchFields(sent, of);
    expect(Object.keys(fields).toSorted()).toEqual(Object.keys(formOf(file)).toSorted());
    // As GitHub does: a checkbox is a boolean, everything else the text that was sent.
    const form = formOf(file);
    const inputs = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        form[name]?.['type'] === 'boolean' ? value === 'true' : value,
      ]),
    );
    const {
      version: _one,
      request: name,
      playbook: of1,
      durationMs,
      commander,
      ...rest
    } = await requestOf(file, inputs);
    const { commander: _text, duration: _time, ...wanted } = sent;
    expect(rest).toEqual(wanted);
    expect({ name, of1, durationMs, commander }).toEqual({
      name: 'dispatch-12',
      of1: 'shift',
      durationMs: 1_800_000,
      commander: { login: 'carol', id: 5 },
    });
  });
});
