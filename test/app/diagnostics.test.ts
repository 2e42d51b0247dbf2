import { Construct } from 'constructs';
import { App, Diagnostics } from '../../src';

test('a construct refuses at once, with the code, the place and the mend', () => {
  const construct = new Construct(new App(), 'thing');
  const refuse = () =>
    Diagnostics.of(construct).refuse({
      code: 'THING_TOO_SMALL',
      message: 'a thing of 0 is none',
      keyPath: 'size',
      why: 'there is nothing to see',
      mend: 'give it a size of 1 or more',
    });
  expect(refuse).toThrow(
    'THING_TOO_SMALL: a thing of 0 is none\n  at thing, size\n  why: there is nothing to see\n  mend: give it a size of 1 or more',
  );
  expect(refuse).toThrow(expect.objectContaining({ code: 'THING_TOO_SMALL' }));
});

test('what was refused is no finding of the estate', () => {
  const app = new App();
  const construct = new Construct(app, 'thing');
  expect(() => Diagnostics.of(construct).refuse({ code: 'NO', message: 'no' })).toThrow('NO: no');
  expect(app.check()).toEqual([]);
});
