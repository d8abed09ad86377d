import { OWNER, REPOSITORY } from '../../action/drill/hosting.ts';
import type { DrillWorld } from '../../action/drill/world.ts';

/** Another session holds the install's lock; gives back how to release it. */
export async function holdLock({ hosting }: DrillWorld, install: string): Promise<() => Promise<void>> {
  const git = hosting.as('admin').rest.git;
  const place = { owner: OWNER, repo: REPOSITORY };
  const ref = `heads/break-glass/open/${install}`;
  const holder = {
    session: 'inc-1-99',
    run: 'https://github.com/acme/x/actions/runs/99',
    since: '2026-11-21T02:00:00Z',
  };
  const tree = await git.createTree({
    ...place,
    tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: '{}\n' }],
  });
  const commit = await git.createCommit({
    ...place,
    message: JSON.stringify(holder),
    tree: tree.data.sha,
    parents: [],
  });
  await git.createRef({ ...place, ref: `refs/${ref}`, sha: commit.data.sha });
  return async () => void (await git.deleteRef({ ...place, ref }));
}
