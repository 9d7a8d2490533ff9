// Expressions of workflows, by GitHub's own library; what only a runner knows is added here.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What an expression can name, and whether what came before succeeded. */
export interface Scope {
  contexts: Record<string, unknown>;
  hasFailed: boolean;
  /** The folder in which `hashFiles` looks. */
  workspace?: string;
}

type Value = data.ExpressionData;
type Call = (...values: Value[]) => Value;

function functionsOf({
  hasFailed,
  workspace = '',
}: Scope): Map<string, { name: string; minArgs: number; maxArgs: number; call: Call }> {
  const status = (name: string, value: boolean) => ({
    ...{ name, minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(value),
  });
  const hashFiles = {
    ...{ name: 'hashFiles', minArgs: 1, maxArgs: 255 },
    call: (...patterns: Value[]) =>
      new data.StringData(
        hashOf(
          patterns.map((one) => one.coerceString()),
          workspace,
        ),
      ),
  };
  const all = [
    status('success', !hasFailed),
    status('failure', hasFailed),
    status('always', true),
    // Nobody cancels a run here.
    status('cancelled', false),
    hashFiles,
  ];
  return new Map(all.map((one) => [one.name.toLowerCase(), one]));
}

/** The digest of the digests of files, as `hashFiles` gives it; empty where there are none. */
function hashOf(patterns: string[], workspace: string): string {
  const files = globSync(patterns, { cwd: workspace })
    .map((path) => join(workspace, path))
    .filter((path) => statSync(path).isFile())
    .sort();
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  return files.length === 0
    ? ''
    : sha256(Buffer.concat(files.map((path) => sha256(readFileSync(path))))).toString('hex');
}

function evaluated(expression: string, scope: Scope): Value {
  const functions = functionsOf(scope);
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(scope.contexts), [...functions.values()]).parse();
  const known = JSON.parse(JSON.stringify(scope.contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parsed, known, functions).evaluate();
}

/** Evaluates an expression to what JSON has. */
export function evaluate(expression: string, scope: Scope): unknown {
  return JSON.parse(JSON.stringify(evaluated(expression, scope), data.replacer) ?? 'null');
}

const expressions = /\$\{\{((?:'(?:[^']|'')*'|[^'])*?)\}\}/g;

/** What a text says with its expressions evaluated. One that has no value is an error: most likely it is misspelt. */
export function fill(text: string, scope: Scope, mayBeEmpty = false): string {
  return text.replace(expressions, (_, expression: string) => {
    const value = evaluated(expression, scope);
    if (value.kind === data.Kind.Array || value.kind === data.Kind.Dictionary) {
      throw new Error(`The expression ${expression} is not a text: use toJSON`);
    }
    const filled = value.coerceString();
    if (filled === '' && !mayBeEmpty) throw new Error(`The expression ${expression} has no value`);
    return filled;
  });
}

/** A value that may be an expression as a whole. */
export function resolve(value: unknown, scope: Scope): unknown {
  const [, expression] = (typeof value === 'string' && /^\s*\$\{\{(.*)\}\}\s*$/s.exec(value)) || [];
  return expression === undefined ? value : evaluate(expression, scope);
}

/** Whether something that has this `if` runs: without a function about the status, only after success. */
export function holds(condition: unknown, scope: Scope): boolean {
  if (condition === undefined) return !scope.hasFailed;
  const text = String(condition).trim();
  const [, whole] = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text) ?? [];
  if (whole === undefined && text.includes('${{'))
    throw new Error(`This \`if\` is a text, and so always true: ${text}`);
  const expression = whole ?? text;
  const isAboutStatus = /\b(?:success|failure|always|cancelled)\s*\(/i.test(expression.replace(/'(?:[^']|'')*'/g, ''));
  const value = evaluate(expression, scope);
  return Boolean(value) && (isAboutStatus || !scope.hasFailed);
}
