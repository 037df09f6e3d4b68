/**
 * The process between the executor and the threads that train. Training blocks its thread; this process stays awake to
 * pass readings up and wishes down, and takes a native abort with it, so that only its attempts are lost.
 */
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { errorRecord } from '../../core/error-record.js'
import type { Attempt } from '../executor.js'
import { type FromHost, type FromThread, type ToHost, ticksOfSilence } from './messages.js'

const [slots, silence] = process.argv.slice(2).map(Number) as [number, number]

// As many warm threads as slots: loading an engine takes seconds.
const pool = new Piscina({
  filename: fileURLToPath(new URL('./thread.js', import.meta.url)),
  minThreads: slots,
  maxThreads: slots,
  concurrentTasksPerWorker: 1,
  idleTimeout: Number.POSITIVE_INFINITY,
  atomics: 'disabled',
})

/** How each attempt under way is told that it should end. */
const stops = new Map<number, (reason: string) => void>()

process.on('message', (message: ToHost) => {
  switch (message.type) {
    case 'execute':
      carryOut(message.id, message.attempt)
      break
    case 'stop':
      stops.get(message.id)?.(message.reason)
      break
    case 'alive':
      ticks = 0
      break
    default:
      message satisfies never
  }
})

// Ctrl-C and a closed terminal reach every process of its group; what to do about it is the conductor's to say.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('SIGHUP', () => {})

// Without its executor a host has nobody to work for. SIGKILL, because a thread inside native code does not let exit().
const end = () => process.kill(process.pid, 'SIGKILL')
process.on('disconnect', end)
// It may have gone while this file was being loaded.
if (!process.connected) end()

// An executor that is suspended cannot tell its hosts that another process has taken its work over in the meantime.
// Counted in ticks, which stand still while this process is suspended itself.
let ticks = 0
setInterval(() => {
  if (++ticks > ticksOfSilence) end()
}, silence / ticksOfSilence)

function carryOut(id: number, attempt: Attempt): void {
  const { port1: port, port2: threadPort } = new MessageChannel()
  const send = (message: FromThread) => process.send?.({ ...message, id } satisfies FromHost)
  const end = (message: FromThread) => {
    stops.delete(id)
    port.close()
    send(message)
  }
  stops.set(id, (reason) => port.postMessage({ type: 'stop', reason }))
  port.on('message', (message: FromThread) => (message.type === 'ended' ? end(message) : send(message)))
  pool.run({ attempt, port: threadPort }, { transferList: [threadPort] }).catch((error: unknown) => {
    // The thread itself is lost (out of memory, process.exit() in the experiment); piscina has started another.
    if (stops.has(id)) end({ type: 'ended', outcome: { status: 'failed', error: errorRecord('host_died', error) } })
  })
}
