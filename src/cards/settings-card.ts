import type { CardPart, ListItem } from '../chat/card.js';
import type { Form } from '../chat/form.js';
import type { Reply } from '../chat/outbound.js';
import { clip, oneLine } from './clip.js';
import { formLimits } from './forms.js';
import { words } from './wording/index.js';

/** One setting, or one part of one: `escalation.assignee`, as it holds and as it is written. */
export interface SettingView {
  readonly name: string;
  readonly value: string;
  readonly isDefault: boolean;
}

/** Everything an organisation works by: of settings with parts those that were changed. */
export function settingsReply(lines: readonly SettingView[]): Reply {
  const { title, how } = words.settings;
  const keys = [...new Set(lines.map(({ name }) => keyOf(name)))];
  return reply(title, [
    { kind: 'list', items: keys.map((key) => summed(key, lines)) },
    { kind: 'note', text: how },
    {
      kind: 'buttons',
      buttons: [{ action: 'settings.change', subject: 'org', label: words.settings.change, opensForm: true }],
    },
  ]);
}

/** One setting with all its parts, and how it is written. */
export function settingReply(key: string, lines: readonly SettingView[]): Reply {
  const { what, shown } = words.settings;
  return reply(labelOf(key), [
    { kind: 'list', items: lines.map((line) => ({ text: shown(line.name, shownValue(line)) })) },
    { kind: 'note', text: what((words.settings.keys as Labels)[key] ?? '') },
  ]);
}

/** Fields: setting, value. */
export function settingForm(keys: readonly string[]): Form {
  const { formTitle, save, field, value, valueHint } = words.settings;
  return {
    action: 'settings.change',
    subject: 'org',
    version: 1,
    title: formTitle,
    submit: save,
    cancel: words.forms.cancel,
    fields: [
      { kind: 'choice', name: 'setting', label: field, options: keys.map(option) },
      { kind: 'text', name: 'value', label: value, hint: valueHint, max: formLimits.text },
    ],
  };
}

function option(key: string) {
  return { value: key, label: labelOf(key) };
}

function labelOf(key: string): string {
  return (words.settings.labels as Labels)[key] ?? key;
}

type Labels = Readonly<Record<string, string>>;

/** Longer values are cut. */
const MAX_VALUE = 200;

function reply(title: string, parts: readonly CardPart[]): Reply {
  return { text: title, card: { id: `settings:${title}`, version: 1, title, parts } };
}

function summed(key: string, lines: readonly SettingView[]): ListItem {
  const { shown, asUsual, otherwiseAsUsual } = words.settings;
  const own = lines.filter(({ name }) => keyOf(name) === key);
  const [only] = own;
  if (only?.name === key) return { text: shown(key, shownValue(only)) };
  const changed = own.filter(({ isDefault }) => !isDefault);
  if (changed.length === 0) return { text: shown(key, asUsual) };
  const parts = changed.map(({ name, value }) => `${name.slice(key.length + 1)} ${value}`).join('; ');
  return {
    text: shown(key, changed.length === own.length ? clip(parts, MAX_VALUE) : otherwiseAsUsual(clip(parts, MAX_VALUE))),
  };
}

function shownValue({ value, isDefault }: SettingView): string {
  const { notSet, byDefault } = words.settings;
  const text = oneLine(value, MAX_VALUE);
  return isDefault && value !== notSet ? byDefault(text) : text;
}

function keyOf(name: string): string {
  return name.split('.')[0] ?? name;
}
