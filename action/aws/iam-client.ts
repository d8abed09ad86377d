import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import type { ClientOptions } from '../domain/step-kind.ts';
import type { Simulated, SimulateQuery } from './simulate.ts';

/** Asks in one call, and in further ones where IAM answers in pages. Loaded only where something is asked. */
export async function simulatePrincipalPolicy(
  options: ClientOptions,
  { roleArn, actions, resource, context }: SimulateQuery,
  signal: AbortSignal,
): Promise<readonly Simulated[]> {
  const { settings, region, endpoint, credentials } = options;
  const client = new IAMClient({ ...settings, region, endpoint, credentials });
  options.use(client);
  const found: Simulated[] = [];
  let marker: string | undefined;
  do {
    const command = new SimulatePrincipalPolicyCommand({
      PolicySourceArn: roleArn,
      ActionNames: [...actions],
      ...(resource === '*' ? {} : { ResourceArns: [resource] }),
      ContextEntries: context.map(({ key, type, value }) => ({
        ContextKeyName: key,
        ContextKeyType: type,
        ContextKeyValues: [value],
      })),
      ...(marker === undefined ? {} : { Marker: marker }),
    });
    const answer = await client.send(command, { abortSignal: signal });
    for (const result of answer.EvaluationResults ?? []) {
      const specific = result.ResourceSpecificResults?.find(({ EvalResourceName: name }) => name === resource);
      found.push({
        action: result.EvalActionName ?? '',
        decision: specific?.EvalResourceDecision ?? result.EvalDecision ?? 'unknown',
        unanswered: [...(result.MissingContextValues ?? []), ...(specific?.MissingContextValues ?? [])],
      });
    }
    marker = answer.IsTruncated === true ? answer.Marker : undefined;
  } while (marker !== undefined && marker !== '');
  return found;
}
