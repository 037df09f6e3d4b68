import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line, `N passed, N failed, N skipped`, for whoever reads the log by machine. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string) => states.filter((each) => each === state).length
    // A file that does not load and an error outside every test are failures too, though no test bears them.
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length
    const failed = count('failed') + broken + unhandledErrors.length
    // After the default reporter has had its say.
    process.once('exit', () =>
      process.stdout.write(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped\n`),
    )
  }
}
