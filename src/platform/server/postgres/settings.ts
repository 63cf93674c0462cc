// The settings of the embedded server, sized by the machine. An operator's own lines go into local.conf beside it and win.

import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';

export interface Machine {
  readonly memoryMb: number;
  readonly cores: number;
  /** Size of /dev/shm; containers often give 64 MB, too little for parallel queries. */
  readonly sharedMemoryMb: number;
}

/** What this machine (or the container's limit) offers. */
export async function lookAtMachine(): Promise<Machine> {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return {
    memoryMb: Math.floor(memory / 2 ** 20),
    cores: availableParallelism(),
    sharedMemoryMb: await sizeOfSharedMemory(),
  };
}

/** The text of postgresql.conf. Node and the mirror live on the same machine, so the server takes an eighth of the memory, not a quarter. */
export function settingsText(machine: Machine): string {
  const { memoryMb, cores } = machine;
  const settings: Record<string, string> = {
    listen_addresses: `''`,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${between(memoryMb / 8, 64, 2048)}MB`,
    effective_cache_size: `${between(memoryMb / 2, 256, 65_536)}MB`,
    work_mem: `${between(memoryMb / 512, 4, 64)}MB`,
    maintenance_work_mem: `${between(memoryMb / 48, 64, 512)}MB`,
    max_worker_processes: String(Math.max(8, cores)),
    max_parallel_workers: String(Math.max(1, cores)),
    max_parallel_workers_per_gather: String(between(cores / 2, 0, 4)),
    dynamic_shared_memory_type:
      machine.sharedMemoryMb >= 1024 || process.platform !== 'linux' ? 'posix' : 'mmap',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_level: 'replica',
    wal_compression: 'pglz',
    min_wal_size: '256MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    random_page_cost: '1.1',
    jit: 'off',
    default_text_search_config: `'pg_catalog.russian'`,
    timezone: `'UTC'`,
    log_timezone: `'UTC'`,
    datestyle: `'iso, ymd'`,
    lc_messages: `'C'`,
    log_line_prefix: `'%m [%p] %u@%d '`,
    log_checkpoints: 'off',
    log_autovacuum_min_duration: '-1',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return [
    '# Written by Klientela at every start. Your own settings belong into local.conf in this folder.',
    ...lines,
    `include = 'local.conf'`,
    '',
  ].join('\n');
}

/** Who may connect: whoever reaches the private socket. Nothing listens on the network. */
export const accessText = 'local all all trust\n';

function between(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.floor(value)));
}

async function sizeOfSharedMemory(): Promise<number> {
  try {
    const { blocks, bsize } = await statfs('/dev/shm');
    return Math.floor((blocks * bsize) / 2 ** 20);
  } catch {
    return 0;
  }
}
