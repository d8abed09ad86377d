import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BreakglassError } from '../../action/domain/error.ts';
import { createActionsHost } from '../../action/runtime/actions-host.ts';
import { toLogLines } from '../../action/runtime/log-line.ts';

let printed: string[];

beforeEach(() => {
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk).replace(/\r?\n$/, ''));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

/** Lines of the log that the runner would take for commands: V2 at the start of a trimmed line, V1 anywhere. */
const commands = (lines: readonly string[]) =>
  lines
    .flatMap((line) => line.split(/\r\n|\r|\n|\u2028|\u0085/))
    .filter((line) => /^[\s\u0085]*::/.test(line) || line.includes('##['));

describe('a line of the log', () => {
  it.each([
    '::set-output name=x::y',
    ' \t ::add-mask::x',
    '\u00a0::warning::x',
    '\ufeff::warning::x',
    '\u200b::warning::x',
    '\u001b[2K::warning::x',
    'text\r::warning::x',
    'text\n::warning::x',
    'text\u2028::warning::x',
    'text\u0085::warning::x',
    ':::error::x',
    '##[set-env name=x]y',
    'text ##[warning]y',
    '#\u200b#[warning]y',
    '::stop-commands::token',
  ])('is never a command: %j', (text) => {
    expect(commands(toLogLines(text))).toEqual([]);
  });

  it('holds no control or bidi character', () => {
    expect(toLogLines('a\u0000b\u001b[31mc\u202ed\u0007')).toEqual(['ab[31mcd']);
  });

  it('keeps what people read', () => {
    expect(toLogLines('Grüße: a::b — 50 % 🚀\nsecond')).toEqual(['Grüße: a::b — 50 % 🚀', 'second']);
  });
});

describe('the host', () => {
  it('masks each line of a secret once, and redacts it in what it prints', () => {
    const host = createActionsHost();
    host.mask('top\nsecret');
    host.mask('top\nsecret');
    host.log('a secret is on top');
    expect(printed).toEqual(['::add-mask::top', '::add-mask::secret', 'a *** is on ***']);
  });

  it('fails with an annotation at the place in the file, and with a hint that is text', () => {
    const host = createActionsHost();
    host.fail(
      new BreakglassError('unknown-key', 'unknown key "x"\n::error::forged', {
        hint: '::set-output name=outcome::succeeded',
        at: { file: 'playbooks/a,b.yml', line: 3, column: 5 },
      }),
    );
    expect(printed[0]).toMatch(/^::error title=breakglass%3A unknown-key,file=playbooks\/a%2Cb\.yml,line=3,col=5::/);
    expect(commands(printed.slice(1))).toEqual([]);
    expect(process.exitCode).toBe(1);
  });

  it('writes outputs that cannot end early', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'breakglass-')), 'output');
    writeFileSync(file, '');
    vi.stubEnv('GITHUB_OUTPUT', file);
    createActionsHost().output('record', 'a\nEOF\noutcome=succeeded');
    const [first, ...rest] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const delimiter = first?.split('<<')[1];
    expect(rest.at(-1)).toBe(delimiter);
    expect(rest.slice(0, -1)).toEqual(['a', 'EOF', 'outcome=succeeded']);
  });

  it('appends to the step summary, and goes on without one', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'breakglass-')), 'summary');
    writeFileSync(file, '');
    const host = createActionsHost();
    await host.summarise('x'.repeat(1024 * 1024 + 1));
    expect(readFileSync(file, 'utf8')).toBe('');
    await expect(host.summarise('nowhere')).resolves.toBeUndefined();
    vi.stubEnv('GITHUB_STEP_SUMMARY', file);
    await host.summarise('# done');
    expect(readFileSync(file, 'utf8')).toContain('# done\n');
  });

  it('reports events without ever throwing', () => {
    const reporter = createActionsHost().reporter((event) => {
      if (event.type === 'planned') throw new Error('broken view');
      return event.type === 'locked' ? '::error::x' : undefined;
    });
    reporter.report({ type: 'planned', digest: 'd', at: '2026-11-21T02:13:00.000Z' });
    reporter.report({ type: 'locked', install: 'acme-prod', at: '2026-11-21T02:13:00.000Z' });
    reporter.report({ type: 'monitoring', forMs: 1, at: '2026-11-21T02:13:00.000Z' });
    expect(printed).toEqual(['2026-11-21T02:13:00.000Z planned', ': :error::x']);
  });
});
