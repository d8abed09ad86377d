import type { RequestOptions } from '../request/options.ts';
import { withPlace, withWords } from './request-options.ts';
import { type AddCommand, collect } from './verb.ts';

export const addRequest: AddCommand = (program, { write, finish }) => {
  const command = program
    .command('request')
    .description('ask for access: validate the request as the action will, and open its pull request or dispatch it')
    .argument('[playbook]', 'a file of playbooks/, without .yml')
    .option('--install <name>', 'a file of playbooks/installs/, without .yml; needless where there is one')
    .option('--incident <id>', "the incident's id in your tracker");
  withPlace(withWords(command))
    .option('--confirm <criterion>', 'a criterion of the playbook, word for word; repeatable', collect, [])
    .option('--confirm-all', 'every criterion of the playbook is true', false)
    .option('--duration <time>', 'how long steps may be started: 30m')
    .option('--input <name=value>', 'an input of the playbook; repeatable', collect, [])
    .option('--accept <step>', 'a step that cannot be undone, or sensitive-state; repeatable', collect, [])
    .option('--dispatch', "dispatch the playbook's workflow; you are the commander", false)
    .action((playbook: string | undefined, given: Omit<RequestOptions, 'playbook'>) =>
      finish(ask({ ...given, ...(playbook === undefined ? {} : { playbook }) }, write)),
    );
};

async function ask(options: RequestOptions, write: (line: string) => void): Promise<number> {
  const [{ requestCommand }, { withDesk }] = await Promise.all([import('../request.ts'), import('../request/desk.ts')]);
  return withDesk(write, options.json, (desk) => requestCommand(options, desk));
}
