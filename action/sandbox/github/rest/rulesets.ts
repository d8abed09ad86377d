import { allows } from '../access.ts';
import { invalid, notFound } from '../github-fault.ts';
import { bypassOf, rulesFor } from '../rules/applying.ts';
import type { Ruleset } from '../settings.ts';
import { appliedRuleView, rulesetSummary, rulesetView } from '../views/ruleset-view.ts';
import type { Repository } from '../world.ts';
import { type Endpoint, ok, page, param, type RestAnswer, type RestCall, repositoryOf, requiredText } from './call.ts';
import { readRuleset } from './ruleset-body.ts';

const NEW = {
  name: '',
  target: 'branch',
  enforcement: 'disabled',
  bypassActors: [],
  refs: { include: [], exclude: [] },
  rules: [],
} as const;

function named(call: RestCall, repository: Repository): Ruleset {
  const ruleset = repository.settings.rulesets.get(Number(param(call, 'ruleset_id')));
  if (ruleset === undefined) throw notFound();
  return ruleset;
}

function view(call: RestCall, repository: Repository, ruleset: Ruleset) {
  const administers = allows(repository, call.token, ['administration'], 'write');
  return rulesetView(call.world, repository, ruleset, {
    administers,
    bypass: bypassOf(repository, call.token, ruleset),
  });
}

function requireOwnName(repository: Repository, name: string, id?: number): void {
  const taken = [...repository.settings.rulesets.values()].some((each) => each.name === name && each.id !== id);
  if (taken) throw invalid('RepositoryRuleset', 'name', 'already_exists', 'Name must be unique');
}

function list(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'metadata', 'read');
  const all = [...repository.settings.rulesets.values()];
  return ok(page(call, all).map((ruleset) => rulesetSummary(call.world, repository, ruleset)));
}

function create(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  const name = requiredText(call, 'name');
  requiredText(call, 'enforcement');
  const fields = readRuleset(call, { ...NEW, name });
  requireOwnName(repository, name);
  const now = call.world.clock.now();
  const ruleset: Ruleset = { ...fields, id: call.world.nextId(), createdAt: now, updatedAt: now };
  repository.settings.rulesets.set(ruleset.id, ruleset);
  return ok(view(call, repository, ruleset), 201);
}

function update(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  const ruleset = named(call, repository);
  const fields = readRuleset(call, ruleset);
  requireOwnName(repository, fields.name, ruleset.id);
  Object.assign(ruleset, fields, { updatedAt: call.world.clock.now() });
  return ok(view(call, repository, ruleset));
}

function remove(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'administration', 'write');
  repository.settings.rulesets.delete(named(call, repository).id);
  return { status: 204 };
}

function branchRules(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'metadata', 'read');
  const all = rulesFor(repository, `refs/heads/${param(call, 'branch')}`);
  // Classic protection is no ruleset, and is not told here.
  const found = all.filter(({ ruleset }) => ruleset.id !== 0);
  return ok(page(call, found).map((rule) => appliedRuleView(repository, rule)));
}

const RULESETS = '/repos/{owner}/{repo}/rulesets';
const RULESET = `${RULESETS}/{ruleset_id}`;

export const RULESET_ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: RULESETS, operation: 'repos/get-repo-rulesets', handle: list },
  { method: 'POST', path: RULESETS, operation: 'repos/create-repo-ruleset', handle: create },
  {
    method: 'GET',
    path: RULESET,
    operation: 'repos/get-repo-ruleset',
    handle: (call) => {
      const repository = repositoryOf(call, 'metadata', 'read');
      return ok(view(call, repository, named(call, repository)));
    },
  },
  { method: 'PUT', path: RULESET, operation: 'repos/update-repo-ruleset', handle: update },
  { method: 'DELETE', path: RULESET, operation: 'repos/delete-repo-ruleset', handle: remove },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/rules/branches/{+branch}',
    operation: 'repos/get-branch-rules',
    handle: branchRules,
  },
];
