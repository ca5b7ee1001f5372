/** What two spellings of one department have in common: "IT  Support" and "it support" are one. */
export function departmentKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
