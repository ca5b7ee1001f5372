/** One run of letters. Teams shows them as they are: no markup is read in it. */
export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly italic?: true;
  readonly fontType?: 'Monospace';
  readonly size?: 'Small' | 'Medium';
  readonly color?: 'Attention';
  readonly isSubtle?: true;
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

/** An element of an Adaptive Card 1.5, as far as we use them. */
export type Element = {
  readonly spacing?: 'None' | 'Small' | 'Medium';
  readonly separator?: true;
} & (
  | { readonly type: 'RichTextBlock'; readonly inlines: readonly TextRun[] }
  | { readonly type: 'Image'; readonly url: string; readonly altText: string }
  | { readonly type: 'Container'; readonly style?: ContainerStyle; readonly bleed?: true; readonly items: Element[] }
  | { readonly type: 'ColumnSet'; readonly columns: readonly Column[] }
  | { readonly type: 'ActionSet'; readonly actions: readonly Action[] }
  | ChartElement
  | InputText
  | InputChoiceSet
);

/** A chart as Teams draws it beyond Adaptive Cards 1.5; others show the fallback. */
export interface ChartElement {
  readonly type: 'Chart.Line' | 'Chart.VerticalBar.Grouped';
  readonly title: string;
  readonly data: readonly {
    readonly legend: string;
    readonly values: readonly { readonly x: string; readonly y: number }[];
  }[];
  readonly fallback: { readonly type: 'Container'; readonly items: Element[] };
}

export type ContainerStyle = 'good' | 'warning' | 'attention' | 'emphasis';

interface Column {
  readonly type: 'Column';
  readonly width: 'stretch' | 'auto' | `${number}px`;
  readonly items: Element[];
}

interface Input {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
}

export interface InputText extends Input {
  readonly type: 'Input.Text';
  readonly isMultiline?: true;
  readonly maxLength?: number;
}

export interface InputChoiceSet extends Input {
  readonly type: 'Input.ChoiceSet';
  readonly style: 'compact';
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

interface Pressable {
  readonly title: string;
  readonly style?: 'positive' | 'destructive';
  readonly data: object;
}

export type Submit = Pressable & { readonly type: 'Action.Submit' };

export type Action =
  | Submit
  | (Pressable & { readonly type: 'Action.Execute'; readonly verb: string; readonly fallback?: Submit })
  | {
      readonly type: 'Action.ShowCard';
      readonly title: string;
      readonly style?: 'destructive';
      readonly card: { readonly type: 'AdaptiveCard'; readonly body: Element[] };
    };

/** A person a message mentions: their `<at>…</at>` stands in its text. */
export interface MentionEntity {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly body: readonly Element[];
}

/** A card of these elements. */
export function adaptiveCard(body: readonly Element[]): AdaptiveCard {
  return { type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5', body };
}
