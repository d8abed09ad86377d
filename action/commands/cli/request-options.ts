import { type Command, Option } from 'commander';
import { DEFAULT_AUDIT_BRANCH } from '../../audit/trail-path.ts';

/** What every request says of itself, whichever verb writes it. */
export function withWords(command: Command): Command {
  return command
    .option('--reason <text>', 'for the approver and the record')
    .option('--commander <login>', 'the incident commander; you, where the install lists you')
    .addOption(
      new Option('--on-drift <what>', 'when AWS differs from what the approver saw')
        .choices(['refuse', 'proceed'])
        .default('refuse'),
    )
    .option('--name <name>', "the request's name; by default the date and the incident");
}

/** Where it is written, and how it is shown. */
export function withPlace(command: Command): Command {
  return command
    .option('--dry-run', 'validate and show, and send nothing', false)
    .option('--root <folder>', 'a clone of the playbook repository', '.')
    .option('--remote', 'read the default branch on GitHub, whatever the folder holds', false)
    .option('--json', 'one compact line of JSON', false);
}

/** Which session it goes on from. */
export function withSession(command: Command, what: string): Command {
  return command
    .argument('<session>', what)
    .addOption(new Option('--dispatch', 'refused: no form has a field for a session').default(false).hideHelp())
    .option('--incident <id>', "the incident's id in your tracker; by default that of the session")
    .option('--audit-branch <name>', 'the audit branch', DEFAULT_AUDIT_BRANCH);
}
