import type { Scope } from './expression.ts';

/** Which contexts GitHub makes available where; `strategy`, `matrix`, `job` and `runner` are not emulated anywhere. */
const JOB = ['github', 'needs', 'vars', 'inputs'];
const STEP = ['github', 'needs', 'env', 'vars', 'secrets', 'steps', 'inputs', 'runner'];

export const SCOPES = {
  runName: { contexts: ['github', 'inputs', 'vars'] },
  workflowConcurrency: { contexts: ['github', 'inputs', 'vars'] },
  workflowEnv: { contexts: ['github', 'secrets', 'inputs', 'vars'] },
  callInputDefault: { contexts: ['github', 'inputs', 'vars'] },
  callOutput: { contexts: ['github', 'jobs', 'vars', 'inputs'] },
  job: { contexts: JOB },
  jobIf: { contexts: JOB, status: true },
  jobEnv: { contexts: [...JOB, 'secrets'] },
  jobSecrets: { contexts: [...JOB, 'secrets'] },
  jobOutput: { contexts: STEP },
  step: { contexts: STEP },
  stepIf: { contexts: STEP.filter((name) => name !== 'secrets'), status: true },
  actionInput: { contexts: ['github', 'runner'] },
} as const satisfies Readonly<Record<string, Scope>>;
