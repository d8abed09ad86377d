import { Composer, type CST, type Document, Lexer, Parser, type YAMLError } from 'yaml';
import { BreakglassError, type SourcePosition } from '../domain/error.ts';
import { aliasError, MAX_DEPTH } from './yaml-node.ts';

type Locate = (offset: number) => SourcePosition;

/** Every mapping or list that is open puts at most two tokens on the parser's stack. */
const MAX_STACK = 2 * MAX_DEPTH + 4;

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  // Checked in nodeToJson: the library compares every pair of keys.
  uniqueKeys: false,
  strict: true,
  prettyErrors: false,
} as const;

/** The one YAML 1.2 document of a text, free of syntax errors; aliases, anchors and tags are still in it. */
export function composeYaml(text: string, locate: Locate): Document.Parsed {
  // Destructuring stops at the second: a file may hold thousands.
  const [document, second] = new Composer(OPTIONS).compose(tokensOf(text, locate), true, text.length);
  if (document === undefined) throw new BreakglassError('invalid-yaml', 'the file holds no document');
  // A %YAML 1.1 directive would bring back yes/no booleans, octal numbers and merge keys.
  if (document.directives.yaml.explicit) throw directiveError(locate(Math.max(0, text.search(/^%/m))));
  const first = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0])[0];
  if (first !== undefined) throw yamlError(first, locate(first.pos[0]));
  if (second !== undefined) throw secondDocument(locate(second.range[0]));
  return document;
}

/**
 * The tokens of a text. The parser keeps its own stack, but what composes its tokens recurses: deep nesting is refused
 * here, because a stack that overflows inside a regular expression ends the process.
 */
function* tokensOf(text: string, locate: Locate): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_STACK) {
      throw new BreakglassError('invalid-yaml', `nested deeper than ${MAX_DEPTH} levels`, {
        hint: 'flatten it',
        at: locate(parser.offset),
      });
    }
  }
  yield* parser.end();
}

function directiveError(at: SourcePosition): BreakglassError {
  return new BreakglassError('invalid-yaml', 'a %YAML directive is not accepted', {
    hint: 'remove the line that starts with %: files are YAML 1.2',
    at,
  });
}

function secondDocument(at: SourcePosition): BreakglassError {
  return new BreakglassError('invalid-yaml', 'the file holds more than one document', {
    hint: 'remove the second "---" and what follows it',
    at,
  });
}

function yamlError(error: YAMLError, at: SourcePosition): BreakglassError {
  if (error.code === 'BAD_ALIAS' || error.code === 'TAG_RESOLVE_FAILED') return aliasError('an alias or tag', at);
  return new BreakglassError('invalid-yaml', lowercaseFirst(error.message.split('\n')[0] ?? 'invalid YAML'), {
    hint: 'correct the syntax: see https://yaml.org/spec/1.2.2/, or compare with the files in playbooks/',
    at,
    cause: error,
  });
}

function lowercaseFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
