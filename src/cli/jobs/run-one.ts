import { neither, readConfig } from '../../config.js';
import { log } from '../../log.js';
import { type JobReport, runJob, type SaidTo } from '../../start/run-job.js';
import { linesOf } from '../tour/transcript.js';
import { progressLine } from './progress-line.js';

/** Runs or rehearses a job, with its progress on standard error unless JSON is wanted. Ctrl-C ends it after the rows in hand. */
export async function runOneJob(
  name: string,
  { at, dryRun = false, json }: { at?: Date; dryRun?: boolean; json?: boolean },
): Promise<void> {
  const config = readConfig(process.env, neither);
  log.level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const line = json ? undefined : progressLine(name, process.stderr);
  const order = { name, at, isRehearsal: dryRun, progress: line, signal: stop.signal };
  const report = await runJob(config, order).finally(() => line?.clear());
  const text = json ? JSON.stringify(asJson(name, report, dryRun)) : asText(name, report, dryRun).join('\n');
  process.stdout.write(`${text}\n`);
}

function asText(name: string, report: JobReport, isRehearsal: boolean): string[] {
  const { now, handled, messages, isDone, said, silence } = report;
  const sum = `${counted(handled, 'row')} handled, ${counted(messages, 'message')} ${isRehearsal ? 'would go out' : 'said'}`;
  return [
    `${name} as of ${now.toISOString()}: ${sum}.`,
    ...silence,
    ...said.flatMap((one) => ['', ...saidLines(one)]),
    ...(said.length > 0 ? [''] : []),
    ...(isDone ? [] : [isRehearsal ? MORE_REHEARSED : 'There is more to do: it was stopped before the end.']),
    ...(isRehearsal ? ['This was a dry run: nothing of it was kept or sent.'] : []),
  ];
}

const MORE_REHEARSED =
  'There is more to do: a dry run ends after two seconds, since others may wait for the database meanwhile.';
const verbs = { post: 'To', card: 'Card, to', replace: 'Changed, to', remove: 'Taken back, from' };

function saidLines({ org, to, kind, reply }: SaidTo): string[] {
  const lines = reply ? linesOf(reply) : [];
  return [`${verbs[kind]} ${to}, ${org}:`, ...lines.map((line) => `  ${line}`)];
}

function asJson(name: string, { now, ...report }: JobReport, isDryRun: boolean) {
  return { job: name, now: now.toISOString(), isDryRun, ...report };
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
