/** What a request of the soak comes to, if nobody else has its install. */
export type Story = 'succeeded' | 'rolled-back';

/** A playbook of the soak's, and what its request says of the inputs. */
export interface SoakPlaybook {
  readonly name: string;
  readonly text: string;
  readonly inputs: Readonly<Record<string, string>>;
}

const group = (name: string): string => `  ${name}: { type: resource, kind: elbv2/target-group }`;
const shift = (to: string): string => `  - id: ${to}
    uses: elbv2/shift-weights
    with: { listener: "\${{ inputs.listener }}", to: "\${{ inputs.${to} }}", percent: 100 }`;

const playbook = (
  name: string,
  groups: readonly string[],
  steps: readonly string[],
  monitor = '',
): string => `version: 1
playbook: ${name}
summary: Changes of one listener, for the soak
role: load-balancer
criteria: [Customers see errors on this listener now]
inputs:
  listener: { type: resource, kind: elbv2/listener }
${groups.map(group).join('\n')}
steps:
${steps.map(shift).join('\n')}
${monitor}max-duration: 1h
`;

/** Nothing is healthy in a target group without targets. */
const WATCHED = `monitor:
  for: 1m
  checks:
    - uses: elbv2/expect-healthy
      with: { target-group: "\${{ inputs.watched }}", at-least: 50% }
`;

/** Every session ends where it began, so that the next one finds the same: there and back, or there and undone. */
export const PLAYBOOKS: Readonly<Record<Story, SoakPlaybook>> = {
  succeeded: {
    name: 'soak-succeeds',
    text: playbook('soak-succeeds', ['there', 'back'], ['there', 'back']),
    inputs: { listener: 'web', there: 'green', back: 'blue' },
  },
  'rolled-back': {
    name: 'soak-rolls-back',
    text: playbook('soak-rolls-back', ['there', 'watched'], ['there'], WATCHED),
    inputs: { listener: 'web', there: 'green', watched: 'empty' },
  },
};
