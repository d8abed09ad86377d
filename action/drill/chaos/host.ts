import { type BreakglassError, formatPosition } from '../../domain/error.ts';
import type { ActionsHost, OutputName } from '../../runtime/actions-host.ts';

/** The runner's side of a process that is played in this one. */
export interface MutedHost extends ActionsHost {
  /** Everything that it would have printed. */
  readonly lines: readonly string[];
  readonly outputs: Readonly<Partial<Record<OutputName, string>>>;
}

/** Keeps what is printed; of a process that has ended, nothing more. */
export function createMutedHost(ended: () => boolean): MutedHost {
  const lines: string[] = [];
  const outputs: Partial<Record<OutputName, string>> = {};
  const log = (text: string): void => {
    if (!ended()) lines.push(...text.split('\n'));
  };
  const tell = (error: BreakglassError): void => {
    const place = error.at === undefined ? '' : `${formatPosition(error.at)}: `;
    log(`error: ${place}${error.code}: ${error.message}`);
    if (error.hint !== undefined) log(`what to do: ${error.hint}`);
  };
  return {
    lines,
    outputs,
    mask: () => undefined,
    log,
    group: (title, text) => log(`${title}\n${text}`),
    warn: (text) => log(`warning: ${text}`),
    fail: tell,
    annotate: tell,
    output: (name, value) => {
      if (!ended()) outputs[name] = value;
    },
    summarise: async () => undefined,
    reporter: (render) => ({
      report: (event) => {
        const text = render(event);
        if (text !== undefined) log(text);
      },
    }),
  };
}
