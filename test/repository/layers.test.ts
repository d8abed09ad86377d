import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, textOf } from './files.ts';

const table = /const LAYERS\b[\s\S]*?\n};/.exec(textOf('scripts/lint-layers.ts'))?.[0] ?? '';
const enforced = [...table.matchAll(/^ {2}'?([a-z-]+)'?: \[/gm)].map((match) => match[1] ?? '').toSorted();

describe('import layers', () => {
  it('are documented as they are enforced', () => {
    const documented = [...textOf('docs/architecture.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(
      (match) => match[1] ?? '',
    );
    expect(documented.toSorted()).toEqual(enforced);
  });

  it('hold every folder of the action but the bundle', () => {
    const folders = readdirSync(join(ROOT, 'action'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'dist')
      .map((entry) => entry.name);
    expect(folders.filter((name) => !enforced.includes(name))).toEqual([]);
  });
});
