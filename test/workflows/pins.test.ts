import { describe, expect, it } from 'vitest';
import { gitOutput } from '../../action/runtime/git-process.ts';
import { findPins, rewritePins } from '../../scripts/release/pins.ts';
import { ROOT, textOf } from '../repository/files.ts';
import { OWN_WORKFLOWS } from './own.ts';

const { version } = JSON.parse(textOf('package.json')) as { readonly version: string };
const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

async function hasHistory(): Promise<boolean> {
  try {
    return (await gitOutput(ROOT, ['rev-parse', '--is-shallow-repository'])).trim() === 'false';
  } catch {
    return false;
  }
}

describe('the pins of the action', () => {
  const pins = OWN_WORKFLOWS.flatMap(({ text }) => findPins(text));

  it('are one full SHA, with the version beside it', () => {
    expect(new Set(pins.map(({ sha }) => sha)).size).toBe(1);
    expect(pins.map(({ sha }) => sha).filter((sha) => !/^[0-9a-f]{40}$/.test(sha))).toEqual([]);
    expect(new Set(pins.map(({ version }) => version))).toEqual(new Set([`v${version}`]));
  });

  it('are all that name this repository', () => {
    const named = OWN_WORKFLOWS.flatMap(({ text }) => [...text.matchAll(/(uses|repository): .*breakglass-dev/g)]);
    expect(pins.length).toBe(named.length);
    expect(pins.length).toBeGreaterThanOrEqual(6);
  });

  it('name a commit whose action has every command that the workflows give it, and whose command line every verb', async (test) => {
    // Without its history, or without git, nobody can tell. With it, a commit that is not there is a wrong pin.
    if (!(await hasHistory())) return test.skip();
    const sha = pins[0]?.sha ?? '';
    const at = (path: string): Promise<string> => gitOutput(ROOT, ['show', `${sha}:${path}`]);
    const action = await at('action/runtime/action-inputs.ts');
    const texts = OWN_WORKFLOWS.map(({ text }) => text).join('\n');
    const commands = [...texts.matchAll(/^ +command: ([a-z-]+)$/gm)].map((match) => `'${match[1]}'`);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((command) => !action.includes(command))).toEqual([]);
    const dispatched = await at('action/commands/dispatch.ts');
    expect(dispatched).not.toContain('this version has no command');
    const verbs = [...texts.matchAll(/node build\/cli\.js ([a-z]+)/g)].map((match) => match[1] ?? '');
    expect(verbs).toContain('habit');
    for (const verb of verbs) await expect(at(`action/commands/cli/${verb}.ts`)).resolves.toContain(verb);
  });

  it('are rewritten all together, and nothing else is', () => {
    for (const { text } of OWN_WORKFLOWS) {
      const rewritten = rewritePins(text, A, 'v9.9.9');
      expect(findPins(rewritten).every(({ sha, version }) => sha === A && version === 'v9.9.9')).toBe(true);
      const [pin] = findPins(text);
      expect(pin === undefined ? text : rewritePins(rewritten, pin.sha, pin.version ?? '')).toBe(text);
    }
  });
});

describe('a pin', () => {
  it.each([
    ['of the action', `      - uses: breakglass-dev/breakglass@${B}\n`, B],
    ['of a reusable workflow', `uses: breakglass-dev/breakglass/.github/workflows/recover.yml@${B} # v0.1.0\n`, B],
    ['of a checkout', `          repository: breakglass-dev/breakglass\n          ref: ${B} # v0.1.0\n`, B],
    ['that is a tag', 'uses: breakglass-dev/breakglass@v0 # v0.1.0\n', 'v0'],
    ['in quotes', `uses: "breakglass-dev/breakglass@main"\n`, 'main'],
  ])('is found and rewritten: one %s', (_name, text, sha) => {
    expect(findPins(text).map((pin) => pin.sha)).toEqual([sha]);
    expect(findPins(rewritePins(text, A, 'v0.2.0'))).toMatchObject([{ sha: A, version: 'v0.2.0' }]);
  });

  it.each([
    ['another action', `uses: actions/checkout@${B} # v7.0.1\n`],
    ['a repository of a similar name', `uses: breakglass-dev/breakglass-docs@${B} # v1.0.0\n`],
    ['prose', `# ${B} is what breakglass-dev/breakglass@main was\n`],
  ])('is not what names %s', (_name, text) => {
    expect(findPins(text)).toEqual([]);
    expect(rewritePins(text, A, 'v0.2.0')).toBe(text);
  });
});
