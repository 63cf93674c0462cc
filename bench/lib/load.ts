// Two ways to load a server on this machine: closed loop (as fast as N connections go) and open loop (arrivals do not wait for answers).

import { Agent, request } from 'node:http';

export interface Shot {
  readonly kind: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: string;
}

export interface Target {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface LoadResult {
  readonly sent: number;
  readonly failed: number;
  readonly perSecond: number;
  /** Milliseconds by kind; for the open loop counted from the intended start, so stalls are counted. */
  readonly latencies: ReadonlyMap<string, readonly number[]>;
}

/** `connections` requesters, each sending its next shot when the last was answered. */
export async function closedLoop(
  target: Target,
  shots: () => Shot,
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const tally = newTally();
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const requester = async (): Promise<void> => {
    while (performance.now() < until) {
      const shot = shots();
      const start = performance.now();
      const status = await send(target, agent, shot);
      tally.add(shot.kind, performance.now() - start, status);
    }
  };
  await Promise.all(Array.from({ length: connections }, requester));
  agent.destroy();
  return tally.result((performance.now() - begun) / 1000);
}

/** Poisson arrivals at a rate; at most 500 in flight, the rest count as failed. */
export async function openLoop(
  target: Target,
  shots: () => Shot,
  perSecond: number,
  seconds: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const tally = newTally();
  const flying = new Set<Promise<void>>();
  const begun = performance.now();
  let next = begun;
  while (performance.now() - begun < seconds * 1000) {
    const now = performance.now();
    while (next <= now) {
      const intended = next;
      next += (-Math.log(1 - Math.random()) * 1000) / perSecond;
      const shot = shots();
      if (flying.size >= 500) {
        tally.add(shot.kind, 0, 0);
        continue;
      }
      const flight = send(target, agent, shot).then((status) => {
        tally.add(shot.kind, performance.now() - intended, status);
        flying.delete(flight);
      });
      flying.add(flight);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(flying);
  agent.destroy();
  return tally.result(seconds);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function newTally() {
  const latencies = new Map<string, number[]>();
  let sent = 0;
  let failed = 0;
  return {
    add(kind: string, ms: number, status: number): void {
      sent += 1;
      if (status < 200 || status >= 300) failed += 1;
      const list = latencies.get(kind) ?? [];
      list.push(ms);
      latencies.set(kind, list);
    },
    result: (seconds: number): LoadResult => ({ sent, failed, perSecond: sent / seconds, latencies }),
  };
}

/** Answers the status; 0 when the connection failed. */
function send(target: Target, agent: Agent, shot: Shot): Promise<number> {
  return new Promise((resolve) => {
    const headers = {
      ...target.headers,
      ...(shot.body
        ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(shot.body)) }
        : {}),
    };
    const sending = request(
      { host: '127.0.0.1', port: target.port, agent, method: shot.method, path: shot.path, headers },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sending.on('error', () => resolve(0));
    sending.setTimeout(30_000, () => sending.destroy());
    sending.end(shot.body);
  });
}
