import { asData } from '../../src/cli/error-data';

test.each([
  [Object.assign(new Error('not so'), { code: 'OWN_PORT' }), { code: 'OWN_PORT', message: 'not so' }],
  [Object.assign(new Error('gone'), { code: 'ENOENT' }), { code: 'PROGRAM', message: 'Error: gone' }],
  [Object.assign(new Error('bad'), { code: 'ERR_BAD_ARG' }), { code: 'PROGRAM', message: 'Error: bad' }],
  [new RangeError('far'), { code: 'PROGRAM', message: 'RangeError: far' }],
  ['text', { code: 'PROGRAM', message: 'text' }],
])('what a script is told of an error: %s', (error, data) => {
  expect(asData(error)).toEqual(data);
});
