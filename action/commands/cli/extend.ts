import { Option } from 'commander';
import { DEFAULT_AUDIT_BRANCH } from '../../audit/trail-path.ts';
import type { ExtendOptions } from '../extend.ts';
import { type AddCommand, collect } from './verb.ts';

export const addExtend: AddCommand = (program, { write, finish }) => {
  program
    .command('extend')
    .description(
      'ask for more time for a temporary change that is in force: opens the pull request, through the same gate',
    )
    .argument('<session>', 'an open session, as breakglass status shows it')
    .option('--duration <time>', 'for how long from its own start: 30m; by default as long as before')
    .option('--incident <id>', "the incident's id in your tracker; by default that of the session")
    .option('--reason <text>', 'for the approver and the record')
    .option('--commander <login>', 'the incident commander; you, where the install lists you')
    .option('--confirm <criterion>', 'a criterion of the playbook, word for word; repeatable', collect, [])
    .option('--confirm-all', 'every criterion of the playbook is still true', false)
    .option('--accept <step>', 'a step that cannot be undone, or sensitive-state; repeatable', collect, [])
    .addOption(
      new Option('--on-drift <what>', 'when AWS differs from what the approver saw')
        .choices(['refuse', 'proceed'])
        .default('refuse'),
    )
    .option('--name <name>', "the request's name; by default the date and the incident")
    .option('--dry-run', 'validate and show, and send nothing', false)
    .option('--audit-branch <name>', 'the audit branch', DEFAULT_AUDIT_BRANCH)
    .option('--root <folder>', 'a clone of the playbook repository', '.')
    .option('--remote', 'read the default branch on GitHub, whatever the folder holds', false)
    .option('--json', 'one compact line of JSON', false)
    .action((session: string, given: ExtendOptions) => finish(extend(session, given, write)));
};

async function extend(session: string, options: ExtendOptions, write: (line: string) => void): Promise<number> {
  const [{ extendCommand }, { withDesk }] = await Promise.all([import('../extend.ts'), import('../request/desk.ts')]);
  return withDesk(write, options.json, (desk) => extendCommand(session, options, desk));
}
