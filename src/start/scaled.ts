import type { Job } from '../../jobs/job.js';
import type { Platform } from '../chat/platform.js';

/** The most often a job runs, however short the waits. */
const LEAST_EVERY_MS = 100;

/** Every wait times the scale, in whole ms, at least 1. */
export function scaled<T extends object>(waits: T, scale: number): T {
  const entries = Object.entries(waits).map(([name, ms]) => [name, Math.max(1, Math.round(Number(ms) * scale))]);
  return Object.fromEntries(entries) as T;
}

/** The jobs at their own pace, or at the scaled one. */
export function scaledJobs<Tools>(jobs: readonly Job<Tools>[], scale: number): readonly Job<Tools>[] {
  if (scale === 1) return jobs;
  return jobs.map((job) => ({ ...job, everyMs: Math.max(LEAST_EVERY_MS, Math.round(job.everyMs * scale)) }));
}

/** The platforms at their own pace, or at the scaled one. */
export function paced(platforms: ReadonlyMap<string, Platform>, scale: number): ReadonlyMap<string, Platform> {
  if (scale === 1) return platforms;
  const faster = ({ pace, ...rest }: Platform) => ({ ...rest, pace: { ...pace, everyMs: pace.everyMs * scale } });
  return new Map([...platforms].map(([name, platform]) => [name, faster(platform)]));
}
