import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { systemClock } from '../../core/clock.js'
import type { Reading } from '../../core/trial.js'
import { runAttempt } from '../attempt/run.js'
import type { Attempt } from '../executor.js'
import { shareThrough } from '../shelf.js'
import type { FromThread, ToThread } from './messages.js'

// A call of an operation goes through ten functions of TensorFlow.js: the user's own would be cut off.
Error.stackTraceLimit = 50

/** Garbage that is left to V8, in bytes. */
const bearable = 16 * 2 ** 20

const collectGarbage = createGarbageCollector()

export interface ThreadTask {
  readonly attempt: Attempt
  readonly port: MessagePort
  /** Leads to what the threads of this process share. */
  readonly shelf: MessagePort
}

/** The task of a host's piscina: carries out one attempt and tells of it through the port. */
export default async function thread({ attempt, port, shelf }: ThreadTask): Promise<void> {
  const stop = new AbortController()
  const send = (message: FromThread) => port.postMessage(message)
  const receive = (message: ToThread) => stop.abort(message.reason)
  port.on('message', receive)

  const watch = {
    begun: () => send({ type: 'begun' }),
    reading: (reading: Reading) => send({ type: 'reading', reading }),
    saved: () => send({ type: 'saved' }),
    savedModel: () => send({ type: 'saved_model' }),
    log: (line: string) => send({ type: 'log', line }),
    continuedFrom: (key: string) => send({ type: 'continued', key }),
  }
  const asked = () => {
    // Training may never have let this thread's event loop turn.
    const waiting = receiveMessageOnPort(port)
    if (waiting) receive(waiting.message as ToThread)
    return stop.signal.aborted
  }
  const outcome = await runAttempt(attempt, watch, { signal: stop.signal, asked }, systemClock, shareThrough(shelf))
  send({ type: 'ended', outcome })
  port.close()
  shelf.close()
  collectGarbage()
}

/**
 * Makes what collects the garbage of this thread when enough has gathered since it last did. To be called between
 * trials, when next to nothing is in use. Left alone, V8 lets the heap of a long-lived thread grow by a hundred
 * megabytes before it looks for what has died, in each of a machine's hosts.
 */
function createGarbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let kept = 0
  return () => {
    if (getHeapStatistics().used_heap_size < kept + bearable) return
    collect()
    kept = getHeapStatistics().used_heap_size
  }
}
