import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseEngine, listEngines } from '#sweep/engine/choice.js'
import { type EngineName, engineNames } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { probeEngine } from '#sweep/engine/probe.js'
import { missingParts } from '#sweep/engine/status.js'
import { whyNotHere } from './why-not-here.js'

const loadEngineUrl = new URL('../../dist/engine/loader.js', import.meta.url).href
const tensorflowMissing = missingParts('tensorflow')
const webgpuMissing = await whyNotHere('webgpu')

describe('engines of this machine', () => {
  it('are listed best first, each with its version or with the reason why it is not there', async () => {
    const engines = await listEngines()
    expect(engines.map(({ name }) => name)).toEqual(engineNames)
    const [tensorflow, webgpu, wasm, cpu] = engines
    expect(tensorflow?.available).toBe(tensorflowMissing === undefined)
    expect(webgpu?.available).toBe(webgpuMissing === undefined)
    expect(wasm).toMatchObject({ available: true, version: '4.22.0', device: 'CPU (WebAssembly with SIMD, 1 thread)' })
    expect(cpu).toMatchObject({ available: true, version: '4.22.0', device: 'CPU (JavaScript)' })
  })

  it('are told by version without being loaded here', async () => {
    expect((await chooseEngine('wasm')).version).toBe('4.22.0')
  })

  it('are chosen by name', async () =>
    expect(await chooseEngine('wasm')).toMatchObject({ name: 'wasm', available: true }))

  it('are the same whether they were tried or, as plain JavaScript, not', async () =>
    expect(await chooseEngine('cpu')).toEqual(await probeEngine('cpu')))

  it('are refused under an unknown name', () =>
    expect(chooseEngine('tensroflow')).rejects.toMatchObject({
      name: 'UsageError',
      message:
        'Engine "tensroflow" is unknown. Did you mean "tensorflow"? Choose one of: auto, tensorflow, webgpu, wasm, cpu.',
    }))
})

describe.skipIf(tensorflowMissing?.includes('optional package'))('an engine tensorflow whose binding', () => {
  let folder: string
  const before = process.env.SWEEP_TENSORFLOW_BINDING
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sweep-engine-'))
  })
  afterEach(async () => {
    if (before === undefined) delete process.env.SWEEP_TENSORFLOW_BINDING
    else process.env.SWEEP_TENSORFLOW_BINDING = before
    await rm(folder, { recursive: true })
  })

  const rows: [string, string, string | undefined, RegExp][] = [
    ['does not exist', 'absent.node', undefined, /SWEEP_TENSORFLOW_BINDING names .*absent\.node, which does not exist/],
    ['is not a library', 'text.node', 'text', /the native binding .*text\.node does not load: .*Build it again/s],
    ['aborts the process', 'abort.cjs', 'process.abort()', /loading it ended the process with signal SIGABRT/],
    ['leaves the process', 'exit.cjs', 'process.exit(3)', /loading it ended the process with exit code 3/],
  ]
  it.each(rows)(
    '%s is refused with the reason, and auto goes on to the next engine',
    async (_, file, content, reason) => {
      const binding = join(folder, file)
      if (content !== undefined) await writeFile(binding, content)
      process.env.SWEEP_TENSORFLOW_BINDING = binding
      await expect(chooseEngine('tensorflow')).rejects.toMatchObject({
        name: 'EngineError',
        message: expect.stringMatching(reason),
      })
      const { name, deviceKind } = await chooseEngine('auto')
      // WebGPU is next, but not on a software driver.
      expect(`${name} on ${deviceKind}`).toMatch(/^(webgpu on gpu|wasm on cpu)$/)
    },
  )

  it('does not exist is refused by loadEngine too', () => {
    process.env.SWEEP_TENSORFLOW_BINDING = join(folder, 'absent.node')
    return expect(loadEngine('tensorflow')).rejects.toMatchObject({ name: 'EngineError' })
  })
})

