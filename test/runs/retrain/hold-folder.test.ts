import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { thisHolder } from '#sweep/core/run.js'
import { holdFolder } from '#sweep/runs/retrain/folder.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'

test('a folder is held by one at a time, and again when it was let go', async () => {
  const output = await temporaryFolder()
  const letGo = await holdFolder(output)
  await expect(holdFolder(output)).rejects.toThrow(
    `process ${process.pid} on ${thisHolder().host} is retraining into ${output}. Wait for it, or name another folder`,
  )
  await letGo()
  expect(await holders(output)).toEqual([])
  const again = await holdFolder(output)
  await again()
})

test('of many at once, no two hold it', async () => {
  const output = await temporaryFolder()
  await leave(output, gone)
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => holdFolder(output)))
  const holding = all.filter(({ status }) => status === 'fulfilled').length
  expect(holding).toBeLessThanOrEqual(1)
  // Whoever met another one first may have left that of the process that is gone.
  expect((await holders(output)).filter((name) => name !== 'holder-1.json')).toHaveLength(holding)
})

test('a process that is gone holds nothing', async () => {
  const output = await temporaryFolder()
  await leave(output, gone)
  const letGo = await holdFolder(output)
  await letGo()
  expect(await holders(output)).toEqual([])
})

test('of a process on another machine nobody can know, so its file has to be removed', async () => {
  const output = await temporaryFolder()
  const path = await leave(output, { ...thisHolder(), host: 'elsewhere' })
  await expect(holdFolder(output)).rejects.toThrow(`on elsewhere is retraining into ${output}`)
  await expect(holdFolder(output)).rejects.toThrow(`if that process is gone, remove ${path}`)
  expect(await holders(output)).toEqual(['holder-1.json'])
})

/** This process's number, given to another one before. */
const gone = { ...thisHolder(), started: 'another boot/1' }

async function leave(output: string, holder: unknown): Promise<string> {
  await mkdir(join(output, '.retraining'))
  const path = join(output, '.retraining', 'holder-1.json')
  await writeFile(path, JSON.stringify(holder))
  return path
}

async function holders(output: string): Promise<readonly string[]> {
  return (await readdir(join(output, '.retraining'))).filter((name) => name.endsWith('.json'))
}
