import { createMemoryStore } from '#sweep/store/memory.js'
import { storeContract } from '../contract/store-contract.js'

storeContract('the memory store', async () => {
  let now = 1000
  const store = createMemoryStore({ now: () => now, monotonic: () => now })
  return { store, advance: (milliseconds) => (now += milliseconds) }
})
