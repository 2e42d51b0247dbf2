let isQuiet = false;

/** Whether the program is in another language: jsii tells the process that it starts for it. */
export function isForeign(): boolean {
  return process.env.JSII_AGENT !== undefined;
}

/**
 * Have an error that is about to be thrown reach a program in another language as its message alone. jsii hands a
 * stack along whose frames are its own and this library's: Python prints it, with the message once more, ahead of
 * all else, and Java makes it a part of the message. `JSII_DEBUG` leaves it there.
 *
 * @returns the stack that is left out; undefined where nothing is
 */
export function leaveOutStack(error: Error): string | undefined {
  if (!isForeign() || process.env.JSII_DEBUG) return undefined;
  const { stack } = error;
  error.stack = '';
  if (isQuiet) return stack;
  // What jsii throws in place of the error, before the call is answered, has a stack of its own.
  const { prepareStackTrace } = Error;
  isQuiet = true;
  Error.prepareStackTrace = () => '';
  setImmediate(() => {
    Error.prepareStackTrace = prepareStackTrace;
    isQuiet = false;
  });
  return stack;
}
