import type { Playbook, Request } from '../domain/documents.ts';
import { acceptField, criterionField, inputField, irreversibleSteps } from './dispatch-names.ts';

/** What a request says, as texts: as it stands in a file or was answered at a terminal. */
export type DispatchedRequest = Pick<
  Request,
  'install' | 'incident' | 'reason' | 'confirmed' | 'inputs' | 'accept' | 'onDrift'
> & {
  /** `login` or `login#id`. */
  readonly commander: string;
  /** `30m`. */
  readonly duration: string;
};

/** File of the workflow that runs `playbook`, for `POST /actions/workflows/{file}/dispatches`. */
export function dispatchWorkflowName(playbook: string): string {
  return `break-glass-${playbook}.yml`;
}

/** A request as the inputs of its playbook's dispatch workflow: all texts, as the API wants them. */
export function dispatchFields(request: DispatchedRequest, playbook: Playbook): Readonly<Record<string, string>> {
  const { install, incident, reason, commander, duration, onDrift } = request;
  const inputs = Object.entries(request.inputs).map(([name, value]) => [inputField(name), String(value)] as const);
  const criteria = playbook.criteria.map(
    (text, index) => [criterionField(index), String(request.confirmed.includes(text))] as const,
  );
  const accepted = irreversibleSteps(playbook).map(
    (step) => [acceptField(step), String(request.accept.includes(step))] as const,
  );
  return {
    install,
    ...Object.fromEntries(inputs),
    incident,
    reason,
    commander,
    duration,
    ...Object.fromEntries(criteria),
    ...Object.fromEntries(accepted),
    'on-drift': onDrift,
  };
}
