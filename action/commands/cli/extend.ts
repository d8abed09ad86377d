import type { ExtendOptions } from '../extend.ts';
import { withPlace, withSession, withWords } from './request-options.ts';
import { type AddCommand, collect } from './verb.ts';

export const addExtend: AddCommand = (program, { write, finish }) => {
  const command = program
    .command('extend')
    .description(
      'ask for more time for a temporary change that is in force: opens the pull request, through the same gate',
    );
  withPlace(withWords(withSession(command, 'an open session, as breakglass status shows it')))
    .option('--duration <time>', 'for how long from its own start: 30m; by default as long as before')
    .option('--confirm <criterion>', 'a criterion of the playbook, word for word; repeatable', collect, [])
    .option('--confirm-all', 'every criterion of the playbook is still true', false)
    .option('--accept <step>', 'a step that cannot be undone, or sensitive-state; repeatable', collect, [])
    .action((session: string, given: ExtendOptions) => finish(extend(session, given, write)));
};

async function extend(session: string, options: ExtendOptions, write: (line: string) => void): Promise<number> {
  const [{ extendCommand }, { withDesk }] = await Promise.all([import('../extend.ts'), import('../request/desk.ts')]);
  return withDesk(write, options.json, (desk) => extendCommand(session, options, desk));
}
