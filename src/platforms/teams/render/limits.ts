/**
 * What Teams accepts, in characters unless said. A message may have about 100 KB, a card with all that is around it 28 KB
 * (learn.microsoft.com: "Format your bot messages", "Rate limiting for bots"). `actionsInSet` is how many buttons Teams
 * shows of one row; the others are our own sane measures, where nothing is documented.
 */
export const limits = {
  cardBytes: 27_000,
  /** Bytes of the body of a card; buttons, title and the frame around them have their own. */
  bodyBytes: 26_000,
  buttonBytes: 15_000,
  messageBytes: 24_000,
  summary: 500,
  title: 200,
  run: 4_000,
  line: 1_000,
  note: 2_000,
  actionsInSet: 6,
  actionTitle: 75,
  confirmText: 300,
  subject: 2_000,
  url: 3_000,
  imageAlt: 1_000,
  dialogTitle: 64,
  dialogBytes: 26_000,
  inputLabel: 500,
  inputText: 4_000,
  choices: 100,
  choiceTitle: 150,
  choiceValue: 200,
  fieldError: 500,
} as const;
