import type { Json } from './world.js';

/** Something that can be pressed on a card, and the action behind it: for a question the answer that is a press. */
export interface Control {
  readonly label: string;
  readonly action: Json;
  /** What is asked before the press counts. */
  readonly question?: string;
}

/** An input of a card, as a person sees it. */
export interface SeenInput {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly isRequired: boolean;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

/** A card as somebody reads it. */
export interface ReadCard {
  readonly text: string;
  readonly controls: readonly Control[];
  readonly inputs: readonly SeenInput[];
  readonly links: readonly string[];
  readonly images: readonly string[];
}

/** Reads a card from top to bottom, a line for each element; columns stand beside each other. */
export function readCard(card: Json): ReadCard {
  const read = {
    lines: [] as string[],
    controls: [] as Control[],
    inputs: [] as SeenInput[],
    links: [] as string[],
    images: [] as string[],
  };
  for (const element of list(card.body)) visit(element, read);
  return { ...read, text: read.lines.filter((line) => line !== '').join('\n') };
}

interface Reading {
  readonly lines: string[];
  readonly controls: Control[];
  readonly inputs: SeenInput[];
  readonly links: string[];
  readonly images: string[];
}

function visit(element: Json, into: Reading): void {
  switch (element.type) {
    case 'RichTextBlock':
      into.lines.push(
        list(element.inlines)
          .map((run) => String(run.text))
          .join(''),
      );
      for (const { selectAction } of list(element.inlines) as { selectAction?: Json }[]) {
        if (selectAction) into.links.push(String(selectAction.url));
      }
      return;
    case 'TextBlock':
      readMarkdown(String(element.text), into);
      return;
    case 'Image':
      into.images.push(String(element.url));
      into.lines.push(String(element.altText ?? ''));
      return;
    case 'Container':
      for (const item of list(element.items)) visit(item, into);
      return;
    case 'ColumnSet':
      readColumns(list(element.columns), into);
      return;
    case 'Chart.Line':
    case 'Chart.VerticalBar.Grouped':
      into.lines.push(`(chart) ${String(element.title)}`);
      for (const { legend, values } of list(element.data))
        into.lines.push(
          `${legend}: ${list(values)
            .map(({ x, y }) => `${x} ${y}`)
            .join(', ')}`,
        );
      return;
    case 'ActionSet':
      into.controls.push(...list(element.actions).map(controlOf));
      return;
    case 'Input.Text':
    case 'Input.ChoiceSet':
      into.inputs.push({
        id: String(element.id),
        label: String(element.label ?? ''),
        value: String(element.value ?? ''),
        isRequired: element.isRequired === true,
        choices: list(element.choices) as unknown as SeenInput['choices'],
      });
      return;
    default:
  }
}

function readColumns(columns: readonly Json[], into: Reading): void {
  const texts = columns.map((column) => {
    const inner: Reading = { ...into, lines: [] };
    for (const item of list(column.items)) visit(item, inner);
    return inner.lines.join('\n');
  });
  into.lines.push(texts.join(' '));
}

/** What markdown makes live of a text: links. Nothing we send should need it. */
function readMarkdown(text: string, into: Reading): void {
  for (const [, url] of text.matchAll(/\]\(([^)]+)\)/g)) into.links.push(String(url));
  into.lines.push(text);
}

function controlOf(action: Json): Control {
  const label = String(action.title);
  if (action.type !== 'Action.ShowCard') return { label, action };
  const inner = readCard(action.card as Json);
  const yes = inner.controls[0];
  if (!yes) throw new Error(`"${label}" asks and takes no answer`);
  return { label, action: yes.action, question: inner.text };
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
