/**
 * Behaviours of the platform that the sandbox emulates without a live probe having shown them: rows of
 * `action/sandbox/FIDELITY.yml` that are not proven. Written by `npm run generate`.
 */
export const UNPROVEN_BEHAVIOURS = 236;
