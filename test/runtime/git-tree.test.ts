import { describe, expect, it } from 'vitest';
import { compareTrees, parseTree } from '../../action/runtime/git-tree.ts';

const ID = 'a'.repeat(40);
const invalid = expect.objectContaining({ name: 'BreakglassError', code: 'audit-invalid' });

/** A tree of entries `<mode> <name>`, each with an id of its own. */
function tree(...entries: readonly string[]): Buffer {
  return Buffer.concat(entries.map((entry, at) => Buffer.from(`${entry}\0${String.fromCharCode(97 + at).repeat(20)}`)));
}

const names = (bytes: Uint8Array, id = ID): readonly string[] => parseTree(id, bytes).map(({ name }) => name);

describe('a tree', () => {
  it('is read in the order of git: a folder where its name with a slash would stand', () => {
    const bytes = tree('100644 a', '100755 a-b', '120000 a.b', '40000 b', '160000 b0', '100644 c', '40000 é');
    expect(parseTree(ID, bytes).map(({ mode, name }) => `${mode} ${Buffer.from(name, 'latin1').toString()}`)).toEqual([
      '100644 a',
      '100755 a-b',
      '120000 a.b',
      '040000 b',
      '160000 b0',
      '100644 c',
      '040000 é',
    ]);
    expect(names(tree('100644 a.b', '40000 a', '100644 a0'))).toEqual(['a.b', 'a', 'a0']);
    expect(names(Buffer.alloc(0))).toEqual([]);
  });

  it('has ids of 32 bytes where its own has', () => {
    const bytes = Buffer.concat([
      Buffer.from('100644 a\0'),
      Buffer.alloc(32, 1),
      Buffer.from('40000 b\0'),
      Buffer.alloc(32, 2),
    ]);
    expect(parseTree('a'.repeat(64), bytes).map(({ id }) => id.length)).toEqual([32, 32]);
    expect(() => parseTree(ID, bytes)).toThrow(invalid);
  });

  it('is read where it stands in a larger buffer, and spaces and newlines are part of a name', () => {
    const within = Buffer.concat([Buffer.from('xx'), tree('100644 a b\nc'), Buffer.from('yy')]).subarray(2, -2);
    expect(names(within)).toEqual(['a b\nc']);
  });

  it.each<[string, Buffer]>([
    ['files out of order', tree('100644 b', '100644 a')],
    ['a file twice', tree('100644 a', '100644 a')],
    ['a folder twice', tree('40000 a', '40000 a')],
    ['a file and a folder of one name', tree('100644 a', '40000 a')],
    ['a file and a folder of one name, with others between them', tree('100644 a', '100644 a.b', '40000 a')],
    ['a link and a folder of one name', tree('120000 a', '40000 a')],
    ['a submodule and a folder of one name', tree('160000 a', '100644 a-b', '40000 a')],
    ['a folder before a file of its name', tree('40000 a', '100644 a')],
    ['a folder in the order of files', tree('40000 a', '100644 a.b')],
    ['a file in the order of folders', tree('100644 a.b', '100644 a')],
    ['a name of nothing', tree('100644 ')],
    ['a name of nothing for a folder', tree('40000 ')],
    ['the name .', tree('40000 .')],
    ['the name ..', tree('40000 ..')],
    ['the name .git', tree('40000 .git')],
    ['the name .GIT', tree('100644 .GIT')],
    ['a slash in a name', tree('100644 audit/2026')],
    ['a slash before a name', tree('100644 /a')],
    ['a slash after a name', tree('40000 a/')],
    ['a mode with a zero before it', tree('040000 a')],
    ['a mode with more zeros', tree('0100644 a')],
    ['a mode of old', tree('100664 a')],
    ['a mode that nobody writes', tree('100600 a')],
    ['a mode without a kind', tree('644 a')],
    ['a mode of a device', tree('20666 a')],
    ['a mode that is no number', tree('1006x4 a')],
    ['a mode of nothing', tree(' a')],
    ['a mode after a space', tree(' 100644 a')],
    ['no space', Buffer.from(`100644\0${'a'.repeat(20)}`)],
    ['no end of the name', Buffer.from('100644 a')],
    ['an id cut short', tree('100644 a').subarray(0, -1)],
    ['no id', Buffer.from('100644 a\0')],
    ['something after the last entry', Buffer.concat([tree('100644 a'), Buffer.from('1')])],
    ['a newline after the last entry', Buffer.concat([tree('100644 a'), Buffer.from('\n')])],
    ['a zero byte before the first entry', Buffer.concat([Buffer.from('\0'), tree('100644 a')])],
    ['no tree at all', Buffer.from('{"version":1}\n')],
  ])('is refused: %s', (_what, bytes) => {
    expect(() => parseTree(ID, bytes)).toThrow(invalid);
  });
});

describe('two trees', () => {
  const compared = (before: Buffer, after: Buffer): readonly string[] =>
    compareTrees(parseTree(ID, before), parseTree(ID, after)).map(
      (change) => `${change.before?.mode ?? '-'} ${change.after?.mode ?? '-'} ${(change.after ?? change.before)?.name}`,
    );

  it('differ in what is in one alone, and in the mode or id of what is in both', () => {
    expect(compared(tree('100644 a', '100644 b'), tree('100644 a', '100644 b'))).toEqual([]);
    expect(compared(tree('100644 a', '100644 c'), tree('100644 a', '100644 b', '100644 c'))).toEqual([
      '- 100644 b',
      '100644 100644 c',
    ]);
    expect(compared(tree('100644 a'), tree('100755 a'))).toEqual(['100644 100755 a']);
    expect(compared(tree('100644 a', '40000 b'), tree())).toEqual(['100644 - a', '040000 - b']);
  });

  it('never take a folder for what a file has become', () => {
    expect(compared(tree('100644 a'), tree('40000 a'))).toEqual(['100644 - a', '- 040000 a']);
    expect(compared(tree('40000 a'), tree('100644 a'))).toEqual(['- 100644 a', '040000 - a']);
  });
});
