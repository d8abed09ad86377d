/** What a step's process printed, as the runner keeps it. */
export interface StepLog {
  /** Masked, workflow commands as people see them. */
  readonly log: string[];
  /** As the process wrote it. */
  readonly raw: string[];
  /** Annotations of level error. */
  readonly errors: string[];
  /** Takes a line of the process. */
  take(line: string): void;
}

const COMMAND = /^::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/;
/** The older form of a command; the runner still reads it. */
const BRACKETS = /^##\[([a-z-]+)\](.*)$/;

/** Collects a step's lines. `masks` is the job's: what one step masks is masked in the next. */
export function createStepLog(masks: string[], onLine: ((line: string) => void) | undefined): StepLog {
  const collected = { log: [] as string[], raw: [] as string[], errors: [] as string[] };
  let stopped: string | undefined;
  const show = (line: string): void => {
    collected.log.push(line);
    onLine?.(line);
  };
  return {
    ...collected,
    take: (line) => {
      collected.raw.push(line);
      const match = COMMAND.exec(line);
      const [name = '', data = ''] = match === null ? [] : [match[1], unescapeData(match[3] ?? '')];
      if (stopped !== undefined) {
        if (line === `::${stopped}::`) stopped = undefined;
        else show(masked(line, masks));
        return;
      }
      if (name === 'stop-commands') stopped = data;
      else if (name === 'add-mask') addMask(masks, data);
      else if (name === 'endgroup') return;
      else {
        if (name === 'error' || BRACKETS.exec(line)?.[1] === 'error') collected.errors.push(masked(data, masks));
        show(masked(match === null ? line : `${name}: ${data}`, masks));
      }
    },
  };
}

/** A secret of several lines is masked line by line as well, as the log is read. */
export function addMask(masks: string[], secret: string): void {
  for (const part of [secret, ...secret.split(/\r?\n/)])
    if (part.trim() !== '' && !masks.includes(part)) masks.push(part);
  masks.sort((a, b) => b.length - a.length);
}

export function masked(text: string, masks: readonly string[]): string {
  return masks.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
