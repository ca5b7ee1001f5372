import { z } from 'zod';
import { propertiesJson } from '../../../models/json.js';

/** The text of `properties_json`, in the form the database keeps it in. */
export const propertiesText = z
  .string()
  .max(20_000, 'is longer than 20000 characters')
  .transform((value, context) => {
    const { data } = propertiesJson.schema.safeParse(parsed(value));
    if (data) return JSON.stringify(data);
    context.addIssue({ code: 'custom', message: 'is no JSON object of plain values' });
    return value;
  });

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
