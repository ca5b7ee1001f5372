import { DataTypes } from 'sequelize';
import type { JsonColumn } from './json.js';

// Functions, not constants: Sequelize writes a column's name into the object that describes it.

/** A primary key of text. */
export function textKey() {
  return { type: DataTypes.TEXT, primaryKey: true, allowNull: false };
}

/** Text that is always there. */
export function text() {
  return { type: DataTypes.TEXT, allowNull: false };
}

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
