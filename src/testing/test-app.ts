import { App, AppProps, SynthResult } from '../app';
import { keepLines } from '../app/made-at';
import { withRunContext } from '../app/run-context';

/** An App that nothing outside the test reaches: no environment variable, and no command line that runs the tests. */
class TestApp extends App {
  constructor(props: AppProps) {
    super(props);
  }

  public synth(): SynthResult {
    return withRunContext({}, () => super.synth());
  }
}

// The tree that an app writes tells the class.
Object.defineProperty(TestApp, 'name', { value: 'App' });

/** Make one; modules keep, from now on, the lines that give them options. */
export function testApp(props: AppProps): App {
  keepLines();
  return withRunContext({}, () => new TestApp(props));
}
