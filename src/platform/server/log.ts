// Structured log, one JSON line a record. Secrets and personal data stay out of it.

import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger };

export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: ['*.password', '*.token', '*.cookie', '*.authorization', '*.secret'], censor: '[removed]' },
  });
}
