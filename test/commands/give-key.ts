import { parse, stringify } from 'yaml';
import type { DrillWorld } from '../../action/drill/world.ts';
import { git } from '../refusals/live.ts';
import { PLACE } from './job.ts';

/** The customer gives an install a key. */
export async function giveKey(world: DrillWorld, name: string): Promise<void> {
  const path = `playbooks/installs/${name}.yml`;
  const admin = world.hosting.as('admin');
  const { data } = await admin.rest.repos.getContent({ ...PLACE, path });
  const install = parse(await git(world, 'show', `main:${path}`));
  const content = Buffer.from(stringify({ ...install, 'state-key': true })).toString('base64');
  const sha = Array.isArray(data) ? '' : data.sha;
  await admin.rest.repos.createOrUpdateFileContents({ ...PLACE, path, message: 'a key', content, sha });
}
