// The only reader of the environment.

export interface Config {
  /** Folder of the embedded database, files and the mirror; unused parts stay empty with DATABASE_URL. */
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where people reach us; links are built from this alone. */
  readonly baseUrl: string | undefined;
  readonly roles: readonly ('web' | 'worker')[];
  /** Addresses of proxies whose X-Forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
}

/** Reads the configuration; `overrides` come from the command line. Throws a sentence for a value that cannot be. */
export function readConfig(
  overrides: { dataFolder?: string; port?: number; host?: string; roles?: Config['roles'] } = {},
): Config {
  const env = process.env;
  const port = overrides.port ?? numberOf('PORT', env['PORT'], 4080);
  return {
    dataFolder: overrides.dataFolder ?? env['KLIENTELA_DATA'] ?? 'data',
    databaseUrl: env['DATABASE_URL'] || undefined,
    host: overrides.host ?? env['HOST'] ?? '127.0.0.1',
    port,
    baseUrl: env['KLIENTELA_URL']?.replace(/\/+$/, '') || undefined,
    roles: overrides.roles ?? rolesOf(env['KLIENTELA_ROLE']),
    trustedProxies: (env['KLIENTELA_TRUSTED_PROXIES'] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
}

function numberOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new Error(`${name} must be a port number, not "${text}"`);
  return value;
}

function rolesOf(text: string | undefined): Config['roles'] {
  if (!text) return ['web', 'worker'];
  if (text === 'web' || text === 'worker') return [text];
  throw new Error(`KLIENTELA_ROLE must be "web" or "worker", not "${text}"`);
}
