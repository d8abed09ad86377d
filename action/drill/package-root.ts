import { fileURLToPath } from 'node:url';

/** The package's root: this file is two folders below it, as source and as build. */
export const PACKAGE_ROOT = fileURLToPath(new URL('../../', import.meta.url));
