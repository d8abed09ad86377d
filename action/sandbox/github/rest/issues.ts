import { allows, requireToken } from '../access.ts';
import { GithubFault, invalid, notFound } from '../github-fault.ts';
import { issueView, labelView } from '../views/issue-view.ts';
import type { Issue, Label, PullRequest, Repository } from '../world.ts';
import {
  type Endpoint,
  ok,
  page,
  param,
  type RestAnswer,
  type RestCall,
  repositoryOf,
  requiredText,
  text,
} from './call.ts';

/** Whoever can read may open an issue; a run token needs the permission. */
function writable(call: RestCall): Repository {
  return repositoryOf(call, 'issues', call.token?.kind === 'user' ? 'read' : 'write');
}

/** The labels of these names; those that the repository does not have yet are made, as GitHub does. */
function labelsOf(call: RestCall, repository: Repository): readonly Label[] | undefined {
  const names = call.body['labels'];
  if (names === undefined) return undefined;
  if (!Array.isArray(names))
    throw new GithubFault(422, "Invalid request.\n\nFor 'properties/labels', it is not an array.");
  return names.map((given: unknown) => {
    const name = typeof given === 'object' && given !== null && 'name' in given ? given.name : given;
    if (typeof name !== 'string' || name === '' || name.length > 50) throw invalid('Label', 'name', 'invalid');
    const found = repository.labels.get(name.toLowerCase());
    if (found !== undefined) return found;
    const label = { id: call.world.nextId(), name };
    repository.labels.set(name.toLowerCase(), label);
    return label;
  });
}

function create(call: RestCall): RestAnswer {
  const repository = writable(call);
  const title = requiredText(call, 'title');
  if (title.trim() === '') throw invalid('Issue', 'title', 'missing_field');
  // As documented: without push access labels are dropped silently.
  const labels = allows(repository, call.token, ['issues'], 'write') ? labelsOf(call, repository) : [];
  const now = call.world.clock.now();
  const issue: Issue = {
    id: call.world.nextId(),
    number: repository.nextNumber++,
    author: requireToken(call.token).user,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    title,
    body: text(call, 'body') ?? null,
    labels: labels ?? [],
    state: 'open',
    stateReason: null,
  };
  repository.issues.push(issue);
  return ok(issueView(call.world, repository, issue), 201);
}

/** Pull requests are among the issues, as on GitHub. */
function list(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'issues', 'read');
  const state = call.query.get('state') ?? 'open';
  const wanted = (call.query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const found = [...repository.issues, ...repository.pulls]
    .filter((each) => state === 'all' || each.state === state)
    .filter((each) => wanted.every((name) => hasLabel(each, name)))
    .toSorted((a, b) => b.number - a.number);
  return ok(page(call, found).map((each) => issueView(call.world, repository, each)));
}

function hasLabel(each: Issue | PullRequest, name: string): boolean {
  return 'labels' in each && each.labels.some((label) => label.name.toLowerCase() === name.toLowerCase());
}

function named(call: RestCall, repository: Repository): Issue {
  const issue = repository.issues.find(({ number }) => number === Number(param(call, 'issue_number')));
  if (issue === undefined) throw notFound();
  return issue;
}

function get(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, ['issues', 'pull-requests'], 'read');
  const pull = repository.pulls.find(({ number }) => number === Number(param(call, 'issue_number')));
  return ok(issueView(call.world, repository, pull ?? named(call, repository)));
}

const REASONS = ['completed', 'not_planned', 'duplicate', 'reopened'] as const;

function update(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'issues', 'write');
  const issue = named(call, repository);
  const state = text(call, 'state');
  const now = call.world.clock.now();
  issue.title = text(call, 'title') ?? issue.title;
  issue.body = text(call, 'body') ?? issue.body;
  issue.labels = labelsOf(call, repository) ?? issue.labels;
  issue.updatedAt = now;
  if (state === 'open' || state === 'closed') {
    const reason = REASONS.find((each) => each === text(call, 'state_reason'));
    const moved = issue.state !== state;
    issue.stateReason = reason ?? (moved ? (state === 'closed' ? 'completed' : 'reopened') : issue.stateReason);
    if (moved) issue.closedAt = state === 'closed' ? now : null;
    issue.state = state;
  }
  return ok(issueView(call.world, repository, issue));
}

function addLabels(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'issues', 'write');
  const issue = named(call, repository);
  issue.labels = [...new Set([...issue.labels, ...(labelsOf(call, repository) ?? [])])];
  return listLabels(call);
}

function listLabels(call: RestCall): RestAnswer {
  const repository = repositoryOf(call, 'issues', 'read');
  return ok(named(call, repository).labels.map((label) => labelView(call.world, repository, label)));
}

const ISSUES = '/repos/{owner}/{repo}/issues';
const ISSUE = `${ISSUES}/{issue_number}`;

export const ISSUE_ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: ISSUES, operation: 'issues/create', handle: create },
  { method: 'GET', path: ISSUES, operation: 'issues/list-for-repo', handle: list },
  { method: 'GET', path: ISSUE, operation: 'issues/get', handle: get },
  { method: 'PATCH', path: ISSUE, operation: 'issues/update', handle: update },
  { method: 'GET', path: `${ISSUE}/labels`, operation: 'issues/list-labels-on-issue', handle: listLabels },
  { method: 'POST', path: `${ISSUE}/labels`, operation: 'issues/add-labels', handle: addLabels },
];
