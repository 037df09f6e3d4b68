import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { takenFromWheel } from '#sweep/engine/install/installation.js'
import { measureWheel, unpackWheel } from '#sweep/engine/install/unpacking.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { writeZip } from './write-zip.js'

const never = new AbortController().signal

test('of a wheel, only libraries, headers of C, licences and CUDA tools are taken, and counted before', async () => {
  const folder = await temporaryFolder()
  const wheel = join(folder, 'some.whl')
  await writeZip(wheel, [
    { name: 'tensorflow/__init__.py', content: 'import os' },
    { name: 'tensorflow/libtensorflow_cc.so.2', content: 'library' },
    { name: 'tensorflow/include/tensorflow/c/c_api.h', content: '#pragma once' },
    { name: 'tensorflow/include/unsupported/Eigen/Tensor.h', content: '#pragma twice' },
    { name: 'nvidia/cuda_nvcc/bin/ptxas', content: 'program', mode: 0o100755 },
  ])
  const seen: number[] = []
  const files = await unpackWheel(wheel, join(folder, 'to'), (bytes) => seen.push(bytes), never)
  const total = 'library'.length + '#pragma once'.length + 'program'.length
  expect(files.map(({ path }) => path.slice(folder.length))).toEqual([
    '/to/wheels/tensorflow/lib/libtensorflow_cc.so.2',
    '/to/build/include/tensorflow/c/c_api.h',
    '/to/wheels/cuda_nvcc/bin/ptxas',
  ])
  expect(await readFile(files[0]!.path, 'utf8')).toBe('library')
  expect((await stat(files[0]!.path)).mode & 0o111).toBe(0)
  expect((await stat(files[2]!.path)).mode & 0o100).toBe(0o100)
  expect(seen.at(-1)).toBe(total)
  expect(await measureWheel(wheel)).toBe(total)
})

test.each([
  ['tensorflow/libtensorflow_framework.2.dylib', 'wheels/tensorflow/lib/libtensorflow_framework.2.dylib'],
  ['tensorflow.libs/libomp-1a2b3c.so.5', 'wheels/tensorflow/lib/libomp-1a2b3c.so.5'],
  ['tensorflow/include/tsl/platform/ctstring_internal.h', 'build/include/tsl/platform/ctstring_internal.h'],
  ['tensorflow/THIRD_PARTY_NOTICES.txt', 'wheels/tensorflow/THIRD_PARTY_NOTICES.txt'],
  ['nvidia/cublas/lib/libcublas.so.12', 'wheels/cublas/lib/libcublas.so.12'],
  ['nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc', 'wheels/cuda_nvcc/nvvm/libdevice/libdevice.10.bc'],
  ['nvidia_cudnn_cu12-9.23.2.1.dist-info/licenses/License.txt', 'wheels/licences/nvidia_cudnn/License.txt'],
  ['nvidia/cublas/include/cublas.h', undefined],
  ['nvidia/cublas/lib/', undefined],
  ['tensorflow/python/_pywrap_tfe.so', undefined],
])('%s goes to %s', (entry, place) => expect(takenFromWheel(entry, '')).toBe(place))

test('a file whose checksum is wrong, and a file that is no zip, are refused by name', async () => {
  const folder = await temporaryFolder()
  const [wrong, none] = [join(folder, 'wrong.whl'), join(folder, 'none.whl')]
  await writeZip(wrong, [{ name: 'tensorflow/libtensorflow_cc.so.2', content: 'library', crc: crc32('other') }])
  await writeFile(none, 'no zip at all')
  await expect(unpackWheel(wrong, join(folder, 'to'), () => {}, never)).rejects.toMatchObject({
    name: 'EngineError',
    message: `${wrong} is damaged: tensorflow/libtensorflow_cc.so.2 has a wrong checksum. Fetch it again.`,
  })
  await expect(unpackWheel(none, join(folder, 'to'), () => {}, never)).rejects.toMatchObject({
    name: 'EngineError',
    message: expect.stringContaining(`${none} cannot be unpacked`),
  })
})

test('a path that leads out of the folder is refused', async () => {
  const folder = await temporaryFolder()
  const wheel = join(folder, 'evil.whl')
  await writeZip(wheel, [{ name: 'nvidia/cublas/lib/../../../../../evil.so', content: 'evil' }])
  await expect(unpackWheel(wheel, join(folder, 'to'), () => {}, never)).rejects.toMatchObject({ name: 'EngineError' })
  expect(await readdir(folder)).toEqual(['evil.whl'])
})
