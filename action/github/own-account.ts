import { BreakglassError } from '../domain/error.ts';
import { answer } from './answer.ts';
import type { GitHub, Permission, Purpose } from './api.ts';

/** Id of the account that this token writes as. GitHub refuses `GET /user` to a job's token, and answers this. */
export async function ownAccount(github: GitHub, permission: Permission): Promise<number> {
  const purpose: Purpose = { what: 'read who this job is', permission, repeatable: true };
  const result = await github.graphql(purpose, 'query Self { viewer { databaseId } }', {});
  if (result.ok) return answer(result.data, 'data').object('viewer').number('databaseId');
  throw new BreakglassError(
    'github-rejected',
    `GitHub does not say who this job is: ${result.errors[0]?.message ?? ''}`,
  );
}
