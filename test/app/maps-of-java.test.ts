import { sortingMaps } from '../../src/app/maps-of-java';

const parse = sortingMaps(JSON.parse);

test('maps are taken in the order of their keys, at every depth', () => {
  const text = '{"args":[{"$jsii.map":{"b":{"$jsii.map":{"z":1,"y":2}},"a":[{"$jsii.map":{"d":1,"c":2}}]}}]}';
  expect(JSON.stringify(parse(text))).toBe(
    '{"args":[{"$jsii.map":{"a":[{"$jsii.map":{"c":2,"d":1}}],"b":{"$jsii.map":{"y":2,"z":1}}}}]}',
  );
});

test('all else stays as it is', () => {
  for (const text of [
    '{"b":1,"a":[3,1,2]}',
    '{"$jsii.map":null}',
    '{"$jsii.map":[2,1]}',
    '"$jsii.map"',
    '12',
    'null',
  ]) {
    expect(JSON.stringify(parse(text))).toBe(text);
  }
  expect(parse('{"a":1}', (key: string, value: unknown) => (key === 'a' ? 2 : value))).toEqual({ a: 2 });
});

test('only a program in Java is read so', () => {
  expect(JSON.stringify(JSON.parse('{"$jsii.map":{"b":1,"a":2}}'))).toBe('{"$jsii.map":{"b":1,"a":2}}');
});
