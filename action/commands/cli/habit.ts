import { bundleOption, scaleOption } from './drill.ts';
import type { AddCommand } from './verb.ts';

export const addHabit: AddCommand = (program, { write, finish }) => {
  program
    .command('habit')
    .description('drill the playbook whose turn it is, keep the record, tell people what failed or is overdue')
    .option('--root <folder>', 'the playbook repository', '.')
    .option('--playbook <name>', 'this one instead')
    .option('--local', 'read nothing from GitHub, write nothing to it', false)
    .option('--json', 'end with one compact line of JSON, and nothing else', false)
    .addOption(bundleOption())
    .addOption(scaleOption())
    .action((given) => finish(import('../habit.ts').then(({ habitCommand }) => habitCommand(given, write))));
};
