// Secrets that we hand out: 256 random bits, kept only as their hash.

import { createHash, randomBytes } from 'node:crypto';

export interface Secret {
  /** What the holder gets, once. */
  readonly text: string;
  /** What we keep. */
  readonly hash: Buffer;
}

export function newSecret(prefix = ''): Secret {
  const text = prefix + randomBytes(32).toString('base64url');
  return { text, hash: hashSecret(text) };
}

/** A plain hash is enough for a secret with this much chance in it. */
export function hashSecret(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Name of a credential for lists: it tells them apart and opens nothing. */
export function handleOf(hash: Buffer): string {
  return createHash('sha256').update('handle').update(hash).digest('hex').slice(0, 24);
}
