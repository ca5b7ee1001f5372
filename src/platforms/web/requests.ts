import { z } from 'zod';
import { replySchema } from '../../chat/reply-schema.js';

// Made by the page for each thing a person does, so that a request sent twice acts once.
const nonce = z.uuid();
const id = z.string().min(1).max(200);
const words = z.string();

export const sayRequest = z.strictObject({ as: id, nonce, conversation: id, text: words });
export const editRequest = z.strictObject({ as: id, nonce, messageId: id, text: words });
export const deleteRequest = z.strictObject({ as: id, nonce, messageId: id });
export const pressRequest = z.strictObject({
  as: id,
  nonce,
  messageId: id,
  action: id,
  subject: z.string().max(2_000),
  card: z.strictObject({ id, version: z.number().int() }),
});
export const submitRequest = z.strictObject({
  as: id,
  nonce,
  action: id,
  subject: z.string().max(2_000),
  version: z.number().int(),
  values: z.record(z.string(), z.string()),
});
export const companyRequest = z.strictObject({});
export const previewRequest = z.strictObject({ name: id, reply: replySchema });
