import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { resolveBranch } from '../../action/runtime/git.ts';
import { body, directoryOf, journal, walk } from './audit-branch-writer.ts';
import { BRANCH, startWorld, type World } from './world.ts';

let world: World;
const worlds: World[] = [];

beforeEach(async () => {
  world = await startWorld();
  worlds.push(world);
  await world.openTrail();
});
afterAll(() => Promise.all(worlds.map((each) => each.close())));

interface StrangeFile {
  readonly path: string;
  readonly mode?: string;
  /** Contents; for a gitlink (mode 160000) the id of a commit. */
  readonly content: string;
}

const EVIL = 'drill/2026/11/21/evil-1';
const LINK = `${EVIL}/0001-opened.json`;
const GITLINK = '160000';

/** Commits that somebody with `contents: write` pushes; resolves to the head. */
async function push(commits: readonly (readonly StrangeFile[])[]): Promise<string> {
  const directory = directoryOf(world);
  const ref = `refs/heads/${BRANCH}`;
  const stream = commits.map((files, index) => {
    const changes = files.map(({ path, mode = '100644', content }) =>
      mode === GITLINK
        ? `M ${mode} ${content} ${path}\n`
        : `M ${mode} inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`,
    );
    const from = index === 0 ? `from ${ref}^0\n` : '';
    return `commit ${ref}\ncommitter M <m@example.com> 1700000000 +0000\ndata 1\nx\n${from}${changes.join('')}\n`;
  });
  const child = promisify(execFile)('git', ['--git-dir', directory, 'fast-import', '--quiet', '--force']);
  child.child.stdin?.end(stream.join(''));
  await child;
  return (await resolveBranch(directory, BRANCH)).head;
}

/** A link that honest work left on the branch, as text. */
async function honestLink(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['--git-dir', directoryOf(world), 'show', `${BRANCH}:${path}`]);
  return stdout;
}

describe('a stranger who can push to the audit branch', () => {
  it('does not stop later sessions by many commits of his own', async () => {
    const before = journal(world, await world.job());
    const { path } = await before.append(body(before.session));
    await push(Array.from({ length: 150 }, (_, index) => [{ path: `notes/${index}.md`, content: 'x' }]));
    const calls = world.acme.github.calls().length;
    const after = journal(world, await world.job());
    await after.append(body(after.session));
    expect(world.acme.github.calls().length - calls).toBeLessThan(15);
    expect(await walk(world)).toEqual({ paths: [path, expect.stringContaining(after.session)], problems: [] });
  });

  it('does not stop the first session either', async () => {
    await push(Array.from({ length: 150 }, (_, index) => [{ path: `notes/${index}.md`, content: 'x' }]));
    const trail = journal(world, await world.job());
    await trail.append(body(trail.session));
    expect((await walk(world)).problems).toEqual([]);
  });

  it.each<[string, (honest: { link: string; blob: string }) => readonly StrangeFile[], string]>([
    [
      'a submodule in the place of a link',
      () => [{ path: LINK, mode: GITLINK, content: '1'.repeat(40) }],
      'file-changed',
    ],
    [
      'a submodule that has the id of an honest link',
      ({ blob }) => [{ path: LINK, mode: GITLINK, content: blob }],
      'file-changed',
    ],
    ['a symbolic link to a link', () => [{ path: LINK, mode: '120000', content: '../x' }], 'file-changed'],
    [
      'an executable copy of an honest link',
      ({ link }) => [{ path: LINK, mode: '100755', content: link }],
      'file-changed',
    ],
    ['a link too large to be read', () => [{ path: LINK, content: 'x'.repeat(9_000_000) }], 'link-invalid'],
    ['a link that is none', () => [{ path: LINK, content: '{}\n' }], 'link-invalid'],
    [
      'a link behind hundreds of files',
      ({ link }) => [
        ...Array.from({ length: 310 }, (_, index) => ({ path: `a/${index}`, content: 'x' })),
        { path: LINK, content: link },
      ],
      'unexpected-file',
    ],
    [
      'two links at once',
      ({ link }) => [
        { path: LINK, content: link },
        { path: `${EVIL}/0002-closed.json`, content: link },
      ],
      'several-links',
    ],
    ['notes among the links', () => [{ path: 'drill/notes.md', content: 'x' }], 'unexpected-file'],
  ])("breaks nobody else's chain by %s", async (_what, files, code) => {
    const before = journal(world, await world.job());
    const first = await before.append(body(before.session));
    const link = await honestLink(first.path);
    const { stdout: blob } = await promisify(execFile)('git', [
      '--git-dir',
      directoryOf(world),
      'rev-parse',
      `${BRANCH}:${first.path}`,
    ]);
    const evil = await push([files({ link, blob: blob.trim() })]);
    const after = journal(world, await world.job());
    await after.append(body(after.session));
    await before.append(body(before.session, 2));
    const { paths, problems } = await walk(world);
    expect(paths).toHaveLength(3);
    expect(new Set(problems.map(({ commit }) => commit))).toEqual(new Set([evil]));
    expect(problems.map((problem) => problem.code)).toContain(code);
  });

  it('cannot have a copy of an old link taken for the next one of its session', async () => {
    const before = journal(world, await world.job());
    const first = await before.append(body(before.session));
    const evil = await push([[{ path: LINK, content: await honestLink(first.path) }]]);
    await before.append(body(before.session, 2));
    const { problems } = await walk(world);
    expect(new Set(problems.map(({ commit }) => commit))).toEqual(new Set([evil]));
  });

  it('is refused when there are too many of his commits to look through', async () => {
    await push(Array.from({ length: 301 }, (_, index) => [{ path: `drill/${index}.md`, content: 'x' }]));
    const trail = journal(world, await world.job());
    await expect(trail.append(body(trail.session))).rejects.toMatchObject({
      code: 'audit-invalid',
      hint: expect.stringContaining('audit-branch'),
    });
  }, 60_000);

  it('does not have his file written over', async () => {
    const trail = journal(world, await world.job());
    const path = `drill/2026/11/21/${trail.session}/0001-opened.json`;
    await push([[{ path, content: 'mine' }]]);
    await expect(trail.append(body(trail.session))).rejects.toMatchObject({ code: 'audit-invalid' });
    expect(await honestLink(path)).toBe('mine');
  });

  it('does not have his file written over by a later link either', async () => {
    const trail = journal(world, await world.job());
    const path = `drill/2026/11/21/${trail.session}/0002-verified.json`;
    await push([[{ path, content: 'mine' }]]);
    await trail.append(body(trail.session));
    await expect(trail.append(body(trail.session, 2))).rejects.toMatchObject({ code: 'audit-invalid' });
    // What is no link takes no number: under another name the link is written.
    const other = trail.append({ ...body(trail.session, 2), state: 'applied' });
    await expect(other).resolves.toMatchObject({ path: path.replace('verified', 'applied') });
    expect(await honestLink(path)).toBe('mine');
  });
});
