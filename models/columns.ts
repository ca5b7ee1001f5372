import { DataTypes } from 'sequelize';
import type { JsonColumn } from './json.js';

/** A primary key of text. */
export const textKey = { type: DataTypes.TEXT, primaryKey: true, allowNull: false } as const;

/** Text that is always there. */
export const text = { type: DataTypes.TEXT, allowNull: false } as const;

/** One of a few words. */
export function oneOf(words: readonly string[]) {
  return { type: DataTypes.TEXT, allowNull: false, validate: { isIn: [[...words]] } };
}

/** JSON text that its published schema accepts; anything else is refused before it is written. */
export function json(column: JsonColumn<unknown>, empty: '{}' | '[]') {
  return {
    type: DataTypes.TEXT,
    allowNull: false,
    defaultValue: empty,
    validate: { fits: (value: string) => void column.read(value) },
  };
}
