import { Command, InvalidArgumentError } from 'commander';
import { startLoopbackSlack } from './start-loopback-slack.js';

interface Flags {
  readonly port: number;
  readonly signingSecret: string;
  readonly remember: boolean;
  readonly echo: boolean;
}

const flags = new Command('loopback-slack')
  .description('Runs the loopback Slack alone and prints one JSON line with where it listens.')
  .option('--port <port>', 'port on 127.0.0.1, 0 for any', readPort, 0)
  .requiredOption('--signing-secret <secret>', 'what requests to the app are signed with')
  .option('--no-remember', 'keep only about the last thousand calls, deliveries and messages')
  .option('--no-echo', 'do not tell the app of what its own bot wrote')
  .parse()
  .opts<Flags>();

const { port, signingSecret, remember, echo } = flags;
const slack = await startLoopbackSlack({ port, signingSecret, remember, echoOwnMessages: echo, hasControl: true });
process.stdout.write(`${JSON.stringify({ apiUrl: slack.apiUrl, controlUrl: `${slack.origin}/control/` })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void slack.stop());

function readPort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('must be a port');
  return port;
}
