// Structured log, one JSON line a record. Secrets and personal data stay out of it.

import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger };

/** Commands whose standard output is their answer log to standard error. */
export function createLog(level: string, stream: 'stdout' | 'stderr' = 'stdout'): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: {
      paths: ['*.password', '*.token', '*.cookie', '*.authorization', '*.secret'],
      censor: '[removed]',
    },
  };
  return stream === 'stderr' ? pino(options, pino.destination({ fd: 2, sync: true })) : pino(options);
}
