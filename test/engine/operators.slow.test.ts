import { describe, expect, it } from 'vitest'
import { missingParts } from '#sweep/engine/status.js'
import { exclusions } from './operators/exclusions.js'
import { runOperatorTests } from './operators/run-operator-tests.js'

// tfjs-core's own tests of the operators that training uses, on the engines with the kernels that they are given here.
describe.each(['wasm', 'tensorflow', 'cpu'] as const)('engine %s', (engine) => {
  const missing = missingParts(engine)
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  it.skipIf(missing)(`passes the operator tests of tfjs-core, all but the listed exclusions${why}`, async () => {
    const tests = await runOperatorTests(engine)
    const excluded = new Set<string>(exclusions[engine].flatMap(({ tests }) => tests))
    const failed = tests.filter(({ status }) => status !== 'passed')
    const unexpected = failed.filter(({ name }) => !excluded.has(name))
    const passed = tests.length - failed.length
    console.log(
      `${engine}: ${passed} operator tests of tfjs-core passed, ${failed.length - unexpected.length} excluded, ${unexpected.length} failed`,
    )
    expect(unexpected).toEqual([])
    // Well below what passes today; files that do not load would give far less.
    expect(passed).toBeGreaterThan(1800)
    // An exclusion that passes, or that no test bears, must leave the list.
    const passing = new Set(tests.filter(({ status }) => status === 'passed').map(({ name }) => name))
    const failing = new Set(failed.map(({ name }) => name))
    expect([...excluded].filter((name) => passing.has(name) || !failing.has(name))).toEqual([])
  })
})
