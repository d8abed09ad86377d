import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, repositoryFiles, textOf } from './files.ts';

describe('documents that name files', () => {
  it('name files that exist: where each promise is kept', () => {
    const section = textOf('docs/architecture.md').split('## Where each promise is kept')[1] ?? '';
    const named = [...section.matchAll(/`([a-z-]+\/[a-z/.-]+)`/g)].map((match) => `action/${match[1]}`);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('name files that exist: paths from the root', () => {
    const pages = repositoryFiles().filter((path) => path.endsWith('.md') && /^(docs\/|[A-Z]+\.md$)/.test(path));
    const named = pages.flatMap((page) =>
      [...textOf(page).matchAll(/`((?:action|scripts|docs)\/[a-z0-9/.-]+)`/g)].map((match) => match[1] ?? ''),
    );
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('gives owners to folders that exist', () => {
    const owned = [...textOf('.github/CODEOWNERS').matchAll(/^\/(\S+)\s+@/gm)].map((match) => match[1] ?? '');
    expect(owned).toEqual(['playbooks/', '.github/', 'action/audit/', 'action/gate/', 'action/policy/']);
    expect(owned.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
