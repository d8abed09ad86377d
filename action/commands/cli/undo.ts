import { Option } from 'commander';
import { DEFAULT_AUDIT_BRANCH } from '../../audit/trail-path.ts';
import type { UndoOptions } from '../undo.ts';
import { type AddCommand, collect } from './verb.ts';

export const addUndo: AddCommand = (program, { write, finish }) => {
  program
    .command('undo')
    .description(
      'ask for what a past session changed to be put back as it was: opens the pull request, through the same gate',
    )
    .argument('<session>', 'a session that succeeded, as breakglass status shows it')
    .option('--incident <id>', "the incident's id in your tracker; by default that of the session")
    .option('--reason <text>', 'for the approver and the record')
    .option('--commander <login>', 'the incident commander; you, where the install lists you')
    .option('--confirm <criterion>', 'what is confirmed, word for word; asked for where it is missing', collect, [])
    .option('--confirm-all', 'what the session changed is to be put back', false)
    .option('--duration <time>', 'how long steps may be started: 30m')
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
    .action((session: string, given: UndoOptions) => finish(undo(session, given, write)));
};

async function undo(session: string, options: UndoOptions, write: (line: string) => void): Promise<number> {
  const [{ undoCommand }, { withDesk }] = await Promise.all([import('../undo.ts'), import('../request/desk.ts')]);
  return withDesk(write, options.json, (desk) => undoCommand(session, options, desk));
}
