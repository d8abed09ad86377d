import type { UndoOptions } from '../undo.ts';
import { withPlace, withSession, withWords } from './request-options.ts';
import { type AddCommand, collect } from './verb.ts';

export const addUndo: AddCommand = (program, { write, finish }) => {
  const command = program
    .command('undo')
    .description(
      'ask for what a past session changed to be put back as it was: opens the pull request, through the same gate',
    );
  withPlace(withWords(withSession(command, 'a session that succeeded, as breakglass status shows it')))
    .option('--confirm <criterion>', 'what is confirmed, word for word; asked for where it is missing', collect, [])
    .option('--confirm-all', 'what the session changed is to be put back', false)
    .option('--accept <step>', 'a step whose undoing makes again what cannot be taken away then', collect, [])
    .option('--duration <time>', 'how long steps may be started: 30m')
    .action((session: string, given: UndoOptions) => finish(undo(session, given, write)));
};

async function undo(session: string, options: UndoOptions, write: (line: string) => void): Promise<number> {
  const [{ undoCommand }, { withDesk }] = await Promise.all([import('../undo.ts'), import('../request/desk.ts')]);
  return withDesk(write, options.json, (desk) => undoCommand(session, options, desk));
}
