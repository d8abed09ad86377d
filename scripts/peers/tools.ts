import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A tool that this repository is tested against: of a registry, at a version. */
interface Tool {
  readonly name: string;
  readonly version: string;
  readonly from: 'python' | 'sdist' | 'go' | 'npm';
  /** The Go package, the Python distribution, or the npm package. */
  readonly source: string;
  /** Of Python: what it is installed together with, in an environment of its own, which has its name. */
  readonly beside?: readonly string[];
  /** Of a source distribution: its SHA-256. */
  readonly sha256?: string;
}

const MOTO = '5.2.5';

/** Exact: what a newer one finds is found when it is pinned here, not on the day it comes out. */
export const TOOLS: readonly Tool[] = [
  { name: 'aws', version: '1.44.1', from: 'python', source: 'awscli' },
  { name: 'cfn-lint', version: '1.58.0', from: 'python', source: 'cfn-lint' },
  // AGPL-3.0: an oracle that tests compare with, in a folder that git ignores. Never a dependency, never shipped.
  { name: 'iam-simulate', version: '0.1.173', from: 'npm', source: '@cloud-copilot/iam-simulate' },
  {
    name: 'moto_server',
    version: MOTO,
    from: 'python',
    source: 'moto[server]',
    beside: ['boto3==1.43.127', 'botocore==1.43.127', 'pytest==9.2.0'],
  },
  // An independent emulator's own tests, which its wheel does not hold.
  {
    name: 'moto-tests',
    version: MOTO,
    from: 'sdist',
    source: 'moto',
    sha256: '391857257d5dac144334013c2c10e599def5f0562f553e979160140bd7bd9cf6',
  },
  { name: 'zizmor', version: '1.32.0', from: 'python', source: 'zizmor' },
  { name: 'actionlint', version: 'v1.7.12', from: 'go', source: 'github.com/rhysd/actionlint/cmd/actionlint' },
  { name: 'act', version: 'v0.2.88', from: 'go', source: 'github.com/nektos/act' },
];

/** Where a tool is, once it is installed below `peers`. */
export function toolPath(peers: string, name: string): string {
  const tool = TOOLS.find((each) => each.name === name);
  switch (tool?.from) {
    case 'npm':
      return join(peers, 'npm', 'node_modules', tool.source);
    case 'python':
      return join(environmentOf(peers, tool), 'bin', name);
    case 'sdist':
      return join(peers, 'source', name);
    case 'go':
    case undefined:
      return join(peers, 'go', name);
  }
}

/** The Python that runs what is installed together with a tool. */
export function pythonOf(peers: string, name: string): string {
  return join(dirname(toolPath(peers, name)), 'python');
}

function environmentOf(peers: string, { name, beside }: Tool): string {
  return join(peers, beside === undefined ? 'python' : name);
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

function installPython(peers: string, tool: Tool): void {
  const { source, version, beside = [] } = tool;
  pip(environmentOf(peers, tool), ['install', `${source}==${version}`, ...beside]);
}

/** What a source distribution has under tests/, and nothing else: the rest is installed. */
function installSdist(peers: string, { name, source, version, sha256 = '' }: Tool): void {
  const folder = join(peers, 'source', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const requirement = join(folder, 'requirement.txt');
  writeFileSync(requirement, `${source}==${version} --hash=sha256:${sha256}\n`);
  const download = ['download', '--no-deps', '--no-binary', source, '--require-hashes', '--dest', folder];
  pip(join(peers, 'python'), [...download, '--requirement', requirement]);
  const root = `${source}-${version}`;
  const archive = join(folder, `${root}.tar.gz`);
  const tar = ['-xzf', archive, '-C', folder, '--strip-components', '1', `${root}/tests`];
  command('tar', tar, `what the Python package index gave for ${root} is no archive with tests`);
  rmSync(archive);
}

function pip(venv: string, [verb = '', ...args]: readonly string[]): void {
  if (!existsSync(join(venv, 'bin', 'pip'))) {
    command('python3', ['-m', 'venv', venv], 'install Python 3 with its module venv (on Debian: python3-venv)');
  }
  const quiet = [verb, '--quiet', '--disable-pip-version-check', ...args];
  command(join(venv, 'bin', 'pip'), quiet, 'the Python package index has to be reachable');
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

const INSTALL = { python: installPython, sdist: installSdist, go: installGo, npm: installNpm } as const;

function command(file: string, args: readonly string[], hint: string, environment: NodeJS.ProcessEnv = {}): void {
  try {
    execFileSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } });
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = missing ? `${file} is not on the PATH` : `${file} ${args.join(' ')} failed`;
    throw new Error(`${why}: ${hint}`, { cause: error });
  }
}
