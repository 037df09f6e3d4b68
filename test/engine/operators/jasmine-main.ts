import { createRequire } from 'node:module'
import type { EngineName } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { operatorTestFiles } from './operator-test-files.js'
import type { OperatorTest } from './run-operator-tests.js'

// The process that `runOperatorTests` starts, through tsx, which makes the ES modules of tfjs-core's dist/ loadable.
const name = process.argv[2] as EngineName
const require = createRequire(import.meta.url)
const tfjsCore = '@tensorflow/tfjs-core/dist'

// Makes describe, it and expect global, as the tests want them.
const jasmineCore = require('jasmine-core')
const jasmine: Jasmine = jasmineCore.boot(jasmineCore)
jasmine.DEFAULT_TIMEOUT_INTERVAL = 60_000

// The tests import the modules of tfjs-core, our engine its bundle. Both keep the engine, its kernels and its gradients in
// the same global place, where what is registered last counts: so ours comes after the modules'.
require(`${tfjsCore}/register_all_gradients.js`)
require(`${tfjsCore}/public/chained_ops/register_all_chained_ops.js`)
await loadEngine(name)
require(`${tfjsCore}/jasmine_util.js`).setTestEnvs([
  { name: `test-${name}`, backendName: name, flags: {}, isDataSync: true },
])
for (const file of operatorTestFiles) require(`${tfjsCore}/${file}.js`)

const environment = jasmine.getEnv()
environment.configure({ random: false })
environment.addReporter({
  specDone({ fullName, status, failedExpectations }) {
    const test = fullName.replace(` test-${name} {}`, '')
    const error = failedExpectations[0]?.message
    process.send!({ name: test, status, ...(error !== undefined && { error }) } satisfies OperatorTest)
  },
  jasmineDone() {
    process.disconnect()
  },
})
environment.execute()

/** The little that we use of jasmine-core, which brings no types. */
interface Jasmine {
  DEFAULT_TIMEOUT_INTERVAL: number
  getEnv(): {
    configure(options: { random: boolean }): void
    addReporter(reporter: { specDone(spec: Spec): void; jasmineDone(): void }): void
    execute(): void
  }
}

interface Spec {
  readonly fullName: string
  readonly status: OperatorTest['status']
  readonly failedExpectations: readonly { readonly message: string }[]
}
