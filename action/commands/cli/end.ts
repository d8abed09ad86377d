import { DEFAULT_AUDIT_BRANCH } from '../../audit/trail-path.ts';
import type { EndOptions } from '../end.ts';
import type { AddCommand } from './verb.ts';

export const addEnd: AddCommand = (program, { write, finish }) => {
  program
    .command('end')
    .description(
      'give access back early: cancels the run of an open session, which puts back what it applied; or starts its recovery',
    )
    .argument('<session>', 'an open session, as breakglass status shows it')
    .option('--yes', 'ask nobody', false)
    .option('--wait', 'wait until the session is closed', false)
    .option('--audit-branch <name>', 'the audit branch', DEFAULT_AUDIT_BRANCH)
    .option('--root <folder>', 'a clone of the playbook repository', '.')
    .option('--json', 'one compact line of JSON', false)
    .action((session: string, given: EndOptions) => finish(end(session, given, write)));
};

async function end(session: string, options: EndOptions, write: (line: string) => void): Promise<number> {
  const [{ endCommand }, { withDesk }] = await Promise.all([import('../end.ts'), import('../request/desk.ts')]);
  return withDesk(write, options.json, (desk) => endCommand(session, options, desk));
}
