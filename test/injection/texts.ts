/** Every place in which a person's, a file's or AWS's words come into a page, each with harmless words. */
export const HARMLESS = {
  incident: 'INC',
  reason: 'reason',
  criterion: 'criterion',
  summary: 'summary',
  request: 'request',
  playbook: 'playbook',
  install: 'install',
  environment: 'environment',
  account: 'account',
  region: 'region',
  role: 'role',
  requester: 'requester',
  commander: 'commander',
  approver: 'approver',
  administrator: 'administrator',
  repository: 'repository',
  runUrl: 'url',
  stepId: 'step',
  stepKind: 'kind',
  parameter: 'parameter',
  value: 'value',
  checkKind: 'check',
  checkValue: 'least',
  grant: 'action',
  resource: 'resource',
  tagKey: 'key',
  tagValue: 'tagged',
  network: 'network',
  tested: 'tested',
  what: 'what',
  before: 'before',
  after: 'after',
  observed: 'observed',
  progress: 'progress',
  found: 'found',
  identity: 'identity',
  message: 'message',
  hint: 'hint',
  unit: 'unit',
  state: 'state',
  call: 'operation',
  outcome: 'outcome',
  requestId: 'id',
  session: 'session',
  digest: 'digest',
  file: 'file',
} as const;

export type Field = keyof typeof HARMLESS;
export type Texts = Readonly<Record<Field, string>>;
export const FIELDS = Object.keys(HARMLESS).filter((key): key is Field => key in HARMLESS);

export function everywhere(text: string): Texts {
  return spread([text], 0);
}

/** Some text in every field: of all of them, beginning with that one. */
export function spread(texts: readonly string[], first: number): Texts {
  const entries = FIELDS.map((field, index) => [field, texts[(first + index) % texts.length] ?? ''] as const);
  return { ...HARMLESS, ...Object.fromEntries(entries) };
}
