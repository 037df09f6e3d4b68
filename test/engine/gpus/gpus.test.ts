import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { listGpus, parseNvidiaSmi, visibleGpus } from '#sweep/engine/gpus.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { useEnvironment } from '../../contract/use-environment.js'

const h100 = {
  index: 0,
  uuid: 'GPU-8932f937-d72c-4106-c12f-20bd9faed9f6',
  name: 'NVIDIA H100 80GB HBM3',
  memoryMebibytes: 81559,
  driver: '550.54.15',
}
const l4 = {
  index: 1,
  uuid: 'GPU-11c0ee8b-3a0f-4b6e-9d61-0a4d3c4a3c5e',
  name: 'NVIDIA L4',
  memoryMebibytes: 23034,
  driver: '550.54.15',
}

test.each([
  ['nothing', '\n', []],
  ['a GPU', '0, GPU-8932f937-d72c-4106-c12f-20bd9faed9f6, NVIDIA H100 80GB HBM3, 81559 MiB, 550.54.15\n', [h100]],
  [
    'memory that is not told',
    '1, GPU-1, NVIDIA GB10, [N/A], 580.1\r\n',
    [{ ...l4, uuid: 'GPU-1', name: 'NVIDIA GB10', memoryMebibytes: null, driver: '580.1' }],
  ],
  [
    'a name with a comma',
    '1, GPU-1, A, B, 8 MiB, 1.2',
    [{ index: 1, uuid: 'GPU-1', name: 'A, B', memoryMebibytes: 8, driver: '1.2' }],
  ],
])('nvidia-smi prints %s', (_name, text, gpus) => expect(parseNvidiaSmi(text)).toEqual(gpus))

test('what nvidia-smi does not print is refused', () => {
  expect(() => parseNvidiaSmi('No devices were found')).toThrow(
    /not a line of "index,uuid,name.*: No devices were found/,
  )
})

const rows: [string, string | undefined, readonly string[]][] = [
  ['not set: all', undefined, ['0', '1']],
  ['empty: none', '', []],
  ['-1: none', '-1', []],
  ['in its own order', '1, 0', ['1', '0']],
  ['up to the first that is not there', '1,2,0', ['1']],
  ['by UUID', 'GPU-11c0ee8b-3a0f-4b6e-9d61-0a4d3c4a3c5e', ['GPU-11c0ee8b-3a0f-4b6e-9d61-0a4d3c4a3c5e']],
  ['by the beginning of a UUID', 'GPU-8932,GPU-9', ['GPU-8932']],
  ['a part of a GPU', 'MIG-5c1f', ['MIG-5c1f']],
]
test.each(rows)('CUDA_VISIBLE_DEVICES %s', (_name, variable, ids) => {
  const visible = visibleGpus(variable, [h100, l4])
  expect(visible.map(({ id }) => id)).toEqual(ids)
  for (const { id, name } of visible)
    expect(name).toBe(/^(0|GPU-8)/.test(id) ? h100.name : /^MIG/.test(id) ? null : l4.name)
})

test('without a driver to ask, CUDA_VISIBLE_DEVICES is believed', () => {
  expect(visibleGpus('5,7', [])).toEqual(['5', '7'].map((id) => ({ id, name: null })))
  expect(visibleGpus(undefined, [])).toEqual([])
})

test('the driver is asked by a command', async () => {
  const folder = fileURLToPath(new URL('../../fixtures/machine/bin', import.meta.url))
  useEnvironment({ PATH: `${folder}:${process.env.PATH}` })
  expect(await listGpus()).toEqual({ kind: 'listed', gpus: [h100, l4] })
})

test('no command, no driver', async () => {
  useEnvironment({ PATH: await temporaryFolder() })
  expect(await listGpus()).toEqual({ kind: 'no_driver' })
})

test('a driver that fails is told apart, with what it says', async () => {
  const folder = await temporaryFolder()
  const said = 'Failed to initialize NVML: Driver/library version mismatch'
  await writeFile(join(folder, 'nvidia-smi'), `#!/bin/sh\necho '${said}'\nexit 18\n`)
  await chmod(join(folder, 'nvidia-smi'), 0o755)
  useEnvironment({ PATH: `${folder}:${process.env.PATH}` })
  expect(await listGpus()).toEqual({ kind: 'broken_driver', reason: said })
})
