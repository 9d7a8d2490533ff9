import { stripTypeScriptTypes } from 'node:module';
import { parse } from '@babel/parser';

/** A small change to a source: what stands from `start` to `end` becomes `text`. */
export interface Mutant {
  start: number;
  end: number;
  text: string;
}

/** What we read of a node of Babel's tree. */
interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

const operators: Record<string, readonly string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
};

/** Methods and others that could have been meant; `''` leaves the call away, as `sort()` of what is sorted already. */
const methods: Record<string, string> = {
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
  min: 'max',
  max: 'min',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  filter: '',
  slice: '',
  sort: '',
  trim: '',
  replace: '',
  replaceAll: '',
  normalize: '',
};

/** Drops the types and leaves every other character in its place. */
export const strip = (source: string): string => stripTypeScriptTypes(source);

/** Makes all mutants of a source without types, in the order of their places. */
export function mutantsOf(source: string): Mutant[] {
  const found: Mutant[] = [];
  const add = ({ start, end }: { start: number; end: number }, text: string) => found.push({ start, end, text });

  const visit = (node: SyntaxNode, parent: SyntaxNode | undefined, field: string) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') return;
    mutate(node, parent, field, add);
    for (const [key, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node, key);
    }
  };
  const { program } = parse(source, { sourceType: 'module', createImportExpressions: true });
  visit(program as unknown as SyntaxNode, undefined, '');
  const seen = new Set<string>();
  return found
    .filter((one) => one.text !== source.slice(one.start, one.end))
    .filter((one) => seen.size < seen.add(`${one.start} ${one.end} ${one.text}`).size)
    .sort((a, b) => a.start - b.start || a.end - b.end);

  function mutate(node: SyntaxNode, parent: SyntaxNode | undefined, field: string, put: typeof add) {
    const part = (name: string) => node[name] as SyntaxNode;
    const isPlain = (one: unknown) =>
      isNode(one) && (one.type === 'BooleanLiteral' || (one.type === 'Identifier' && one['name'] === 'undefined'));
    switch (node.type) {
      case 'StringLiteral': {
        if (parent?.type === 'ObjectProperty' && field === 'key') return;
        if (parent?.type.startsWith('Export')) return;
        put(node, node['value'] === '' ? "'mutant'" : "''");
        return;
      }
      case 'TemplateLiteral':
        if (parent?.type !== 'TaggedTemplateExpression') put(node, '``');
        return;
      case 'RegExpLiteral':
        for (const text of patternsLike(String(node['pattern']), String(node['flags']))) put(node, text);
        return;
      case 'NumericLiteral': {
        const value = Number(node['value']);
        put(node, String(value + 1));
        if (value > 0) put(node, String(value - 1));
        return;
      }
      case 'BigIntLiteral':
        put(node, `${BigInt(String(node['value'])) + 1n}n`);
        return;
      case 'BooleanLiteral':
        put(node, String(node['value'] !== true));
        return;
      case 'ArrayExpression':
        put(node, (node['elements'] as unknown[]).length > 0 ? '[]' : "['mutant']");
        return;
      case 'ObjectExpression':
        if ((node['properties'] as unknown[]).length > 0) put(node, '{}');
        return;
      case 'UnaryExpression':
        if (node['operator'] === '!' || node['operator'] === '-') put({ start: node.start, end: node.start + 1 }, ' ');
        return;
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AssignmentExpression': {
        const [left, right] = [part('left'), part('right')];
        const isText = [left, right].some(({ type }) => type === 'StringLiteral' || type === 'TemplateLiteral');
        if (isText && String(node['operator']).startsWith('+')) return;
        for (const other of operators[String(node['operator'])] ?? []) {
          const start = source.indexOf(String(node['operator']), left.end);
          put({ start, end: start + String(node['operator']).length }, other);
        }
        return;
      }
      case 'IfStatement':
      case 'ConditionalExpression':
        for (const text of ['true', 'false']) put(part('test'), text);
        return;
      case 'WhileStatement':
        put(part('test'), 'false');
        return;
      case 'ForStatement':
        if (isNode(node['test'])) put(node['test'], 'false');
        return;
      case 'ExpressionStatement':
      case 'ThrowStatement':
      case 'ContinueStatement':
      case 'BreakStatement':
        put(node, ';');
        return;
      case 'ReturnStatement':
        if (isNode(node['argument']) && !isPlain(node['argument'])) put(node['argument'], 'undefined');
        else put(node, ';');
        return;
      case 'ArrowFunctionExpression':
        if (part('body').type !== 'BlockStatement' && !isPlain(node['body'])) put(part('body'), 'undefined');
        return;
      case 'CallExpression': {
        const callee = part('callee');
        if (callee.type !== 'MemberExpression' || callee['computed'] === true) return;
        const [object, property] = [callee['object'] as SyntaxNode, callee['property'] as SyntaxNode];
        const other = methods[String(property['name'])];
        if (other === undefined || !Object.hasOwn(methods, String(property['name']))) return;
        if (other === '') put({ start: object.end, end: node.end }, '');
        else put(property, other);
      }
    }
  }
}

/** Regular expressions beside one: without an anchor, a quantifier or a flag, with a class turned round, and an empty one. */
function patternsLike(pattern: string, flags: string): string[] {
  const others: string[] = ['(?:)'];
  const cut = (at: number, length: number, text: string) =>
    others.push(pattern.slice(0, at) + text + pattern.slice(at + length));
  let isClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at] as string;
    if (sign === '\\') {
      const next = pattern[at + 1] as string;
      if (/[dDwWsSpP]/.test(next))
        cut(at + 1, 1, next === next.toLowerCase() ? next.toUpperCase() : next.toLowerCase());
      at += 1;
    } else if (isClass) isClass = sign !== ']';
    else if (sign === '[') {
      isClass = true;
      if (pattern[at + 1] === '^') cut(at + 1, 1, '');
      else cut(at + 1, 0, '^');
    } else if (sign === '^' || sign === '$' || sign === '+' || sign === '*') cut(at, 1, '');
    else if (sign === '?' && pattern[at - 1] !== '(') cut(at, 1, '');
    else if (sign === '(' && /^\(\?<?[=!]/.test(pattern.slice(at))) {
      const sense = pattern.indexOf('=', at) === at + 2 || pattern.indexOf('<=', at) === at + 2 ? '=' : '!';
      const place = pattern.indexOf(sense, at);
      cut(place, 1, sense === '=' ? '!' : '=');
    }
  }
  const texts = others.map((other) => ({ other, flags }));
  for (const flag of flags.replace(/[uv]/g, '')) texts.push({ other: pattern, flags: flags.replace(flag, '') });
  return texts
    .filter(({ other, flags: own }) => isPattern(other, own))
    .map(({ other, flags: own }) => `/${other}/${own}`);
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return Boolean(new RegExp(pattern, flags));
  } catch {
    return false;
  }
}
