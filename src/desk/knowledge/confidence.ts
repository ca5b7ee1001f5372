export function confidence(): number {
  return 0;
}
