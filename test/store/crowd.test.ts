import { test } from 'vitest'
import { crowd } from './crowd.js'

test('processes that open a new database at once all work, and nobody meets a lock', async () => {
  await crowd({ writers: 3, readers: 3, trials: 40, readings: 3 })
}, 60_000)
