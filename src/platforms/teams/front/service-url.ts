/**
 * Whether a service URL may be written to: over https, at exactly one of the hosts that are allowed. A host on this
 * machine, for tests, may do without https.
 */
export function isAllowedService(serviceUrl: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, host, hostname, username, password } = new URL(serviceUrl);
  if (username !== '' || password !== '' || !hosts.includes(host)) return false;
  return protocol === 'https:' || (protocol === 'http:' && /^127(?:\.\d{1,3}){3}$/.test(hostname));
}
