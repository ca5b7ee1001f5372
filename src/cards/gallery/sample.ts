import type { Form } from '../../chat/form.js';
import type { Reply } from '../../chat/outbound.js';

/** One thing people can see, with a name for lists and failing tests. */
export interface Sample {
  readonly name: string;
  readonly reply?: Reply;
  readonly form?: Form;
}
