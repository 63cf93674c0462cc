// The grammar of mapping expressions: a hand-written descent with caps on length and depth.

import { parseDecimal } from '#platform/shared/decimal.ts';
import type { Decimal } from '#platform/shared/decimal.ts';
import type { ExpressionError } from './expression.ts';

export type Operator = '+' | '-' | '*' | '/';

export type Tree =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: Decimal }
  | { readonly kind: 'column'; readonly name: string; readonly at: number }
  | { readonly kind: 'negate'; readonly inner: Tree }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly inner: readonly Tree[]; readonly at: number };

const maxLength = 2000;
const maxDepth = 40;

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'mark' | 'end';
  readonly text: string;
  readonly at: number;
}

interface Reading {
  readonly tokens: readonly Token[];
  place: number;
}

const word = /[\p{L}\p{N}_$#№]/u;
const wordStart = /[\p{L}_$#№]/u;

/** The tree of an expression, or the error with its place. */
export function parseExpression(text: string): Tree | ExpressionError {
  if (text.length > maxLength) return { error: 'too_long', at: maxLength, what: '' };
  const tokens = readTokens(text);
  if ('error' in tokens) return tokens;
  const reading: Reading = { tokens, place: 0 };
  const tree = readSum(reading, 0);
  if ('error' in tree) return tree;
  const rest = peek(reading);
  return rest.kind === 'end' ? tree : unexpected(rest);
}

function readTokens(text: string): Token[] | ExpressionError {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const token = readToken(text, at, char);
    if ('error' in token) return token;
    tokens.push(token.token);
    at = token.next;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function readToken(text: string, at: number, char: string): { token: Token; next: number } | ExpressionError {
  if ('+-*/(),'.includes(char)) return { token: { kind: 'mark', text: char, at }, next: at + 1 };
  if (/[0-9.]/.test(char)) return readNumberToken(text, at);
  if (char === '"' || char === "'") return readQuoted(text, at, char);
  if (char === '[' || wordStart.test(char)) return readName(text, at);
  return { error: 'syntax', at, what: char };
}

function readNumberToken(text: string, at: number): { token: Token; next: number } | ExpressionError {
  let end = at;
  while (end < text.length && /[0-9.]/.test(text.charAt(end))) end += 1;
  const digits = text.slice(at, end);
  if (parseDecimal(digits) === undefined || word.test(text.charAt(end)))
    return { error: 'syntax', at, what: digits };
  return { token: { kind: 'number', text: digits, at }, next: end };
}

function readQuoted(
  text: string,
  at: number,
  quote: string,
): { token: Token; next: number } | ExpressionError {
  let value = '';
  for (let end = at + 1; end < text.length; end += 1) {
    const char = text.charAt(end);
    if (char !== quote) value += char;
    else if (text.charAt(end + 1) === quote) {
      value += quote;
      end += 1;
    } else return { token: { kind: 'text', text: value, at }, next: end + 1 };
  }
  return { error: 'syntax', at, what: quote };
}

/** `name`, `file.name`, `[Any name]`, `file.[Any name]`. */
function readName(text: string, at: number): { token: Token; next: number } | ExpressionError {
  let name = '';
  let end = at;
  for (;;) {
    if (text.charAt(end) === '[') {
      const close = text.indexOf(']', end);
      if (close < 0) return { error: 'syntax', at: end, what: '[' };
      name += text.slice(end + 1, close);
      end = close + 1;
    } else {
      const start = end;
      while (end < text.length && word.test(text.charAt(end))) end += 1;
      if (start === end) return { error: 'syntax', at: end, what: text.charAt(end) };
      name += text.slice(start, end);
    }
    if (text.charAt(end) !== '.') return { token: { kind: 'name', text: name, at }, next: end };
    name += '.';
    end += 1;
  }
}

function readSum(reading: Reading, depth: number): Tree | ExpressionError {
  return readChain(reading, depth, ['+', '-'], readProduct);
}

function readProduct(reading: Reading, depth: number): Tree | ExpressionError {
  return readChain(reading, depth, ['*', '/'], readUnary);
}

function readChain(
  reading: Reading,
  depth: number,
  operators: readonly Operator[],
  next: (reading: Reading, depth: number) => Tree | ExpressionError,
): Tree | ExpressionError {
  let left = next(reading, depth);
  for (let length = 0; ; length += 1) {
    if ('error' in left) return left;
    const token = peek(reading);
    const operator = operators.find((mark) => token.kind === 'mark' && token.text === mark);
    if (!operator) return left;
    if (length > maxDepth) return { error: 'too_deep', at: token.at, what: token.text };
    reading.place += 1;
    const right = next(reading, depth);
    if ('error' in right) return right;
    left = { kind: 'binary', operator, left, right };
  }
}

function readUnary(reading: Reading, depth: number): Tree | ExpressionError {
  const token = peek(reading);
  if (depth > maxDepth) return { error: 'too_deep', at: token.at, what: token.text };
  if (token.kind !== 'mark' || token.text !== '-') return readPrimary(reading, depth);
  reading.place += 1;
  const inner = readUnary(reading, depth + 1);
  return 'error' in inner ? inner : { kind: 'negate', inner };
}

function readPrimary(reading: Reading, depth: number): Tree | ExpressionError {
  const token = peek(reading);
  reading.place += 1;
  if (token.kind === 'number') {
    const value = parseDecimal(token.text);
    return value ? { kind: 'number', value } : unexpected(token);
  }
  if (token.kind === 'text') return { kind: 'text', text: token.text };
  if (token.kind === 'name')
    return isMark(reading, '(')
      ? readCall(reading, token, depth)
      : { kind: 'column', name: token.text, at: token.at };
  if (token.kind !== 'mark' || token.text !== '(') return unexpected(token);
  const inner = readSum(reading, depth + 1);
  if ('error' in inner) return inner;
  if (!isMark(reading, ')')) return unexpected(peek(reading));
  reading.place += 1;
  return inner;
}

function readCall(reading: Reading, name: Token, depth: number): Tree | ExpressionError {
  const inner: Tree[] = [];
  do {
    reading.place += 1;
    const argument = readSum(reading, depth + 1);
    if ('error' in argument) return argument;
    inner.push(argument);
  } while (isMark(reading, ','));
  if (!isMark(reading, ')')) return unexpected(peek(reading));
  reading.place += 1;
  return { kind: 'call', name: name.text.toLowerCase(), inner, at: name.at };
}

function isMark(reading: Reading, mark: string): boolean {
  const token = peek(reading);
  return token.kind === 'mark' && token.text === mark;
}

function peek(reading: Reading): Token {
  return reading.tokens[reading.place] ?? { kind: 'end', text: '', at: 0 };
}

function unexpected(token: Token): ExpressionError {
  return { error: 'syntax', at: token.at, what: token.text };
}
