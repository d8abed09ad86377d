import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A tool that this repository is tested against: of a registry, at a version. */
interface Tool {
  readonly name: string;
  readonly version: string;
  readonly from: 'python' | 'go' | 'npm';
  /** The Go package, the Python distribution, or the npm package. */
  readonly source: string;
}

/** Exact: what a newer one finds is found when it is pinned here, not on the day it comes out. */
export const TOOLS: readonly Tool[] = [
  { name: 'aws', version: '1.44.1', from: 'python', source: 'awscli' },
  { name: 'cfn-lint', version: '1.58.0', from: 'python', source: 'cfn-lint' },
  // AGPL-3.0: an oracle that tests compare with, in a folder that git ignores. Never a dependency, never shipped.
  { name: 'iam-simulate', version: '0.1.173', from: 'npm', source: '@cloud-copilot/iam-simulate' },
  { name: 'zizmor', version: '1.32.0', from: 'python', source: 'zizmor' },
  { name: 'actionlint', version: 'v1.7.12', from: 'go', source: 'github.com/rhysd/actionlint/cmd/actionlint' },
  { name: 'act', version: 'v0.2.88', from: 'go', source: 'github.com/nektos/act' },
];

/** Where a tool is, once it is installed below `peers`. */
export function toolPath(peers: string, name: string): string {
  const tool = TOOLS.find((each) => each.name === name);
  if (tool?.from === 'npm') return join(peers, 'npm', 'node_modules', tool.source);
  return tool?.from === 'python' ? join(peers, 'python', 'bin', name) : join(peers, 'go', name);
}

/** Installs what is not there yet at its version; what is there costs nothing. */
export function installTools(peers: string): void {
  for (const tool of TOOLS) {
    const stamp = join(peers, 'versions', tool.name);
    const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
    if (installed === tool.version && existsSync(toolPath(peers, tool.name))) continue;
    process.stderr.write(`installing ${tool.name} ${tool.version}\n`);
    INSTALL[tool.from](peers, tool);
    mkdirSync(join(peers, 'versions'), { recursive: true });
    writeFileSync(stamp, tool.version);
  }
}

function installPython(peers: string, { source, version }: Tool): void {
  const venv = join(peers, 'python');
  if (!existsSync(join(venv, 'bin', 'pip'))) {
    command('python3', ['-m', 'venv', venv], 'install Python 3 with its module venv (on Debian: python3-venv)');
  }
  const pip = ['install', '--quiet', '--disable-pip-version-check', `${source}==${version}`];
  command(join(venv, 'bin', 'pip'), pip, 'the Python package index has to be reachable');
}

function installGo(peers: string, { source, version }: Tool): void {
  const bin = join(peers, 'go');
  mkdirSync(bin, { recursive: true });
  const hint = 'install Go 1.24 or newer, https://go.dev/dl; the Go module proxy has to be reachable';
  command('go', ['install', `${source}@${version}`], hint, { GOBIN: bin });
}

function installNpm(peers: string, { source, version }: Tool): void {
  const folder = join(peers, 'npm');
  mkdirSync(folder, { recursive: true });
  // A package of its own: without it npm would look for one above, and find this repository's.
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const install = ['install', '--prefix', folder, '--save-exact', '--no-audit', '--no-fund', `${source}@${version}`];
  command('npm', install, 'the npm registry has to be reachable');
}

const INSTALL = { python: installPython, go: installGo, npm: installNpm } as const;

function command(file: string, args: readonly string[], hint: string, environment: NodeJS.ProcessEnv = {}): void {
  try {
    execFileSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } });
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = missing ? `${file} is not on the PATH` : `${file} ${args.join(' ')} failed`;
    throw new Error(`${why}: ${hint}`, { cause: error });
  }
}
