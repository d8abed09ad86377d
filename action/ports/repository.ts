import type { SourceFile } from '../domain/documents.ts';
import type { GateFacts } from '../domain/gate-facts.ts';

/** The playbook repository, read at one commit. */
export interface Repository {
  /** The file's text, or undefined when there is no such file. Larger than 1 MB: throws `file-too-large`. */
  readFile(path: string): Promise<SourceFile | undefined>;
  /** Names (without folder) of the files in a folder, for suggestions. */
  listFiles(folder: string): Promise<readonly string[]>;
}

/** Reads what the gate's rules need from GitHub. */
export interface Gatekeeper {
  facts(environment: string): Promise<GateFacts>;
}
