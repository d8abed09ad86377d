import { bundleOption, jobsOption, scaleOption } from './drill.ts';
import type { AddCommand } from './verb.ts';

export const addTest: AddCommand = (program, { write, finish }) => {
  program
    .command('test')
    .description("play the drills of a playbook repository's own playbooks on the sandbox: for its CI")
    .argument('[playbooks...]', 'these alone')
    .option('--root <folder>', 'the playbook repository', '.')
    .option('--require-all', 'fail where a playbook has no drill', false)
    .option('--json', 'one compact line of JSON for each drill', false)
    .addOption(jobsOption('so many at a time'))
    .addOption(bundleOption())
    .addOption(scaleOption())
    .action((names: string[], given) =>
      finish(import('../test.ts').then(({ testCommand }) => testCommand(names, given, write))),
    );
};
