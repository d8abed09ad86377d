import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { playbookFolder } from './playbook-folder.ts';

const FOLDER = new URL('roles/', import.meta.url);
/** `# <code> <line>:<column>`, or `ok`: what is wrong with the policy that a role's file makes. */
const EXPECTATION = /^# (?<code>\S+)(?: (?<at>\d+:\d+))?$/;

const { put, validate } = playbookFolder();

describe('corpus of roles, as the policies that they make', () => {
  for (const name of readdirSync(FOLDER)) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const { code = 'no expectation', at } = EXPECTATION.exec(text.split('\n')[0] ?? '')?.groups ?? {};
    it(`${code === 'ok' ? 'accepts' : `refuses with ${code}`}: ${name}`, () => {
      put('roles/load-balancer.yml', text);
      // What the role then lacks of the starter's is told of elsewhere.
      const ofRole = validate().found.filter((place) => place.startsWith('playbooks/roles/'));
      expect(ofRole).toEqual(code === 'ok' ? [] : [`playbooks/roles/load-balancer.yml:${at}: ${code}`]);
    });
  }
});
