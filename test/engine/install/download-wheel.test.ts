import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashFile } from '#sweep/core/files.js'
import { downloadWheel } from '#sweep/engine/install/download.js'
import { findPython } from '#sweep/engine/install/tools.js'
import type { Wheel } from '#sweep/engine/install/wheel.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { writeZip } from './write-zip.js'

// The real pip, with a folder of wheels in place of an index.
const settings = ['PIP_NO_INDEX', 'PIP_FIND_LINKS'] as const
const before = settings.map((name) => process.env[name])
let [shelf, staging] = ['', '']
beforeEach(async () => {
  const folder = await temporaryFolder()
  shelf = join(folder, 'shelf')
  staging = join(folder, 'staging')
  await mkdir(shelf)
  process.env.PIP_NO_INDEX = '1'
  process.env.PIP_FIND_LINKS = shelf
})
afterEach(() => {
  settings.forEach((name, i) => {
    if (before[i] === undefined) delete process.env[name]
    else process.env[name] = before[i]
  })
})

const pip = (await findPython())?.pip
const why = pip ? '' : ' (skipped: no pip)'
const never = new AbortController().signal

test
  .skipIf(why)
  .each([
    'some_tool_cu12-1.2.3-cp311-cp311-manylinux_2_27_x86_64.whl',
    'some_tool_cu12-1.2.3-cp313-cp313-manylinux_2_27_x86_64.whl',
    'some_tool_cu12-1.2.3-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    'some_tool_cu12-1.2.3-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
    'some_tool_cu12-1.2.3-py3-none-manylinux_2_18_x86_64.whl',
  ])(`pip fetches %s, whatever Python runs it${why}`, async (file) => {
  const wheel = await shelve(file)
  const path = await downloadWheel(wheel, pip!, staging, () => {}, never)
  expect(path).toBe(join(staging, 'downloads', file))
  expect(await readFile(path)).toEqual(await readFile(join(shelf, file)))
})

const file = 'some_tool_cu12-1.2.3-py3-none-manylinux_2_18_x86_64.whl'

test.skipIf(why)(`a wheel with another hash than the recorded one is refused${why}`, async () => {
  const wheel = { ...(await shelve(file)), sha256: 'a'.repeat(64) }
  await expect(downloadWheel(wheel, pip!, staging, () => {}, never)).rejects.toMatchObject({
    name: 'EngineError',
    message: expect.stringMatching(/could not fetch some-tool-cu12 1\.2\.3 \(.*\.whl\):\n.*HASH/s),
  })
  await expect(stat(join(staging, 'downloads', file))).rejects.toMatchObject({ code: 'ENOENT' })
})

test.skipIf(why)(`a wheel that the index does not have is said to be missing there${why}`, async () => {
  const wheel = { ...(await shelve(file)), version: '9.9.9', file: file.replace('1.2.3', '9.9.9') }
  await expect(downloadWheel(wheel, pip!, staging, () => {}, never)).rejects.toMatchObject({
    name: 'EngineError',
    message: expect.stringMatching(
      /No matching distribution.*\nIts index does not have this file\. .*--from WHEEL\.$/s,
    ),
  })
})

/** Puts a real wheel onto the shelf. */
async function shelve(name: string): Promise<Wheel> {
  const path = join(shelf, name)
  const info = 'some_tool_cu12-1.2.3.dist-info'
  const metadata = 'Metadata-Version: 2.1\nName: some-tool-cu12\nVersion: 1.2.3\n'
  await writeZip(path, [
    { name: `${info}/METADATA`, content: metadata },
    { name: `${info}/WHEEL`, content: 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\n' },
    { name: `${info}/RECORD`, content: '' },
  ])
  const { size } = await stat(path)
  const hash = { sha256: await hashFile(path), bytes: size, unpackedBytes: size }
  return { package: 'some-tool-cu12', version: '1.2.3', file: name, ...hash }
}
