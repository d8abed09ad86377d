import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BreakglassError } from '../domain/error.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** The bundle that is drilled: the committed one, unless another is named. */
export function requireBundle(given: string | undefined): string {
  const bundle = resolve(given ?? join(PACKAGE_ROOT, 'action', 'dist', 'main.js'));
  if (existsSync(bundle) && statSync(bundle).isFile()) return bundle;
  throw new BreakglassError('file-missing', `there is no bundle ${bundle}`, { hint: 'run `npm run bundle`' });
}
