import { type Profile, SendError } from '../../chat/outbound.js';

/** Somebody the visitor plays, named by their role. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: 'employee' | 'tech' | 'manager';
}

/** Everybody there is in the playground. The second tech is there so that two can reach for one ticket. */
export const people: readonly Person[] = [
  { id: 'employee', name: 'Employee', role: 'employee' },
  { id: 'tech', name: 'Tech', role: 'tech' },
  { id: 'tech-2', name: 'Second tech', role: 'tech' },
  { id: 'manager', name: 'Manager', role: 'manager' },
];

/** The person with this id, if the playground has one. */
export function personOf(id: string): Person | undefined {
  return people.find((person) => person.id === id);
}

/** A person as the platform describes them. Rejects with `conversation_gone` for an id nobody has. */
export async function profileOf(id: string): Promise<Profile> {
  const person = personOf(id);
  if (!person) throw new SendError('conversation_gone', 'no_such_person');
  return {
    id,
    firstName: person.name,
    lastName: '',
    email: `${id}@playground.example`,
    isBot: false,
    isGuest: false,
    isStranger: false,
    isDeactivated: false,
    isOwner: false,
  };
}
