/**
 * The process between the executor and the threads that train. Training blocks its thread; this process stays awake to
 * pass readings up and wishes down, and takes a native abort with it, so that only its attempts are lost.
 */
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { errorRecord } from '../../core/errors.js'
import type { Outcome } from '../../core/trial.js'
import type { Attempt } from '../executor.js'
import { createShelf } from '../shelf.js'
import { type FromHost, type FromThread, type ToHost, ticksOfSilence } from './messages.js'
import { endMarked, markVariable } from './processes.js'
import type { ThreadTask } from './thread.js'

const [slots, silence] = process.argv.slice(2).map(Number) as [number, number]

/** As many warm threads as slots, for attempts that may share them: loading an engine takes seconds. */
let warm: Piscina | undefined

function openPool(threads: number): Piscina {
  return new Piscina({
    filename: fileURLToPath(new URL('./thread.js', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
    atomics: 'disabled',
  })
}

const shelf = createShelf()

/** How each attempt under way is told that it should end. */
const stops = new Map<number, (reason: string) => void>()

process.on('message', (message: ToHost) => {
  switch (message.type) {
    case 'execute':
      void carryOut(message.id, message.attempt)
      break
    case 'stop':
      stops.get(message.id)?.(message.reason)
      break
    case 'alive':
      ticks = 0
      toExecutor({ type: 'alive' })
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
const end = () => {
  const mark = process.env[markVariable]
  if (mark) endMarked(`${mark}\0`)
  process.kill(process.pid, 'SIGKILL')
}
process.on('disconnect', end)
// It may have gone while this file was being loaded.
if (!process.connected) end()

// An executor that is suspended cannot tell its hosts that another process has taken its work over in the meantime.
// Counted in ticks, which stand still while this process is suspended itself.
let ticks = 0
setInterval(() => {
  if (++ticks > ticksOfSilence) end()
}, silence / ticksOfSilence)

function toExecutor(message: FromHost): void {
  process.send?.(message)
}

async function carryOut(id: number, attempt: Attempt): Promise<void> {
  const { port1: port, port2: threadPort } = new MessageChannel()
  const { port1: shelfPort, port2: threadShelfPort } = new MessageChannel()
  stops.set(id, (reason) => port.postMessage({ type: 'stop', reason }))
  shelf.serve(shelfPort)
  const isAlone = attempt.isolation === 'thread'
  if (!isAlone) warm ??= openPool(slots)
  const pool = isAlone ? openPool(1) : warm!
  const task: ThreadTask = { attempt, port: threadPort, shelf: threadShelfPort }
  const outcome = await new Promise<Outcome>((resolve) => {
    port.on('message', (message: FromThread) => {
      if (message.type === 'ended') resolve(message.outcome)
      else toExecutor({ ...message, id })
    })
    pool.run(task, { transferList: [threadPort, threadShelfPort] }).catch((error: unknown) => {
      // The thread itself is lost (out of memory, process.exit() in the experiment); piscina has started another.
      const starved = (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY'
      resolve({ status: 'failed', error: errorRecord(starved ? 'out_of_memory' : 'host_died', error) })
    })
  })
  // The next attempt begins when this thread is gone: the binding of libtensorflow does not bear two in a process.
  if (isAlone) await pool.destroy()
  stops.delete(id)
  port.close()
  toExecutor({ type: 'ended', id, outcome, memory: process.memoryUsage.rss() })
}
