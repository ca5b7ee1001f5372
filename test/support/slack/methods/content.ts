import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { checkBlocks, faultsOf } from '../blocks/check.js';
import { withIds } from '../blocks/ids.js';
import { Refusal, refusalAt } from '../refusal.js';
import type { Json } from '../world.js';
import type { Call } from './call.js';

/** What a message says, checked. A part that was not given is missing. */
export interface Content {
  readonly text?: string;
  readonly blocks?: readonly KnownBlock[];
  readonly metadata?: Json;
}

const TEXT_LIMIT = 40_000;
const METADATA_LIMIT = 16_000;

const metadataShape = z.union([
  z.strictObject({
    event_type: z.string().regex(/^[a-zA-Z0-9_]{1,255}$/),
    event_payload: z.record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown()), z.record(z.string(), z.unknown())]),
    ),
  }),
  z.strictObject({}),
]);

/** Reads text, blocks and metadata out of a call; what Slack would refuse is refused. */
export function readContent({ world, args }: Call): Content {
  const text = readText(args.text);
  const blocks = args.blocks;
  if (args.attachments !== undefined) throw refusalAt('invalid_arguments', ['[ERROR] attachments are not taken here']);
  if (blocks !== undefined && !Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const checked = blocks === undefined ? undefined : withIds(checkBlocks(blocks, text ?? ''), world.ids);
  return {
    ...(text !== undefined && { text }),
    ...(checked && { blocks: checked }),
    ...(args.metadata !== undefined && { metadata: readMetadata(args.metadata) }),
  };
}

/** Refuses a message that would show nothing. */
export function needWords({ text = '', blocks = [] }: Content): void {
  if (text.trim() === '' && blocks.length === 0) throw new Refusal('no_text');
}

/** What Slack says beside an answer when blocks came without the text for notifications. */
export function warningsFor({ text = '', blocks = [] }: Content): Json {
  if (text !== '' || blocks.length === 0) return {};
  return { warning: 'missing_text_in_message', response_metadata: { warnings: ['missing_text_in_message'] } };
}

function readText(text: unknown): string | undefined {
  if (text === undefined || text === null) return undefined;
  if (typeof text !== 'string') throw refusalAt('invalid_arguments', ['[ERROR] must be a string [json-pointer:/text]']);
  if (text.length > TEXT_LIMIT) throw new Refusal('msg_too_long');
  return text;
}

function readMetadata(metadata: unknown): Json {
  if (typeof metadata !== 'object' || metadata === null) throw new Refusal('invalid_metadata_format');
  const parsed = metadataShape.safeParse(metadata);
  if (!parsed.success) throw refusalAt('invalid_metadata_schema', faultsOf(parsed.error, '/metadata'));
  if (JSON.stringify(metadata).length > METADATA_LIMIT) throw new Refusal('metadata_too_large');
  return parsed.data;
}
