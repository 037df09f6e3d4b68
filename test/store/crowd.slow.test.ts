import { test } from 'vitest'
import { crowd } from './crowd.js'

test('16 processes look while 4 write: no lock error, no reading lost', async () => {
  await crowd({ writers: 4, readers: 16, trials: 1000, readings: 10 })
}, 600_000)
