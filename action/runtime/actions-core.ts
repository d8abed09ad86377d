/**
 * `@actions/core` by its parts. Its one public entry loads undici for an OIDC client that is not used here, which costs
 * 77 ms of start-up, where these three modules cost too little to measure; its exports map names the whole only, hence
 * the paths. The action runs as a bundle made from the lockfile, so they cannot move underneath it. Nothing else may
 * import them.
 */
export { issueCommand } from '../../node_modules/@actions/core/lib/command.js';
export { issueFileCommand, prepareKeyValueMessage } from '../../node_modules/@actions/core/lib/file-command.js';
export { summary } from '../../node_modules/@actions/core/lib/summary.js';
