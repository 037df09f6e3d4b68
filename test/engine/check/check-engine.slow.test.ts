import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { checkEngine } from '#sweep/engine/check/check.js'
import { compareNumbers } from '#sweep/engine/check/numbers.js'
import { engineNames } from '#sweep/engine/engine.js'
import { missingParts } from '#sweep/engine/status.js'
import { hostEnvironment } from '#sweep/execute/pool/environment.js'
import { sweep } from '../../cli/sweep-process.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { useEnvironment } from '../../contract/use-environment.js'

const environment = hostEnvironment(process.env, 1, { kind: 'cpu' })
const spoiler = fileURLToPath(new URL('../../fixtures/machine/spoil-kernel.cjs', import.meta.url))
const spoiled = (spoil: string) => ({ NODE_OPTIONS: `--require ${JSON.stringify(spoiler)}`, SPOIL: spoil })

test.each(engineNames)("engine %s trains to PyTorch's numbers, or is not here", async (name) => {
  const missing = missingParts(name)
  const checked = await checkEngine(name, { environment, timed: false })
  if (missing !== undefined) expect(checked).toEqual({ name, result: 'absent', reason: missing })
  // Whether there is a GPU is known to some engines only when they ask for it.
  else if (checked.result === 'absent')
    expect([name, checked.reason]).toEqual([expect.not.stringMatching(/^(wasm|cpu)$/), expect.any(String)])
  else expect(checked).toMatchObject({ name, result: 'ok', stepsPerSecond: null })
})

test('its speed is measured when that is asked for', async () => {
  const checked = await checkEngine('wasm', { environment, timed: true })
  expect(checked).toHaveProperty('stepsPerSecond', expect.any(Number))
})

describe('caught is', () => {
  test.each([
    ['a gradient that is one per cent too large', 'scale', /^(loss|norm|conv|gamma|beta|dense|bias)/],
    ['a convolution with the precision of TensorFloat-32', 'round', /^(loss|norm|conv|gamma|beta|dense|bias)/],
    ['a kernel of our own that is one per mille too large', 'own', / with kernels of our own$/],
  ])('%s', async (_name, spoil, number) => {
    const checked = await checkEngine('cpu', { environment: { ...environment, ...spoiled(spoil) }, timed: true })
    expect(checked).toMatchObject({ name: 'cpu', result: 'wrong', version: '4.22.0', device: 'CPU (JavaScript)' })
    expect(checked).toHaveProperty('differences[0].number', expect.stringMatching(number))
  })

  test('a kernel that throws', async () => {
    const checked = await checkEngine('cpu', { environment: { ...environment, ...spoiled('throw') }, timed: true })
    expect(checked).toEqual({ name: 'cpu', result: 'broken', reason: 'this kernel is not there' })
  })

  test('a kernel that ends its process', async () => {
    const checked = await checkEngine('cpu', { environment: { ...environment, ...spoiled('abort') }, timed: true })
    const reason = expect.stringMatching(/^Engine "cpu": training on it ended the process with signal SIGABRT/)
    expect(checked).toEqual({ name: 'cpu', result: 'broken', reason })
  })
})

describe('sweep engine check', () => {
  test('says which number is wrong, what it should be, and exits with 1', async () => {
    useEnvironment(spoiled('scale'))
    const { code, stdout } = await sweep(await temporaryFolder(), 'engine', 'check', 'cpu')
    expect(stdout).toMatch(/^cpu +4\.22\.0 +CPU \(JavaScript\) +WRONG +-$/m)
    expect(stdout).toMatch(/^cpu: .* is -?[\d.]+, expected -?[\d.]+; .*; and \d+ more$/m)
    expect(code).toBe(1)
  })

  test('exits with 1 for an engine that was named and is not here', async () => {
    useEnvironment({ SWEEP_TENSORFLOW_BINDING: '/nowhere/tfjs_binding.node' })
    const { code, stdout } = await sweep(await temporaryFolder(), 'engine', 'check', 'tensorflow', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ engines: [{ engine: 'tensorflow', result: 'absent' }] })
    expect(code).toBe(1)
  })

  test('refuses an engine that it does not know', async () => {
    const { code, stderr } = await sweep(await temporaryFolder(), 'engine', 'check', 'wsam')
    expect(stderr).toMatch(/'wsam' is invalid.*wasm/)
    expect(code).toBe(2)
  })
})

test.each([
  ['equal', 1, []],
  ['rounded', 1 + 5e-6, []],
  ['too large', 1.001, [{ number: 'loss', expected: 1, got: 1.001 }]],
  ['not a number', Number.NaN, [{ number: 'loss', expected: 1, got: null }]],
  ['infinite', Number.POSITIVE_INFINITY, [{ number: 'loss', expected: 1, got: null }]],
  ['not there', undefined, [{ number: 'loss', expected: 1, got: null }]],
])('a number that is %s', (_name, got, differences) => {
  expect(compareNumbers({ loss: 1 }, got === undefined ? {} : { loss: got })).toEqual(differences)
})
