import { createHosting, OWNER, REPOSITORY } from '../drill/hosting.ts';
import { startSandbox } from '../sandbox/start.ts';

export interface SandboxOptions {
  /** An empty repository, two people and a runner, as docs/deploy.md wants them; told as a shell's variables. */
  readonly guide: boolean;
}

type Write = (line: string) => void;

/** So that a person who follows the guide waits seconds where a session waits minutes. */
const GUIDE_SCALE = 20;

/** Starts the sandbox, prints where it is, and runs until SIGTERM or SIGINT. */
export async function sandboxCommand({ guide }: SandboxOptions, write: Write): Promise<void> {
  // From the start: whoever reads where it is may tell it to end at once.
  const told = new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const sandbox = guide ? await startForGuide(write) : await startEmpty(write);
  await told;
  await sandbox.close();
}

interface Running {
  readonly close: () => Promise<void>;
}

/** One repository that holds nothing yet, and one line of JSON. */
async function startEmpty(write: Write): Promise<Running> {
  const sandbox = await startSandbox();
  await createHosting(sandbox.github);
  const { endpoint, region, account, accessKeyId, secretAccessKey } = sandbox.aws;
  const { api, graphql, oidc, adminToken } = sandbox.github;
  write(
    JSON.stringify({
      aws: { endpoint, region, account, accessKeyId, secretAccessKey },
      github: { api, graphql, oidc, token: adminToken },
      git: { url: sandbox.github.gitUrl(OWNER, REPOSITORY) },
    }),
  );
  return sandbox;
}

/** One `NAME='value'` a line: no value that the sandbox makes holds a quote. */
async function startForGuide(write: Write): Promise<Running> {
  const { startGuide } = await import('./sandbox/guide.ts');
  const world = await startGuide({ scale: GUIDE_SCALE });
  for (const [name, value] of Object.entries(world.variables)) write(`${name}='${value}'`);
  return world;
}
