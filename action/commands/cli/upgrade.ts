import { trustOptions } from './trust-options.ts';
import type { AddCommand } from './verb.ts';

export const addUpgrade: AddCommand = (program, { write, finish }) => {
  const command = program
    .command('upgrade')
    .description('say what to change, and in which order, to call another version of Breakglass; changes nothing')
    .argument('[folder]', 'a clone of the playbook repository', '.')
    .requiredOption('--to <sha>', 'the commit of Breakglass to call')
    .option('--install <name>', 'of this install alone')
    .option('--template <file>', 'what the customer has deployed, to compare with the template of the new version');
  trustOptions(command).action((folder: string, given) =>
    finish(import('../upgrade.ts').then(({ upgradeCommand }) => upgradeCommand(folder, given, write))),
  );
};
