import type { TableRow } from '../tables/read-rows.js';
import { record } from './record.js';

/** Everybody of the example company by department, whoever leads it first. Nobody is called so. */
const byDepartment: Readonly<Record<string, readonly string[]>> = {
  Sales: [
    ...['Amara Sample', 'Bruno Example', 'Carla Testwell', 'Dev Specimen', 'Elin Mockford'],
    ...['Farid Demoson', 'Greta Placeholder', 'Hiro Pretend', 'Ines Madeup'],
  ],
  Marketing: [
    ...['Jonas Sample', 'Kemi Example', 'Liam Testwell', 'Mina Specimen', 'Noor Mockford'],
    ...['Oskar Demoson', 'Pia Placeholder'],
  ],
  Finance: ['Quentin Sample', 'Rosa Example', 'Samir Testwell', 'Tove Specimen', 'Ugo Mockford', 'Vera Demoson'],
  Engineering: [
    ...['Wanda Sample', 'Xavier Example', 'Yara Testwell', 'Zoltan Specimen', 'Anouk Mockford', 'Bela Demoson'],
    ...['Chidi Placeholder', 'Dana Pretend', 'Emre Madeup', 'Fenna Sample', 'Goran Example'],
  ],
  'People and Culture': ['Hanna Testwell', 'Ivo Specimen', 'Jana Mockford', 'Kofi Demoson', 'Lotte Placeholder'],
  IT: ['Marta Pretend', 'Nils Madeup', 'Olga Sample', 'Pavel Example', 'Rania Testwell', 'Stefan Specimen'],
};

/** The departments of the example company, led by whoever is first in each. */
export const demoDepartments: readonly TableRow[] = Object.entries(byDepartment).map(([name, [lead = '']]) =>
  record({ dept_name: name, manager: emailOf(lead) }),
);

/** The people of the example company: 44, of whom six lead a department and five are techs. */
export const demoPeople: readonly TableRow[] = Object.entries(byDepartment)
  .flatMap(([department, names]) =>
    names.map((name, at) => ({
      department,
      name,
      role: at === 0 ? 'manager' : department === 'IT' ? 'tech' : 'employee',
    })),
  )
  .map(({ department, name, role }, at) => {
    const [first_name = '', last_name = ''] = name.split(' ');
    return record({ user_id: numbered('P', at), first_name, last_name, email: emailOf(name), role, department });
  });

/** Where somebody who plays in the example company works, by what their role there is. */
export const departmentOfRole: Readonly<Record<string, string>> = {
  employee: 'Sales',
  manager: 'Marketing',
  tech: 'IT',
  admin: 'IT',
};

/** An id of the example company: the same each time. */
export function numbered(letter: string, at: number): string {
  return `DEMO-${letter}${String(at + 1).padStart(2, '0')}`;
}

function emailOf(name: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@example.com`;
}
