import { hostile, huge, sampleCitation, sampleNow } from './gallery-rows.js';
import { handedOverReply } from './hand-over.js';
import type { Sample } from './sample.js';
import {
  answeredReply,
  articleReply,
  offerReply,
  plainReply,
  questionReply,
  routeReply,
  stepReply,
} from './session-cards.js';
import { words } from './wording/index.js';

const ref = { sessionId: '0195a0c0-0000-7000-8000-000000000001', version: 3 };
const outcomes = [undefined, 'fixed', 'still_broken', 'skipped', 'shown'] as const;

/** The cards of a conversation with the desk. */
export function sessionSamples(): Sample[] {
  return [...questions(), ...steps(), ...rest()];
}

function questions(): Sample[] {
  const ask = 'Where are you?';
  const options = ['At home', 'In the office', 'Travelling'].map((label, index) => ({
    value: `place-${index}`,
    label,
  }));
  return [
    { name: 'question, options', reply: questionReply({ ...ref, ask, options }) },
    { name: 'question, free', reply: questionReply({ ...ref, ask: 'What does it say?', options: [] }) },
    { name: 'question, preface', reply: questionReply({ ...ref, preface: 'Thanks for telling me.', ask, options }) },
    { name: 'question, 20 options', reply: questionReply({ ...ref, ask, options: many(20, 'Device') }) },
    { name: 'question, 60 options', reply: questionReply({ ...ref, ask, options: many(60, huge) }) },
    {
      name: 'question, hostile',
      reply: questionReply({ ...ref, preface: hostile, ask: hostile, options: many(3, hostile) }),
    },
    { name: 'question, huge', reply: questionReply({ ...ref, preface: huge, ask: huge, options: many(20, huge) }) },
    { name: 'question, answered', reply: answeredReply({ ...ref, ask, answer: 'At home' }) },
    { name: 'question, answered, huge', reply: answeredReply({ ...ref, preface: huge, ask: huge, answer: huge }) },
  ];
}

function steps(): Sample[] {
  const step = { title: 'VPN', number: 2, total: 5, citation: sampleCitation('VPN connection: Restart the app') };
  const article = { title: 'VPN connection', section: 'Restart the app', citations: [step.citation] };
  const say = ['Close the VPN app with ', { bold: 'Quit' }, ' and open it again.'];
  return outcomes.flatMap((outcome) => {
    const of = { ...ref, ...(outcome && { outcome }) };
    const name = outcome ?? 'to do';
    return [
      { name: `step, ${name}`, reply: stepReply({ ...of, ...step, say }) },
      { name: `step, barest, ${name}`, reply: stepReply({ ...of, title: 'VPN', number: 1, say: 'Restart it.' }) },
      { name: `step, huge, ${name}`, reply: stepReply({ ...of, ...step, title: huge, preface: huge, say: huge }) },
      { name: `article, ${name}`, reply: articleReply({ ...of, ...article, excerpt: say }) },
      {
        name: `article, huge, ${name}`,
        reply: articleReply({
          ...of,
          title: huge,
          section: huge,
          excerpt: huge,
          citations: Array.from({ length: 30 }, () => sampleCitation(`${huge}: ${hostile}`)),
        }),
      },
    ];
  });
}

function rest(): Sample[] {
  const handOver = {
    number: 12,
    responders: words.handOver.itTeam,
    respondBy: new Date('2026-03-11T09:00:00.000Z'),
    isOpenNow: true,
    zone: 'Europe/Berlin',
    now: sampleNow,
  };
  return [
    ...(['unknown', 'exhausted', 'asked'] as const).map((why) => ({
      name: `offer, ${why}`,
      reply: offerReply({ ...ref, why }),
    })),
    { name: 'offer, huge', reply: offerReply({ ...ref, why: 'unknown', preface: huge }) },
    { name: 'route', reply: routeReply({ ...ref, number: 12, text: 'And now the printer is jammed.' }) },
    { name: 'route, huge', reply: routeReply({ ...ref, number: 2_147_483_647, text: huge }) },
    { name: 'handed over', reply: handedOverReply(handOver) },
    { name: 'handed over at night', reply: handedOverReply({ ...handOver, isOpenNow: false, preface: 'All right.' }) },
    { name: 'handed over, huge', reply: handedOverReply({ ...handOver, responders: huge, preface: huge }) },
    { name: 'plain', reply: plainReply(words.session.thanks) },
    { name: 'plain, hostile', reply: plainReply(hostile) },
    { name: 'plain, huge', reply: plainReply(huge) },
  ];
}

function many(count: number, label: string): { value: string; label: string }[] {
  return Array.from({ length: count }, (_, index) => ({ value: `option-${index}`, label: `${index + 1} ${label}` }));
}
