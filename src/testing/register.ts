import { removeTestFolders } from './folders';
import { matchers } from './jest-matchers';
import { isOutput, outputText } from './output-text';

/** The parts of a test runner that are used; jest and Vitest have the same. */
export interface TestRunner {
  readonly expect: {
    extend(more: typeof matchers): void;
    addSnapshotSerializer?(serializer: { test(value: unknown): boolean; serialize(value: any): string }): void;
  };
  readonly afterAll?: (work: () => void) => void;
}

/** Add the matchers, the serializer of outputs, and what tidies up after the tests of a file. */
export function registerMatchers({ expect, afterAll }: Partial<TestRunner>): void {
  expect?.extend(matchers);
  expect?.addSnapshotSerializer?.({ test: isOutput, serialize: outputText });
  afterAll?.(removeTestFolders);
}
