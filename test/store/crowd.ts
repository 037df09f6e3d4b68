import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { openSqliteReader } from '#sweep/store/sqlite/reader.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

export interface Crowd {
  readonly writers: number
  readonly readers: number
  /** Of each writer. */
  readonly trials: number
  /** Of each trial, each written by itself. */
  readonly readings: number
}

/** Lets processes write and look at one new database at once, and sees that none failed and nothing is missing. */
export async function crowd({ writers, readers, trials, readings }: Crowd): Promise<void> {
  const folder = await temporaryFolder()
  const [database, over] = [join(folder, 'sweep.db'), join(folder, 'over')]
  const start = (role: 'writer' | 'reader') =>
    processEnd(JSON.stringify({ role, database, over, trials, readings, run: emptyRun }))
  const written = Promise.all(Array.from({ length: writers }, () => start('writer')))
  const looked = Promise.all(Array.from({ length: readers }, () => start('reader')))
  for (const end of await written) expect(end).toEqual({ code: 0, text: '' })
  await writeFile(over, '')
  for (const end of await looked) expect(end).toEqual({ code: 0, text: expect.stringMatching(/^[1-9]\d*\n$/) })

  const store = openSqliteReader(database)
  const runs = await store.runs()
  expect(runs).toHaveLength(writers)
  for (const { name } of runs) {
    let number = 0
    for await (const trial of store.trials(name, { readings: true })) {
      expect(trial).toMatchObject({ number: ++number, status: 'complete', value: number, attempts: 1 })
      expect(trial.readings.map(({ metrics }) => metrics.score! - number)).toEqual(
        Array.from({ length: readings }, (_, i) => i + 1),
      )
    }
    expect(number).toBe(trials)
  }
  await store.close()
}

function processEnd(task: string): Promise<{ readonly code: number | null; readonly text: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../fixtures/store-process.js', import.meta.url)), task])
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, text }))
  })
}
