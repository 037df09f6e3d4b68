import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clearLeftovers, makeStaging, removeTensorflow } from '#sweep/engine/install/removal.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

test('what a process leaves that is gone is cleared; the work of a living one and of another host is not', async () => {
  const cache = await temporaryFolder()
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  const dead = join(cache, `unfinished+${hostname()}+${child.pid}++0`)
  const elsewhere = join(cache, 'unfinished+another-host+1++0')
  for (const folder of [dead, elsewhere]) await mkdir(folder)
  const mine = await makeStaging(cache)
  expect(await clearLeftovers(cache)).toEqual([dead])
  expect((await readdir(cache)).map((name) => join(cache, name)).sort()).toEqual([elsewhere, mine].sort())
})

test('a pid that was given to another process does not keep a leftover', async () => {
  const cache = await temporaryFolder()
  await mkdir(join(cache, `unfinished+${hostname()}+${process.pid}+00000000-boot_1+0`))
  const cleared = await clearLeftovers(cache)
  // Only /proc tells when a process started.
  expect(cleared).toHaveLength(process.platform === 'linux' ? 1 : 0)
})

test('remove takes away every version, says what each took, and leaves the rest of the cache alone', async () => {
  const cache = await temporaryFolder()
  for (const name of ['tensorflow-2.21.0-cpu-x', 'tensorflow-2.22.0-gpu-x', 'something-else']) {
    await mkdir(join(cache, name, 'lib'), { recursive: true })
    await writeFile(join(cache, name, 'lib', 'file'), 'x'.repeat(1000))
  }
  expect(await removeTensorflow(cache)).toEqual([
    { folder: join(cache, 'tensorflow-2.21.0-cpu-x'), bytes: 1000 },
    { folder: join(cache, 'tensorflow-2.22.0-gpu-x'), bytes: 1000 },
  ])
  expect(await readdir(cache)).toEqual(['something-else'])
  expect(await removeTensorflow(cache)).toEqual([])
  expect(await removeTensorflow(join(cache, 'not', 'there'))).toEqual([])
})
