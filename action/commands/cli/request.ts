import { Option } from 'commander';
import type { RequestOptions } from '../request/options.ts';
import { type AddCommand, collect } from './verb.ts';

export const addRequest: AddCommand = (program, { write, finish }) => {
  program
    .command('request')
    .description('ask for access: validate the request as the action will, and open its pull request or dispatch it')
    .argument('[playbook]', 'a file of playbooks/, without .yml')
    .option('--install <name>', 'a file of playbooks/installs/, without .yml; needless where there is one')
    .option('--incident <id>', "the incident's id in your tracker")
    .option('--reason <text>', 'for the approver and the record')
    .option('--commander <login>', 'the incident commander; you, where the install lists you')
    .option('--confirm <criterion>', 'a criterion of the playbook, word for word; repeatable', collect, [])
    .option('--confirm-all', 'every criterion of the playbook is true', false)
    .option('--duration <time>', 'how long steps may be started: 30m')
    .option('--input <name=value>', 'an input of the playbook; repeatable', collect, [])
    .option('--accept <step>', 'a step that cannot be undone, or sensitive-state; repeatable', collect, [])
    .addOption(
      new Option('--on-drift <what>', 'when AWS differs from what the approver saw')
        .choices(['refuse', 'proceed'])
        .default('refuse'),
    )
    .option('--name <name>', "the request's name; by default the date and the incident")
    .option('--dispatch', "dispatch the playbook's workflow; you are the commander", false)
    .option('--dry-run', 'validate and show, and send nothing', false)
    .option('--root <folder>', 'a clone of the playbook repository', '.')
    .option('--remote', 'read the default branch on GitHub, whatever the folder holds', false)
    .option('--json', 'one compact line of JSON', false)
    .action((playbook: string | undefined, given: Omit<RequestOptions, 'playbook'>) =>
      finish(ask({ ...given, ...(playbook === undefined ? {} : { playbook }) }, write)),
    );
};

async function ask(options: RequestOptions, write: (line: string) => void): Promise<number> {
  const [{ requestCommand }, { withDesk }] = await Promise.all([import('../request.ts'), import('../request/desk.ts')]);
  return withDesk(write, options.json, (desk) => requestCommand(options, desk));
}
