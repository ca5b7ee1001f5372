import { createRequire } from 'node:module';
import { Refusal } from './refusal.js';
import type { Json } from './world.js';

// Microsoft's library is put together for browsers; as a module Node cannot load it.
const require = createRequire(import.meta.url);
const {
  AdaptiveCard,
  HostConfig,
  SerializationContext,
  Versions,
}: typeof import('adaptivecards') = require('adaptivecards/dist/adaptivecards.js');

/** Most bytes of a card, with what is around it. */
const CARD_BYTES = 28 * 1024;
/** Buttons that Teams shows in one row; more would be hidden. */
const ACTIONS = 6;

const ELEMENTS = new Set([
  ...['TextBlock', 'RichTextBlock', 'TextRun', 'Image', 'Container', 'ColumnSet', 'Column', 'FactSet', 'ActionSet'],
  ...['Input.Text', 'Input.ChoiceSet', 'AdaptiveCard', 'Chart.Line', 'Chart.VerticalBar.Grouped'],
]);
const ACTION_TYPES = new Set(['Action.Execute', 'Action.Submit', 'Action.OpenUrl', 'Action.ShowCard']);

/** Refuses a card that Teams would not show as it is meant: not of version 1.5, unknown parts, without words, or too large. */
export function checkCard(card: Json): void {
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > CARD_BYTES) throw new Refusal(413, 'MessageSizeTooBig', `${bytes} bytes`);
  if (card.type !== 'AdaptiveCard' || card.version !== '1.5') throw new Refusal(400, 'BadSyntax', 'not a 1.5 card');
  const parsed = new AdaptiveCard();
  parsed.hostConfig = new HostConfig({ actions: { maxActions: ACTIONS } });
  const context = new SerializationContext(Versions.v1_5);
  parsed.parse(withoutCharts(card) as Json, context);
  const problems = [
    ...Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message),
    ...parsed.validateProperties().validationEvents.map(({ message }) => message),
  ];
  if (problems.length > 0) throw new Refusal(400, 'BadSyntax', problems.join('; '));
  walk(card, []);
}

/**
 * A card as a client shows it that knows version 1.5 alone, as Microsoft's library and its published schema do: the
 * charts that Teams draws beyond it are their fallbacks there.
 */
export function withoutCharts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutCharts);
  if (typeof node !== 'object' || node === null) return node;
  const { type, fallback } = node as { type?: unknown; fallback?: unknown };
  if (String(type).startsWith('Chart.')) return withoutCharts(fallback);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutCharts(value)]));
}

function walk(node: unknown, path: readonly string[]): void {
  if (Array.isArray(node)) {
    for (const [index, one] of node.entries()) walk(one, [...path, String(index)]);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type } = node as { type?: unknown };
  const at = path.join('.');
  const isIn = (part: string) => path.includes(part);
  if (typeof type === 'string' && !isIn('data') && !isIn('msteams')) {
    if (type.startsWith('Action.') ? !ACTION_TYPES.has(type) : !ELEMENTS.has(type)) bad(`${at}: unknown ${type}`);
    checkNode(node as Json, at);
  }
  for (const [key, value] of Object.entries(node)) if (key !== 'data') walk(value, [...path, key]);
}

function checkNode(node: Json, at: string): void {
  const { type } = node;
  if (type === 'ActionSet' || type === 'AdaptiveCard') {
    const actions = (node.actions ?? []) as readonly Json[];
    if (type === 'ActionSet' && actions.length === 0) bad(`${at}: a row without buttons`);
    if (actions.length > ACTIONS) bad(`${at}: ${actions.length} buttons in a row`);
  }
  if (String(type).startsWith('Action.') && type !== 'Action.OpenUrl') {
    if (typeof node.title !== 'string' || node.title.trim() === '') bad(`${at}: a button without a label`);
  }
  if (type === 'Action.Execute' && typeof node.verb !== 'string') bad(`${at}: no verb`);
  if (String(type).startsWith('Chart.')) checkChart(node, at);
  if (type === 'RichTextBlock' && !((node.inlines ?? []) as readonly unknown[]).length) bad(`${at}: empty`);
  if (type === 'Image' && !String(node.url).startsWith('https://')) bad(`${at}: a picture that is not on https`);
  const open =
    (node as { selectAction?: { url?: unknown } }).selectAction?.url ??
    (type === 'Action.OpenUrl' ? node.url : undefined);
  if (open !== undefined && !/^(https?|mailto):/.test(String(open)))
    bad(`${at}: a link to ${String(open).slice(0, 20)}`);
}

/** What Microsoft documents of Chart.Line and Chart.VerticalBar.Grouped: no schema of them is published. */
function checkChart({ type: _, title, data, fallback, ...unknown }: Json, at: string): void {
  const series = (Array.isArray(data) ? data : []) as readonly Json[];
  const isSound = series.every(
    ({ legend, values }) =>
      typeof legend === 'string' &&
      Array.isArray(values) &&
      values.every(({ x, y }: Json) => typeof x === 'string' && Number.isFinite(y)),
  );
  if (typeof title !== 'string' || series.length === 0 || !isSound) bad(`${at}: no chart`);
  if (Object.keys(unknown).length > 0) bad(`${at}: a chart with ${Object.keys(unknown)}`);
  if (typeof fallback !== 'object') bad(`${at}: a chart without a fallback`);
}

function bad(detail: string): never {
  throw new Refusal(400, 'BadSyntax', detail);
}
