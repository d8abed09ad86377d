/**
 * Why a workflow cannot run: GitHub refuses it at its start, or the sandbox does not emulate what it asks for. What is not
 * emulated is always refused by name, never passed over.
 */
export class WorkflowProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorkflowProblem';
  }
}

export function notEmulated(what: string, where: string): WorkflowProblem {
  return new WorkflowProblem(`${where}: the sandbox does not emulate ${what}`);
}
