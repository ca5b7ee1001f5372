/** One question of a form. `max` counts characters (UTF-16 units, as the platforms count). */
export type Field =
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly multiline?: boolean;
      readonly optional?: boolean;
      readonly max?: number;
      readonly initial?: string;
      readonly hint?: string;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly optional?: boolean;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial?: string;
      readonly hint?: string;
    };

/** A form a person fills in (a Slack modal, a Teams dialog, a page's dialog). Comes back as `Submitted`. */
export interface Form {
  readonly action: string;
  readonly subject: string;
  /** The version of the subject the form was opened on. */
  readonly version: number;
  readonly title: string;
  readonly intro?: string;
  readonly submit: string;
  readonly cancel: string;
  readonly fields: readonly Field[];
}
