import { z } from 'zod';
import { anyOption, areOffered, confirm, optionGroup, plainOption } from './composition.js';
import { appId, plainText } from './text.js';

const common = { action_id: appId.optional(), confirm: confirm.optional(), focus_on_load: z.boolean().optional() };
const select = { ...common, placeholder: plainText(150).optional() };
const offered = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const notOffered = { message: 'must be one of the options offered' };

/** A menu of given choices. */
export const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...select, ...offered, initial_option: plainOption.optional() })
  .refine(hasOneListOnly, { message: 'needs either options or option_groups' })
  .refine((menu) => areOffered(menu.initial_option ? [menu.initial_option] : [], choices(menu)), notOffered);

/** A menu of given choices, several of which may be taken. */
export const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...select,
    ...offered,
    initial_options: z.array(plainOption).min(1).max(100).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .refine(hasOneListOnly, { message: 'needs either options or option_groups' })
  .refine((menu) => areOffered(menu.initial_options ?? [], choices(menu)), notOffered);

/** A menu of the workspace's people. */
export const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...select,
  initial_user: z.string().optional(),
});

/** A menu of the workspace's public channels. */
export const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...select,
  initial_channel: z.string().optional(),
  response_url_enabled: z.boolean().optional(),
});

/** A menu of conversations. */
export const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...select,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
});

/** A menu whose choices the app is asked for. */
export const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...select,
  initial_option: plainOption.optional(),
  min_query_length: z.int().min(0).optional(),
});

/** The menu behind three dots. */
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: appId.optional(),
  confirm: confirm.optional(),
  options: z.array(plainOption).min(1).max(5),
});

/** One of a few. */
export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...common,
    options: z.array(anyOption).min(1).max(10),
    initial_option: anyOption.optional(),
  })
  .refine((menu) => areOffered(menu.initial_option ? [menu.initial_option] : [], menu.options), notOffered);

/** Some of a few. */
export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...common,
    options: z.array(anyOption).min(1).max(10),
    initial_options: z.array(anyOption).min(1).max(10).optional(),
  })
  .refine((menu) => areOffered(menu.initial_options ?? [], menu.options), notOffered);

interface Choices {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
}

function choices(menu: Choices): readonly unknown[] {
  return menu.options ?? menu.option_groups?.flatMap((group) => group.options) ?? [];
}

function hasOneListOnly(menu: Choices): boolean {
  return (menu.options === undefined) !== (menu.option_groups === undefined);
}
