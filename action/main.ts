import { runAction } from './commands/action.ts';

await runAction();
