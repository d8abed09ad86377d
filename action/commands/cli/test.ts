import { InvalidArgumentError, Option } from 'commander';
import { bundleOption, scaleOption } from './drill.ts';
import type { AddCommand } from './verb.ts';

const DEFAULT_JOBS = 2;

export const addTest: AddCommand = (program, { write, finish }) => {
  program
    .command('test')
    .description("play the drills of a playbook repository's own playbooks on the sandbox: for its CI")
    .argument('[playbooks...]', 'these alone')
    .option('--root <folder>', 'the playbook repository', '.')
    .option('--require-all', 'fail where a playbook has no drill', false)
    .option('--json', 'one compact line of JSON for each drill', false)
    .addOption(new Option('--jobs <n>', 'so many at a time').default(DEFAULT_JOBS).argParser(jobs))
    .addOption(bundleOption())
    .addOption(scaleOption())
    .action((names: string[], given) =>
      finish(import('../test.ts').then(({ testCommand }) => testCommand(names, given, write))),
    );
};

function jobs(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('write a whole number of 1 to 99');
}
