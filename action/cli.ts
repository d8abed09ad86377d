#!/usr/bin/env node
import { runCli } from './commands/cli/program.ts';

process.exitCode = await runCli(process.argv);
