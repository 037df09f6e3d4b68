import { expect, test } from 'vitest'
import { type EngineCheck, renderCheckedEngines } from '#sweep/report/engines.js'

const engines: readonly EngineCheck[] = [
  {
    name: 'tensorflow',
    result: 'ok',
    version: '4.22.0 with libtensorflow 2.21.0',
    device: 'GPU (libtensorflow)',
    stepsPerSecond: 1234.56,
  },
  {
    name: 'webgpu',
    result: 'wrong',
    version: '4.22.0',
    device: 'GPU (Vulkan)',
    differences: [
      { number: 'conv1[0]', expected: 0.533941502, got: null },
      { number: 'loss of step 2', expected: 1.16184792, got: 1.16191 },
      { number: 'bias[0]', expected: 0.0609193164, got: 0.0609 },
      { number: 'bias[2]', expected: -0.0869259095, got: -0.0869 },
    ],
  },
  { name: 'wasm', result: 'absent', reason: 'Engine "wasm": the package is not installed. Run "npm install" again.' },
  { name: 'cpu', result: 'broken', reason: 'Engine "cpu": training on it ended the process with signal SIGILL.' },
]

test('checked engines are a table, and what is wrong with them stands below', async () => {
  await expect(`${renderCheckedEngines(engines)}\n`).toMatchFileSnapshot('../golden/checked-engines.txt')
})

test('when all is well nothing stands below', () => {
  const checked = [{ name: 'cpu', result: 'ok', version: '1', device: 'CPU', stepsPerSecond: null }] as const
  expect(renderCheckedEngines(checked).split('\n')).toHaveLength(3)
})
