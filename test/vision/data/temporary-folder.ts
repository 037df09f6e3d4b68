import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** Gives every test of a file its own folder, removed afterwards; returns where a name lies in it. */
export function temporaryFolder(): (...names: readonly string[]) => string {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sweep-data-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
  })
  return (...names) => join(folder, ...names)
}
