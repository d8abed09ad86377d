import { runAction } from './commands/action.ts';

// Not awaited: it catches everything itself, and a top-level await makes the bundle's modules asynchronous, which costs start-up.
void runAction();
