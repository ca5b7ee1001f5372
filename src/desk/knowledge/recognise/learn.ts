import { setImmediate } from 'node:timers/promises';
import type { Examples } from './examples.js';
import { countFeatures, lexiconOf, type Reading, read } from './lexicon.js';
import { type Learnt, type Model, weigh } from './model.js';

/**
 * Learns to tell subjects apart from examples: logistic regression over all subjects at once, by stochastic gradient
 * descent. The same examples always give the same model. Takes about a second of work for seven thousand examples, and
 * gives way to other work every few milliseconds.
 */
export async function learn({ subjects, examples }: Examples): Promise<Learnt> {
  const counted = countFeatures(examples.map(({ text }) => text));
  const lexicon = lexiconOf(counted);
  const weights = new Float32Array(counted.features.length * subjects);
  const biases = new Float32Array(subjects);
  const model = { lexicon, weights, biases };
  const readings = examples.map(({ text }) => read(lexicon, text));
  const order = examples.map((_, at) => at);
  const random = randomNumbers();
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    const rate = FIRST_RATE * (1 - (SLOWED * round) / ROUNDS);
    for (let at = 0; at < order.length; at++) {
      const example = order[at] as number;
      const { subject = 0, weight = 1 } = examples[example] ?? {};
      step(model, readings[example] as Reading, { subject, rate: rate * weight });
      if (at % SLICE === 0) await setImmediate();
    }
  }
  return { ...counted, weights, biases };
}

const ROUNDS = 5;
const FIRST_RATE = 0.5;
/** The last round learns a tenth as fast as the first. */
const SLOWED = 0.9;
/** So many examples are learnt from before other work gets its turn: a few milliseconds. */
const SLICE = 100;
/** What is taken for less likely than this is not looked at: most subjects have nothing to learn from most examples. */
const NEGLIGIBLE = 0.004;
const BIAS_RATE = 0.1;

function step(model: Model, reading: Reading, { subject, rate }: { subject: number; rate: number }): void {
  const { weights, biases } = model;
  const errors = weigh(model, reading);
  const worth = Array.from(errors.keys()).filter((at) => (errors[at] as number) > NEGLIGIBLE || at === subject);
  errors[subject] = (errors[subject] as number) - 1;
  for (const at of worth) biases[at] = (biases[at] as number) - BIAS_RATE * rate * (errors[at] as number);
  const { features, values } = reading;
  for (let place = 0; place < features.length; place++) {
    const row = (features[place] as number) * biases.length;
    const by = rate * (values[place] as number);
    for (const at of worth) weights[row + at] = (weights[row + at] as number) - by * (errors[at] as number);
  }
}

/** Numbers from 0 up to 1, always the same ones. */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
}
