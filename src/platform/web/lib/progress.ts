// Live progress of a job over server-sent events; when they do not come through, the job is asked for every second.

import { useEffect, useState } from 'react';
import type { cancelJob as cancelContract, getJob } from '#platform/shared/contracts/settings.ts';
import { ApiError, request } from './client.ts';

export interface JobProgress {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number | null;
  /** Text key of what the job is at. */
  readonly stage?: string | null;
  /** Code of the refusal that ended it; its words stand under `refusal.<code>`. */
  readonly error?: string | null;
  readonly result?: unknown;
}

export interface WatchedProgress {
  readonly job: JobProgress | undefined;
  readonly error: ApiError | undefined;
  /** From the speed so far; undefined until it is known. */
  readonly secondsLeft: number | undefined;
}

/** Watches a job until it ends. Undefined watches nothing. */
export function useProgress(jobId: string | undefined): WatchedProgress {
  const [watched, setWatched] = useState<WatchedProgress>(nothing);
  useEffect(() => {
    setWatched(nothing);
    if (jobId === undefined) return;
    const stop = new AbortController();
    const startedAt = Date.now();
    let first: number | undefined;
    const show = (job: JobProgress) => {
      first ??= job.done;
      setWatched({ job, error: undefined, secondsLeft: secondsLeft(job, first, Date.now() - startedAt) });
    };
    const fail = (error: ApiError) => setWatched((before) => ({ ...before, error }));
    watch(jobId, show, fail, stop.signal);
    return () => stop.abort();
  }, [jobId]);
  return watched;
}

/** Asks the server to stop a job. */
export async function cancelJob(jobId: string): Promise<void> {
  await request<typeof cancelContract>('POST', '/api/jobs/:id/cancel', { params: { id: jobId } });
}

const nothing: WatchedProgress = { job: undefined, error: undefined, secondsLeft: undefined };

/** Time left by the mean speed since watching began. */
export function secondsLeft(job: JobProgress, first: number, elapsedMs: number): number | undefined {
  const made = job.done - first;
  if (job.total === null || made <= 0 || elapsedMs < 1000) return undefined;
  return Math.max(0, ((job.total - job.done) * elapsedMs) / made / 1000);
}

function watch(
  jobId: string,
  show: (job: JobProgress) => void,
  fail: (error: ApiError) => void,
  signal: AbortSignal,
): void {
  const source = new EventSource(`/api/jobs/${jobId}/events`);
  signal.addEventListener('abort', () => source.close());
  const take = (event: MessageEvent<string>) => {
    const job = JSON.parse(event.data) as JobProgress;
    show(job);
    if (isOver(job)) source.close();
  };
  source.addEventListener('message', take);
  source.addEventListener('progress', take);
  source.addEventListener('error', () => {
    source.close();
    if (!signal.aborted) void poll(jobId, show, fail, signal);
  });
}

async function poll(
  jobId: string,
  show: (job: JobProgress) => void,
  fail: (error: ApiError) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const job = (await request<typeof getJob>(
        'GET',
        '/api/jobs/:id',
        { params: { id: jobId } },
        signal,
      )) as JobProgress;
      show(job);
      if (isOver(job)) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status !== 0) {
        fail(error);
        return;
      }
    }
    await new Promise((wake) => setTimeout(wake, 1000));
  }
}

function isOver(job: JobProgress): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}