describe.each(['wasm', 'tensorflow', 'webgpu'] as const)('engine %s', (name) => {
  const missing = name === 'webgpu' ? webgpuMissing : missingParts(name)
  const why = missing === undefined ? '' : ` (skipped: ${missing})`

  // The native binding of tensorflow keeps a set of names that its threads change without a lock, so a host of ours never
  // has two of them; the other engines know nothing of their neighbours.
  const manner = name === 'tensorflow' ? 'one after another' : 'side by side and one after another'
  it.skipIf(missing)(`trains in worker threads, ${manner}, always to the same numbers${why}`, async () => {
    const first =
      name === 'tensorflow' ? [await trainInThread(name)] : await Promise.all([1, 2].map(() => trainInThread(name)))
    const after = await trainInThread(name)
    expect(after).toHaveLength(5)
    for (const losses of first) expect(losses).toEqual(after)
  })

  it.skipIf(missing)(`prints nothing, leaves no handler and lets the process end${why}`, async () => {
    const script = `${trainingScript(name)}
      console.log(JSON.stringify([losses.length, process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection')]))`
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
    expect((await run).stdout).toBe('[5,0,0]\n')
    if (name !== 'tensorflow') expect((await run).stderr).toBe('')
  })
})

describe('engine webgpu', () => {
  const why = webgpuMissing === undefined ? '' : ` (skipped: ${webgpuMissing})`

  it.skipIf(webgpuMissing)(`says what to write instead of a synchronous read${why}`, async () => {
    const { tf } = await loadEngine('webgpu')
    const sum = tf.sum(tf.ones([2000]))
    expect(() => sum.dataSync()).toThrow('Write "await tensor.data()" instead of "tensor.dataSync()"')
    expect([...(await sum.data())]).toEqual([2000])
    expect([...sum.dataSync()]).toEqual([2000])
  })

  it.skipIf(webgpuMissing)(`leaves no navigator behind${why}`, async () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
    await loadEngine('webgpu')
    expect(Object.getOwnPropertyDescriptor(globalThis, 'navigator')).toEqual(before)
  })

  const noDawn = process.platform === 'linux' ? missingParts('webgpu') : 'only on Linux a variable hides all drivers'
  it.skipIf(noDawn)(
    `is not there without a driver, in plain words${noDawn ? ` (skipped: ${noDawn})` : ''}`,
    async () => {
      const drivers = process.env.VK_DRIVER_FILES
      try {
        process.env.VK_DRIVER_FILES = '/dev/null'
        await expect(chooseEngine('webgpu')).rejects.toThrow(/^Engine "webgpu": no GPU answers through Vulkan/)
      } finally {
        if (drivers === undefined) delete process.env.VK_DRIVER_FILES
        else process.env.VK_DRIVER_FILES = drivers
      }
    },
  )
})

/** Losses of five steps in a thread of its own, once that thread has ended by itself. */
async function trainInThread(name: EngineName): Promise<unknown> {
  const script = `${trainingScript(name)}; (await import('node:worker_threads')).parentPort.postMessage(losses)`
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`))
  let losses: unknown
  worker.on('message', (message) => {
    losses = message
  })
  await new Promise<void>((resolve, reject) => worker.on('error', reject).on('exit', () => resolve()))
  return losses
}

function trainingScript(name: EngineName): string {
  return `
    const { loadEngine } = await import('${loadEngineUrl}')
    const { tf } = await loadEngine('${name}')
    const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 })
    const model = tf.sequential({ layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, activation: 'softmax', kernelInitializer }),
    ] })
    model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })
    const x = tf.randomNormal([12, 8, 8, 1], 0, 1, 'float32', 7)
    const y = tf.oneHot(tf.tensor1d([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 'int32'), 2)
    const losses = []
    for (let step = 0; step < 5; step++) losses.push(await model.trainOnBatch(x, y))`
}
