/**
 * What Slack accepts, in characters unless said (docs.slack.dev, Block Kit reference). `blockBytes` is not in the
 * documents: messages were refused as msg_blocks_too_long from about 13,200 on, counted in a way nobody published, so
 * we count the whole JSON in bytes, and the text beside it too (`messageBytes`), and stay below. `richText` has no
 * documented limit and gets a section's.
 */
export const limits = {
  blocks: 50,
  blockBytes: 12_000,
  messageBytes: 13_000,
  fallbackText: 4_000,
  header: 150,
  richText: 3_000,
  context: 2_000,
  line: 1_000,
  buttonsInBlock: 25,
  buttonBytes: 6_000,
  buttonLabel: 75,
  buttonValue: 2_000,
  actionId: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmLabel: 30,
  url: 3_000,
  imageAlt: 2_000,
  charts: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartPoints: 20,
  chartSeries: 6,
  viewBlocks: 100,
  viewTitle: 24,
  viewBytes: 200_000,
  sectionText: 3_000,
  inputLabel: 2_000,
  inputHint: 2_000,
  inputText: 3_000,
  optionText: 75,
  optionValue: 150,
  optionsInSelect: 100,
  fieldError: 500,
} as const;
