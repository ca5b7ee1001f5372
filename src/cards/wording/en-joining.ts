/** Two organisations of one company, one on each platform, become one. */
export const joining = {
  title: 'Join another platform',
  code: (code: string) =>
    `Write "join ${code}" to me on the other platform, as an admin of the desk there. It counts for 30 minutes, and once.`,
  what: 'Its people, devices and tickets then become part of this organisation. People with the same verified e-mail are one.',
  offer: (name: string) => `Join ${name}?`,
  offered: (of: { people: number; tickets: number; name: string }) =>
    `${counted(of.people, 'person', 'people')} and ${counted(of.tickets, 'ticket', 'tickets')} move into ${of.name}. Tickets get numbers after the ones that are there. What is set up there stays, what is set up here is dropped. This cannot be undone.`,
  join: 'Join',
  joined: (name: string) => `Done. This is part of ${name} now: one desk, one queue, on both platforms.`,
  joinedThere: (name: string) => `${name} joined. People there and here work the same tickets now.`,
  wrongCode: 'That code is not right, was used, or is too old. Write "join" on the other platform for a new one.',
  own: 'This is that organisation already. Write the code to me on the other platform.',
  onlyAdmin: 'Only an admin of the desk can join it with another platform.',
  renumbered: (before: number, number: number) =>
    `This ticket is #${number} now (it was #${before}): two desks became one.`,
};

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
