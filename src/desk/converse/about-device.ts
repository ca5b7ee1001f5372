import type { SessionState } from '../../../models/conversations/session-work.js';
import { factsNaming } from '../playbooks/questions.js';
import { detectOs } from '../triage/detect-os.js';
import { beginPlaybook } from './begin.js';
import { knowing } from './known.js';
import type { Situation, TurnPlan } from './situation.js';

/** Takes up a problem with a device that is known, by a playbook that is known. */
export function beginAboutDevice(
  situation: Situation,
  of: { readonly playbookId: string; readonly assetTag: string; readonly problem: string },
): TurnPlan {
  const { library, devices, session } = situation;
  const playbook = library.playbooks.find(({ id }) => id === of.playbookId);
  const asked = playbook?.questions.filter(({ from }) => from === 'devices') ?? [];
  const facts = asked.map(({ id }) => factsNaming(playbook, id, devices, of.assetTag));
  const known = facts.reduce(knowing, knowingDevice(situation, session, of.assetTag));
  return beginPlaybook({ ...situation, session: known }, playbook, of.problem);
}

/** A session in which the device is known before anything was said. */
export function knowingDevice({ devices }: Situation, session: SessionState, assetTag: string): SessionState {
  const os = detectOs(devices.find(({ id }) => id === assetTag)?.os ?? '');
  return knowing(session, { device: assetTag, ...(os && { 'device.os': os }) });
}
