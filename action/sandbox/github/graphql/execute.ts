import {
  type DocumentNode,
  defaultFieldResolver,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLTypeResolver,
  Kind,
  parse,
  validate,
} from 'graphql';
import type { GraphqlContext } from './context.ts';
import { createCommitOnBranch } from './create-commit.ts';
import { repository, viewer } from './queries.ts';
import { githubSchema } from './schema.ts';
import { updateRefs } from './update-refs.ts';

/** What the sandbox resolves of GitHub's schema. Anything else is refused by name, not answered with null. */
const ROOT = { repository, viewer, createCommitOnBranch, updateRefs };

const resolveField: GraphQLFieldResolver<unknown, GraphqlContext> = (source, args, context, info) => {
  const known = typeof source === 'object' && source !== null && info.fieldName in source;
  if (!known) throw new GraphQLError(`the sandbox does not emulate ${info.parentType.name}.${info.fieldName}`);
  return defaultFieldResolver(source, args, context, info);
};

const resolveType: GraphQLTypeResolver<unknown, GraphqlContext> = (value) => {
  const { ['__typename']: name } = value as Readonly<Record<string, unknown>>;
  return typeof name === 'string' ? name : undefined;
};

/** The query's text; empty when there is none, which does not parse. */
export function queryText(body: Readonly<Record<string, unknown>>): string {
  return typeof body['query'] === 'string' ? body['query'] : '';
}

/** The name of the first root field: the operation's name in logs and faults. */
export function rootField(query: string): string {
  try {
    const operation = parse(query, { noLocation: true }).definitions.find(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const field = operation?.selectionSet.selections[0];
    return field?.kind === Kind.FIELD ? field.name.value : 'graphql';
  } catch {
    return 'graphql';
  }
}

/** Clients ask the same again and again: a query is parsed and validated once. */
const documents = new Map<string, DocumentNode>();
const known = new WeakMap<DocumentNode, ReturnType<typeof validate>>();
const MOST_DOCUMENTS = 200;

function parsed(query: string): DocumentNode {
  const document = documents.get(query) ?? parse(query);
  if (documents.size >= MOST_DOCUMENTS) documents.clear();
  documents.set(query, document);
  return document;
}

/** Runs a query; every failure is in `errors`, as GitHub answers with status 200. */
export async function answerGraphql(
  context: GraphqlContext,
  body: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const schema = await githubSchema();
  let document: DocumentNode;
  try {
    document = parsed(queryText(body));
  } catch (error) {
    return { errors: [format(error as GraphQLError)] };
  }
  const problems = known.get(document) ?? validate(schema, document);
  known.set(document, problems);
  if (problems.length > 0) return { errors: problems.map(format) };
  const result = await execute({
    schema,
    document,
    rootValue: ROOT,
    contextValue: context,
    variableValues: (body['variables'] ?? {}) as Record<string, unknown>,
    operationName: typeof body['operationName'] === 'string' ? body['operationName'] : null,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  return { data: result.data ?? null, ...(result.errors === undefined ? {} : { errors: result.errors.map(format) }) };
}

/** GitHub puts an error's `type` beside its message. */
function format(error: GraphQLError): GraphQLFormattedError & { readonly type?: unknown } {
  const { extensions, ...rest } = error.toJSON();
  const type = extensions?.['type'];
  return type === undefined ? { ...rest, ...(extensions === undefined ? {} : { extensions }) } : { type, ...rest };
}
