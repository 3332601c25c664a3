import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/**
 * A reporter of vitest that writes how many tests passed, failed and were skipped, and each failure in a line, to the file named by
 * WOTU_TEST_RESULTS. A file of tests that cannot be loaded counts as one failure, and so does an error that no test was waiting for.
 */
export default class ResultFile {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state) => tests.filter((test) => test.result().state === state).length;
    const failures = [...modules.flatMap(failuresOf), ...unhandledErrors.map((error) => `没有测试在等的错误：${firstLine(error)}`)];
    writeFileSync(process.env.WOTU_TEST_RESULTS, JSON.stringify({ passed: count('passed'), failed: failures.length, skipped: count('skipped'), failures }));
  }
}

function failuresOf(module) {
  const failed = [...module.children.allTests('failed')];
  const inTests = failed.map((test) => `${module.relativeModuleId} > ${test.fullName}: ${firstLine(test.result().errors[0])}`);
  // of a module or a group of tests: what stands around the tests failed
  const around = [module, ...module.children.allSuites()].flatMap((part) => part.errors());
  return [...inTests, ...around.map((error) => `${module.relativeModuleId}: ${firstLine(error)}`)];
}

function firstLine(error) {
  return stripVTControlCharacters(String(error?.message ?? error)).split('\n', 1)[0];
}
