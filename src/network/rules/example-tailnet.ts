/** What the parts of a tailnet of the examples log in to: each example has one of its own. */
function server(word: string): string {
  return `const at = { loginServer: 'https://${word}.example.com', authKey: SecretFile.at('/run/keys/tailscale') };`;
}

/**
 * A tailnet with one node.
 * @param word names all of it
 * @param node further props of the node
 * @param policy the props of the tailnet
 */
export function oneNode(word: string, node: string, policy: string): string {
  return `
${server(word)}
const host = new Host(app, '${word}-host', { ...machine });
new TailscaleNode(host, 'tailscale', { ...at, ${node} });
new Tailnet(app, '${word}-net', { loginServer: at.loginServer, ${policy} });
`;
}

/** The same with two nodes. */
export function twoNodes(word: string, first: string, second: string, policy: string): string {
  return `
${server(word)}
const here = new Host(app, '${word}-a', { ...machine });
new TailscaleNode(here, 'tailscale', { ...at, ${first} });
const there = new Host(app, '${word}-b', { ...machine });
new TailscaleNode(there, 'tailscale', { ...at, ${second} });
new Tailnet(app, '${word}-net', { loginServer: at.loginServer, ${policy} });
`;
}

/** A policy that is whole: a tag, and who reaches it. */
export const POLICY =
  "tagOwners: { 'tag:server': [] }, grants: [{ src: ['autogroup:member'], dst: ['tag:server'], ip: ['*'] }]";
