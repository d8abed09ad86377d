import type { Registry } from '../../../action/domain/step-kind.ts';
import { plain } from './escape.ts';
import { playbookPage } from './playbook-page.ts';
import { type Shipped, shippedPlaybooks } from './shipped.ts';

/** `docs/playbooks/`: a page for each shipped playbook, and their index. */
export function playbookPages(root: string, registry: Registry): ReadonlyMap<string, string> {
  const all = shippedPlaybooks(root, registry);
  return new Map([
    ['docs/playbooks/README.md', indexPage(all)],
    ...all.map((each) => [`docs/playbooks/${each.playbook.playbook}.md`, playbookPage(each, registry)] as const),
  ]);
}

function indexPage(all: readonly Shipped[]): string {
  const rows = all.map(({ playbook: { playbook, summary, criteria, revert } }) => {
    const lasts = revert === 'at-end' ? 'for a while' : 'stays';
    return `| ${plain(criteria[0] ?? '')} | [${playbook}](${playbook}.md) | ${plain(summary)} | ${lasts} |`;
  });
  return [
    '<!-- Written by `npm run generate` from playbooks/: change them, not this page. -->',
    '# Playbooks',
    'Look for what is wrong in the first column. Each page has the command that asks for it.',
    ['| what is wrong | playbook | what it does | the change |', '|---|---|---|---|', ...rows].join('\n'),
    '## Practise',
    [
      '```sh',
      'npm run drill -- shift-traffic   # one of them: what customers are answered before, during and after',
      'npm run drill -- --all           # every one of them, with a table at the end',
      'breakglass test                  # the same for the playbooks of your own repository, in its CI',
      '```',
    ].join('\n'),
    'A drill is played on the sandbox, with real traffic on loopback; how one ends is said in `playbooks/drills/`. What a playbook can be made of is in [docs/steps](../steps/README.md).',
  ]
    .join('\n\n')
    .concat('\n');
}
