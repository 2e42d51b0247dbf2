import { spawnSync } from 'child_process';
import * as fc from 'fast-check';
import { has } from './support';
import { element, escapeXml, textElement, writeXml, XmlElement } from '../../src/guests/xml';
import { parseFragment, XmlError } from '../../src/guests/xml-parse';

const python = has('python3') ? describe : describe.skip;

/** Text that XML can hold, from all of Unicode. */
const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  // eslint-disable-next-line no-control-regex
  .filter((s) => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(s));
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/);
const tree: fc.Arbitrary<XmlElement> = fc.letrec<{ node: XmlElement }>((tie) => ({
  node: fc.record({
    name,
    attributes: fc.dictionary(name, text, { maxKeys: 3, noNullPrototype: true }),
    children: fc.oneof(
      { depthSize: 'small' },
      fc.constant([]),
      text.map((t) => [t]),
      fc.array(tie('node'), { maxLength: 3 }),
    ),
  }),
})).node;

describe('writing XML', () => {
  test('gives one element a line, and text as it is', () => {
    const xml = writeXml(
      element('a', { x: 1, y: true, z: false, none: undefined }, [
        textElement('b', ' c & d '),
        undefined,
        element('e', {}, [element('f')]),
        { comment: ' note ' },
      ]),
    );
    expect(xml).toBe(
      "<a x='1' y='yes' z='no'>\n  <b> c &amp; d </b>\n  <e>\n    <f/>\n  </e>\n  <!-- note -->\n</a>\n",
    );
  });

  test.each(['\0', '\x1b', '\ufffe', '\ud800', 'a\udc00'])('refuses %j, which XML cannot hold', (character) => {
    expect(() => escapeXml(character)).toThrow(/XML_CHARACTER/);
  });

  test('what is written reads as it was, by the own parser', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const blank = (node: XmlElement): boolean =>
          node.children.some((c) => (typeof c === 'string' ? c.trim() === '' : 'name' in c && blank(c)));
        fc.pre(!blank(root));
        expect(parseFragment(writeXml(root))).toEqual([root]);
      }),
      { numRuns: 300 },
    );
  });
});

python('writing XML, read by a real parser', () => {
  test('gives what was written', () => {
    const roots = fc.sample(tree, { numRuns: 300, seed: 7 });
    const program = [
      'import sys, json, xml.etree.ElementTree as E',
      'def f(e):',
      '  kids = [f(c) for c in e]',
      '  return {"name": e.tag, "attributes": e.attrib, "children": kids if kids else ([e.text] if e.text else [])}',
      'print(json.dumps([f(E.fromstring(t)) for t in json.load(sys.stdin)]))',
    ].join('\n');
    const input = JSON.stringify(roots.map((root) => writeXml(root)));
    const { stdout, stderr } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(roots);
  });
});

describe('reading XML', () => {
  test('takes elements, comments, CDATA and references', () => {
    const [a, b] = parseFragment(`<a x="1 &lt; 2" y='&#65;&#x42;'><![CDATA[<&]]>&amp;</a> <!-- c --> <b:d />`);
    expect(a).toEqual({ name: 'a', attributes: { x: '1 < 2', y: 'AB' }, children: ['<&&'] });
    expect(b).toEqual({ name: 'b:d', attributes: {}, children: [] });
  });

  test.each([
    ['', 'there is no element'],
    ['text', 'text stands outside'],
    ['<a>', '<a> is not closed'],
    ['<a></b>', '</b> stands where </a> must'],
    ['</a>', '</a> closes nothing'],
    ['<a', '<a is not closed by >'],
    ['<a b></a>', 'the attribute b has no value'],
    ['<a b=1/>', 'does not stand in quotes'],
    ["<a b='1'c='2'/>", 'white space is missing'],
    ["<a b='1' b='2'/>", 'given twice'],
    ["<a b='<'/>", 'an attribute holds <'],
    ["<a b='1/>", 'not closed'],
    ['<a>&nbsp;</a>', '&nbsp; is not known'],
    ['<a>a & b</a>', '& begins no reference'],
    ['<a>&#0;</a>', 'is no character'],
    ['<!DOCTYPE a><a/>', 'document types'],
    ['<?xml version="1.0"?><a/>', 'document types and processing instructions'],
    ['<!-- a -- b --><a/>', 'a comment holds --'],
    ['<!-- a', 'a comment is not closed'],
    ['<1/>', 'a name is missing'],
    ['<a>'.repeat(300), 'more than 200 deep'],
  ])('refuses %j', (source, message) => {
    expect(() => parseFragment(source)).toThrow(message);
  });

  test('says where', () => {
    try {
      parseFragment('<a>\n  <b></c>\n</a>');
      throw new Error('nothing was refused');
    } catch (error) {
      expect(error).toBeInstanceOf(XmlError);
      expect([(error as XmlError).line, (error as XmlError).column]).toEqual([2, 6]);
    }
  });
});
