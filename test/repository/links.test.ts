import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, repositoryFiles, textOf } from './files.ts';

const LINK = /\[[^\]]*\]\(([^()\s]+)\)/g;
const CODE = /```[\s\S]*?```|`[^`\n]*`/g;

const pages = repositoryFiles().filter((path) => path.endsWith('.md') && !path.startsWith('action/dist/'));

describe('links between pages', () => {
  it.each(pages)('lead somewhere: %s', (page) => {
    expect(relativeLinks(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it('are found', () => {
    expect(relativeLinks('README.md')).toContain('SECURITY.md');
  });
});

function relativeLinks(page: string): readonly string[] {
  return [...textOf(page).replace(CODE, '').matchAll(LINK)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || headings(target).includes(anchor);
}

/** The anchors that GitHub gives to a page's headings. */
function headings(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
