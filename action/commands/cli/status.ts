import { InvalidArgumentError } from 'commander';
import { DEFAULT_AUDIT_BRANCH } from '../../audit/trail-path.ts';
import type { AddCommand } from './verb.ts';

export const addStatus: AddCommand = (program, { write, finish }) => {
  program
    .command('status')
    .description(
      'open sessions, what waits for whose approval, and what was lately; exit code 1 when something is unknown',
    )
    .option('--days <number>', 'how many days back', days, 7)
    .option('--audit-branch <name>', 'the audit branch', DEFAULT_AUDIT_BRANCH)
    .option('--root <folder>', 'a clone of the playbook repository', '.')
    .option('--json', 'one compact line of JSON', false)
    .action((given) =>
      finish(
        Promise.all([import('../status.ts'), import('../request/desk.ts')]).then(([{ statusCommand }, { withDesk }]) =>
          withDesk(write, true, (desk) => statusCommand(given, desk)),
        ),
      ),
    );
};

function days(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 60) return value;
  throw new InvalidArgumentError('write a whole number from 1 to 60');
}
