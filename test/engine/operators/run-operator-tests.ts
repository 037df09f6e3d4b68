import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { EngineName } from '#sweep/engine/engine.js'
import { hostEnvironment } from '#sweep/execute/pool/environment.js'

/** One test of tfjs-core on an engine; `pending` ones are switched off by tfjs-core itself. */
export interface OperatorTest {
  /** Without the name of the test environment. */
  readonly name: string
  readonly status: 'passed' | 'failed' | 'pending'
  readonly error?: string
}

/** Runs tfjs-core's own tests of the operators that training uses on an engine, in a process of its own. */
export async function runOperatorTests(engine: EngineName): Promise<readonly OperatorTest[]> {
  const child = fork(fileURLToPath(new URL('./jasmine-main.js', import.meta.url)), [engine], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: hostEnvironment({ ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }, 1, { kind: 'cpu' }),
  })
  const tests: OperatorTest[] = []
  let stderr = ''
  child.on('message', (test) => tests.push(test as OperatorTest))
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000)
  })
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) =>
    child.on('error', reject).on('close', (code, signal) => resolve([code, signal])),
  )
  if (code !== 0) {
    const after = tests.at(-1)?.name ?? 'the start'
    throw new Error(`${engine}: the tests of tfjs-core ended with ${code ?? signal} after "${after}": ${stderr}`)
  }
  return tests
}
