import type { ExpectedAnswer } from '../../../action/domain/drill.ts';
import { settledProbes } from '../../../action/drill/habit/scenario.ts';
import { nameOf } from '../../../action/drill/probe/traffic-probes.ts';
import { TROUBLE_STORIES } from '../../../action/drill/trouble.ts';
import { plain } from './escape.ts';
import type { Shipped } from './shipped.ts';

/** What a drill shows: what goes wrong, and what customers are answered at its three moments. */
export function drillSection({ playbook, drill }: Shipped): readonly string[] {
  const rows = settledProbes(playbook, drill).map(({ send, before, during, after }) => {
    const cells = [`\`${nameOf(send)}\``, ...[before, during, after].map(answerText)];
    return `| ${cells.map(escaped).join(' | ')} |`;
  });
  const head = ['| customers ask | before | while it is in force | afterwards |', '|---|---|---|---|'];
  return [
    '## Its drill',
    `\`npm run drill -- ${playbook.playbook}\`: ${plain(drill.summary)}. ${sentence(TROUBLE_STORIES[drill.trouble].says)}`,
    ...(rows.length === 0 ? [] : [[...head, ...rows].join('\n')]),
  ];
}

/** What is looked at of an answer: `503, "We are mending this"`; `200 by blue`. */
function answerText({ status, by, body, location, headers, tls, certificate, refused }: ExpectedAnswer): string {
  if (refused === true) return 'no connection';
  const who = typeof by === 'string' ? [`by ${by}`] : Object.entries(by ?? {}).map(shareText);
  return [
    ...(status === undefined ? [] : [String(status)]),
    ...(who.length === 0 ? [] : [who.join(', ')]),
    ...(body === undefined ? [] : [`"${body}"`]),
    ...(location === undefined ? [] : [`to ${location}`]),
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(tls === undefined ? [] : [tls]),
    ...(certificate === undefined ? [] : [`shown ${certificate}`]),
  ].join(', ');
}

function shareText([name, [least, most]]: readonly [string, readonly [number, number]]): string {
  return `${least === most ? least : `${least}-${most}`}% by ${name}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|');
}
