import { Option } from 'commander';
import { trustOptions } from './trust-options.ts';
import type { AddCommand } from './verb.ts';

export const addStack: AddCommand = (program, { write, tell, finish }) => {
  const command = program
    .command('stack')
    .description("write the customer's CloudFormation template: their roles, off until they enable them")
    .argument('[folder]', 'a clone of the playbook repository', '.')
    .option('--install <name>', 'a file of playbooks/installs/, without .yml; needless where there is one')
    .addOption(
      new Option('--review', 'write a page in plain words instead: what each role may do, and never can').conflicts(
        'homeRegion',
      ),
    )
    .option(
      '--home-region',
      "write the second template instead: the alerts of the Region in which the account's IAM is",
    )
    .option('--out <file>', 'write to this file')
    .option('--force', 'overwrite a file that somebody else wrote', false)
    .option(
      '--workflows <version>',
      'the commit or tag of Breakglass to trust; by default what the workflows call now',
    );
  trustOptions(command).action((folder: string, { review, homeRegion, ...given }) => {
    const what = review === true ? 'review' : homeRegion === true ? 'home-region' : 'template';
    const options = { ...given, write: what } as const;
    return finish(import('../stack.ts').then(({ stackCommand }) => stackCommand(folder, options, write, tell)));
  });
};
