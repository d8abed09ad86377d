import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** For each folder of `action/`, the folders and packages that it may import. `*` is every folder but the roots. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  domain: ['node:crypto'],
  ports: ['domain'],
  playbook: [
    'domain',
    'yaml',
    'json-schema-to-ts',
    '@actions/expressions',
    'fastest-levenshtein',
    'node:buffer',
    'node:crypto',
  ],
  policy: ['domain', 'node:net'],
  stack: ['domain', 'policy', 'yaml'],
  audit: ['domain', 'ports/journal.ts', 'canonicalize', 'jose', 'node:crypto', 'node:buffer'],
  gate: ['domain'],
  scaffold: ['domain', 'yaml'],
  view: ['domain', 'asciichart'],
  alerts: ['domain', 'ports', 'node:crypto', 'node:net', 'node:buffer'],
  engine: ['domain', 'ports', 'audit'],
  services: ['domain', '@aws-sdk/*', 'json-schema-to-ts', 'node:dns/promises', 'node:http', 'node:net', 'node:tls'],
  github: ['domain', 'ports', 'audit', '@octokit/*', 'node:*'],
  aws: ['domain', 'ports', '@aws-sdk/*', '@smithy/*', 'node:*'],
  runtime: ['domain', 'ports', 'audit', '../node_modules/@actions/core/lib', 'node:*'],
  sandbox: [
    'domain',
    'ports',
    'policy',
    'runtime/clock.ts',
    'playbook/expression/data.ts',
    '@actions/expressions',
    '@aws-sdk/*',
    '@smithy/*',
    '@octokit/graphql-schema',
    'graphql',
    'jose',
    'yaml',
    'node:*',
  ],
  drill: ['*'],
  commands: ['*'],
};
const ROOTS = new Set(['main.ts', 'cli.ts']);
const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g;

const root = join(dirname(fileURLToPath(import.meta.url)), '..', 'action');
const problems = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => checkFile(file));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function checkFile(file: string): readonly string[] {
  const layer = file.split('/')[0] ?? file;
  if (file.startsWith('dist/') || ROOTS.has(file)) return [];
  const allowed = LAYERS[layer];
  if (allowed === undefined) return [`action/${file}: "${layer}" is not a layer; add it to scripts/lint-layers.ts`];
  return [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((specifier) => (specifier.startsWith('.') ? relative(root, join(root, dirname(file), specifier)) : specifier))
    .filter((target) => !isAllowed(target, layer, allowed))
    .map((target) => `action/${file}: ${layer} may not import ${target}`);
}

function isAllowed(target: string, layer: string, allowed: readonly string[]): boolean {
  if (target.startsWith(`${layer}/`)) return true;
  if (allowed.includes('*')) return !ROOTS.has(target);
  return allowed.some((entry) =>
    entry.endsWith('*') ? target.startsWith(entry.slice(0, -1)) : target === entry || target.startsWith(`${entry}/`),
  );
}
