import { citationsJson, diagnosticsJson, stepsAttemptedJson } from '../../../models/json.js';
import { plain } from '../../chat/text.js';
import { oneLine } from '../clip.js';
import { lastingMoment } from '../moment.js';
import { words } from '../wording/index.js';
import { ticketFacts } from './ticket-facts.js';
import type { TicketView } from './ticket-view.js';

/** The whole ticket as plain text that could be mailed; its first line is a subject. Nothing in it is shortened away. */
export function renderedText(view: TicketView): string {
  const { ticket } = view;
  const { labels, ticket: w } = words;
  const facts = [
    { label: w.opened, value: lastingMoment(ticket.created_at, view.zone, view.now) },
    ...ticketFacts(view),
  ];
  const { collected } = diagnosticsJson.read(ticket.diagnostics_json);
  const answers = Object.values(collected?.answers ?? {}).map((answer) => oneLine(answer, Number.POSITIVE_INFINITY));
  const steps = stepsAttemptedJson.read(ticket.steps_attempted_json);
  const sources = citationsJson.read(ticket.citations_json);
  return [
    w.subject(ticket.number, oneLine(ticket.summary, Number.POSITIVE_INFINITY)),
    facts.map(({ label, value }) => w.factLine(label, plain(value))).join('\n'),
    section(w.escalationHeading, [ticket.escalation_reason ?? '']),
    section(w.problem, [collected?.problem?.trim() ?? '', ...answers]),
    section(
      w.tried,
      steps.map(({ text, outcome }, i) => w.stepLine(i + 1, text, labels.outcomes[outcome])),
    ),
    section(
      w.sources,
      sources.map(({ title }, i) => w.sourceLine(i + 1, title)),
    ),
    section(w.resolutionHeading, [ticket.resolution ?? '']),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function section(heading: string, lines: readonly string[]): string {
  const said = lines.filter((line) => line !== '');
  return said.length === 0 ? '' : [heading, ...said].join('\n');
}
