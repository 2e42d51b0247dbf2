import { graphOf, wholeEstate } from './estate';
import { Graph, Topic, TOPICS } from '../../src/graph/graph';
import { machineNames, onHost, onlyTopics } from '../../src/graph/select';

const graph = graphOf(wholeEstate());
const ids = ({ nodes }: Graph) => nodes.map(({ id }) => id);

/** That nothing is left without what it stands in, or without its ends. */
function isWhole({ nodes, edges }: Graph): boolean {
  const there = new Set(nodes.map(({ id }) => id));
  return (
    nodes.every(({ parent }) => parent === undefined || there.has(parent)) &&
    edges.every(({ from, to }) => there.has(from) && there.has(to))
  );
}

describe('topics', () => {
  test.each(TOPICS)('%s alone is whole, and has no line of another one', (topic) => {
    const part = onlyTopics(graph, new Set([topic]));
    expect(isWhole(part)).toBe(true);
    expect(part.edges.every((edge) => edge.topic === topic)).toBe(true);
    expect(
      part.nodes.every(
        (node) => node.topic === topic || node.topic === 'hosts' || topic === 'network' || node.topic === 'connections',
      ),
    ).toBe(true);
  });

  test('storage has the hosts with disks, and no others', () => {
    const part = onlyTopics(graph, new Set<Topic>(['storage']));
    expect(part.nodes.filter(({ kind }) => kind === 'host').map(({ label }) => label)).toEqual(['nas', 'laptop']);
    expect(part.nodes.some(({ kind }) => kind === 'service' || kind === 'network')).toBe(false);
  });

  test('all of them are all of it', () => {
    expect(onlyTopics(graph, new Set(TOPICS))).toEqual(graph);
  });
});

describe('a host', () => {
  test('has all in it, and what it has to do with', () => {
    const part = onHost(graph, 'nas')!;
    expect(isWhole(part)).toBe(true);
    expect(ids(part)).toEqual(expect.arrayContaining(['nas', 'nas/tank/pages', 'home', 'tailnet', 'tailnet#grant:0']));
    for (const other of ['edge', 'laptop', 'mac', '#network:10.9.8.0/24']) expect(ids(part)).not.toContain(other);
  });

  test('may be a guest or a container', () => {
    const part = onHost(graph, 'wiki')!;
    expect(isWhole(part)).toBe(true);
    expect(ids(part).sort()).toEqual(
      ['nas', 'nas/$container-network#pool', 'nas/proxy', 'nas/proxy#wiki.home.arpa', 'nas/wiki'].sort(),
    );
  });

  test('must be there', () => {
    expect(onHost(graph, 'nos')).toBeUndefined();
    expect(machineNames(graph)).toContain('wiki');
    expect(machineNames(graph)).not.toContain('tank');
  });
});
