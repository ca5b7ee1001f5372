import { endedReply, prefaced } from '../change-reply.js';
import { handedOverReply } from '../hand-over.js';
import { meanwhileReply, stillToTellReply } from '../meanwhile.js';
import { articleReply, offerReply, plainReply, questionReply, routeReply, stepReply } from '../session-cards.js';
import { words } from '../wording/index.js';
import { hostile, huge, sampleCitation, sampleNow } from './rows.js';
import type { Sample } from './sample.js';

const ref = { sessionId: '0195a0c0-0000-7000-8000-000000000001', version: 3 };

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
    { name: 'question, preface', reply: prefaced(questionReply({ ...ref, ask, options }), words.session.firstContact) },
    { name: 'question, 20 options', reply: questionReply({ ...ref, ask, options: many(20, 'Device') }) },
    { name: 'question, 60 options', reply: questionReply({ ...ref, ask, options: many(60, huge) }) },
    {
      name: 'question, hostile',
      reply: prefaced(questionReply({ ...ref, ask: hostile, options: many(3, hostile) }), hostile),
    },
    {
      name: 'question, huge',
      reply: prefaced(questionReply({ ...ref, ask: huge, options: many(20, huge) }), huge),
    },
    {
      name: 'question, answered',
      reply: endedReply(questionReply({ ...ref, ask, options }), words.session.answered('At home')),
    },
    {
      name: 'question, answered, huge',
      reply: endedReply(questionReply({ ...ref, ask: huge, options }), words.session.answered(huge)),
    },
  ];
}

function steps(): Sample[] {
  const step = { title: 'VPN', number: 2, total: 5, citation: sampleCitation('VPN connection: Restart the app') };
  const article = { title: 'VPN connection', section: 'Restart the app', citations: [step.citation] };
  const say = ['Close the VPN app with ', { bold: 'Quit' }, ' and open it again.'];
  const usual = stepReply({ ...ref, ...step, say });
  const citations = Array.from({ length: 30 }, () => sampleCitation(`${huge}: ${hostile}`));
  const { dropped, putAside, moreBelow, toPerson, added, anew, deleted, ...tried } = words.session.outcomes;
  const ends = [...Object.values(tried), dropped, putAside, moreBelow, toPerson, added(12), anew, deleted];
  return [
    { name: 'step', reply: usual },
    { name: 'step, barest', reply: stepReply({ ...ref, title: 'VPN', number: 1, say: 'Restart it.' }) },
    { name: 'step, huge', reply: prefaced(stepReply({ ...ref, ...step, title: huge, say: huge }), huge) },
    { name: 'article', reply: articleReply({ ...ref, ...article, excerpt: say }) },
    {
      name: 'article, huge',
      reply: articleReply({ ...ref, title: huge, section: huge, excerpt: huge, citations }),
    },
    ...ends.map((end) => ({ name: `step, ended: ${end}`, reply: endedReply(usual, end) })),
    ...meanwhile(),
  ];
}

function meanwhile(): Sample[] {
  const of = { ...ref, title: 'VPN', citations: [sampleCitation('VPN connection: Restart the app')] };
  const say = 'Restart it.';
  const precautions = [
    { say: ['Close the VPN app with ', { bold: 'Quit' }, ' and open it again.'], source: 1 },
    { say },
  ];
  const asks = ['Where are you?', words.handOver.oneOf('Where are you?', ['At home', 'In the office'])];
  const many60 = Array.from({ length: 60 }, () => ({ say: huge, source: 1 }));
  return [
    { name: 'meanwhile', reply: meanwhileReply({ ...of, say, precautions }) },
    { name: 'meanwhile, huge', reply: meanwhileReply({ ...of, title: huge, say: huge, precautions: many60 }) },
    { name: 'still to tell', reply: stillToTellReply({ ...ref, number: 12, asks }) },
    { name: 'still to tell, huge', reply: stillToTellReply({ ...ref, number: 12, asks: Array(60).fill(huge) }) },
  ];
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
    { name: 'offer, huge', reply: prefaced(offerReply({ ...ref, why: 'unknown' }), huge) },
    { name: 'route', reply: routeReply({ ...ref, number: 12, text: 'And now the printer is jammed.' }) },
    { name: 'route, huge', reply: routeReply({ ...ref, number: 2_147_483_647, text: huge }) },
    { name: 'handed over', reply: handedOverReply(handOver) },
    { name: 'handed over at night', reply: handedOverReply({ ...handOver, isOpenNow: false }) },
    { name: 'handed over, to be approved', reply: handedOverReply({ ...handOver, yes: { approver: 'Tech One' } }) },
    { name: 'handed over, nobody to approve', reply: handedOverReply({ ...handOver, yes: { approver: undefined } }) },
    {
      name: 'handed over, huge',
      reply: prefaced(handedOverReply({ ...handOver, responders: huge, yes: { approver: huge } }), huge),
    },
    { name: 'plain', reply: plainReply(words.session.thanks) },
    { name: 'plain, hostile', reply: plainReply(hostile) },
    { name: 'plain, huge', reply: plainReply(huge) },
  ];
}

function many(count: number, label: string): { value: string; label: string }[] {
  return Array.from({ length: count }, (_, index) => ({ value: `option-${index}`, label: `${index + 1} ${label}` }));
}
