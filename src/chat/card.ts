import type { Text } from './text.js';

/**
 * One thing a person may press. `(action, subject)` names what is meant; the server looks everything else up,
 * so a button never carries data, authority or the outcome.
 */
export interface Button {
  readonly action: string;
  readonly subject: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  /** The press opens a form. Some platforms have to know before: there a form opens only from a button made for it. */
  readonly opensForm?: true;
  /** Asked before the press counts, for what cannot be taken back. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
}

export interface Fact {
  readonly label: string;
  readonly value: Text;
}

/** Done, failed and skipped are outcomes of a step that was tried; `next` is the one being looked at. */
export interface ListItem {
  readonly text: Text;
  readonly state?: 'done' | 'failed' | 'skipped' | 'next';
}

/** A source a sentence rests on; `number` is what the text refers to as [1]. */
export interface Citation {
  readonly number: number;
  readonly article: string;
  readonly section: string;
  readonly url?: string;
}

/**
 * Numbers that say more as a picture: one value of each series for each label. `finding` is what the picture shows, in a
 * sentence: its text for those who do not see it. A client that draws no charts shows `picture`, the address of the same
 * as a PNG, or lists the numbers where there is none.
 */
export interface Chart {
  readonly kind: 'chart';
  readonly style: 'bar' | 'line';
  readonly title: string;
  readonly finding: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Delivery adds it. */
  readonly picture?: string;
}

export type CardPart =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly title?: string; readonly ordered?: boolean; readonly items: readonly ListItem[] }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] }
  | { readonly kind: 'image'; readonly url: string; readonly alt: string }
  | Chart
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

/**
 * What a person sees, as plain data. `id` and `version` travel with the rendered message and come back with every
 * press on it, so that a press on an outdated card can be told from one on the card as it is.
 */
export interface Card {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly tone?: 'plain' | 'good' | 'warning' | 'urgent';
  readonly parts: readonly CardPart[];
}

/** A chart in words, for where none can be drawn: what it shows, then a line for each label. */
export function chartAsList(chart: Chart): readonly Exclude<CardPart, Chart>[] {
  return [
    { kind: 'note', text: chart.finding },
    { kind: 'list', title: chart.title, items: linesOf(chart).map((text) => ({ text })) },
  ];
}

/** A chart as its picture, which says its numbers to those who do not see it; undefined where it has none. */
export function chartAsPicture(chart: Chart): readonly Exclude<CardPart, Chart>[] | undefined {
  const { picture: url, finding, title } = chart;
  if (url === undefined) return undefined;
  const alt = `${title}. ${linesOf(chart).join('; ')}`;
  return [
    { kind: 'note', text: finding },
    { kind: 'image', url, alt },
  ];
}

function linesOf({ labels, series }: Chart): string[] {
  const line = (at: number) => series.map(({ name, values }) => `${name} ${values[at] ?? 0}`).join(', ');
  return labels.map((label, at) => `${label}: ${line(at)}`);
}
