import { BreakglassError } from '../domain/error.ts';

/**
 * A repository that was renamed or moved answers under its old name too; somebody else may take that name tomorrow.
 *
 * @throws BreakglassError `repository-unknown`
 */
export function requireSameName(asked: string, found: string): void {
  if (asked.toLowerCase() === found.toLowerCase()) return;
  throw new BreakglassError('repository-unknown', `${asked} is ${found} now`, {
    hint: `git remote set-url origin … to ${found}, or set GITHUB_REPOSITORY=${found}`,
  });
}
