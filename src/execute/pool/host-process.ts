import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { errorRecord } from '../../core/error-record.js'
import type { Outcome } from '../../core/outcome.js'
import type { Attempt, Watch } from '../executor.js'
import { isEngineChatter } from './engine-chatter.js'
import { type FromHost, ticksOfSilence, type ToHost } from './messages.js'

/** A host as its executor sees it. */
export interface Host {
  readonly alive: boolean
  /** How many attempts were under way when it died; 0 while it lives. */
  readonly lost: number
  execute(attempt: Attempt, watch: Watch, signal: AbortSignal): Promise<Outcome>
  /** Ends the process at once and resolves when it is gone. */
  kill(): Promise<void>
}

/**
 * Starts a host process with that many slots, which ends itself when it hears nothing for `silence` milliseconds.
 * `onExit` is called once, when it has ended for whatever reason.
 */
export function startHost(environment: NodeJS.ProcessEnv, slots: number, silence: number, onExit: () => void): Host {
  const child = fork(fileURLToPath(new URL('./host.js', import.meta.url)), [String(slots), String(silence)], {
    env: environment,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const talkative = environment.TF_CPP_MIN_LOG_LEVEL === '0'
  let alive = true
  const underWay = new Map<number, { readonly watch: Watch; readonly end: (outcome: Outcome) => void }>()
  let lost = 0
  let lastId = 0
  const lastLines: string[] = []

  // What the experiment or the engine prints goes where its log goes: standard output belongs to the results. Which of
  // several attempts has printed it nobody can tell.
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (stream === child.stderr && !talkative && isEngineChatter(line)) return
      lastLines.push(line)
      if (lastLines.length > 5) lastLines.shift()
      for (const { watch } of underWay.values()) watch.log(line)
    })
  }

  // A host that has just died cannot be written to; its `close` event ends its attempts.
  const send = (message: ToHost) => child.connected && child.send(message, () => {})
  const pulse = setInterval(() => send({ type: 'alive' }), silence / ticksOfSilence)

  child.on('message', (message: FromHost) => {
    const attempt = underWay.get(message.id)
    if (!attempt) return
    switch (message.type) {
      case 'reading':
        attempt.watch.reading(message.reading)
        break
      case 'log':
        attempt.watch.log(message.line)
        break
      case 'ended':
        attempt.end(message.outcome)
        break
      default:
        message satisfies never
    }
  })

  const gone = new Promise<void>((resolve) => {
    const exited = (how: string) => {
      if (!alive) return
      alive = false
      clearInterval(pulse)
      lost = underWay.size
      const error = errorRecord('host_died', new Error(deathNotice(how, lost, lastLines)))
      for (const { end } of [...underWay.values()]) end({ status: 'failed', error })
      onExit()
      resolve()
    }
    // `close` and not `exit`: by then its last lines have been read. A child of the experiment may keep the pipes open.
    child.on('exit', () => setTimeout(() => [child.stdout, child.stderr].map((pipe) => pipe?.destroy()), 200))
    child.on('close', (code, signal) => exited(signal ? `by ${signal}` : `with exit code ${code}`))
    child.on('error', (error) => exited(`because ${error.message}`))
  })

  return {
    get alive() {
      return alive && child.connected
    },
    get lost() {
      return lost
    },
    execute(attempt, watch, signal) {
      return new Promise((resolve) => {
        const id = ++lastId
        const stop = () => send({ type: 'stop', id, reason: String(signal.reason) })
        const end = (outcome: Outcome) => {
          underWay.delete(id)
          signal.removeEventListener('abort', stop)
          resolve(outcome)
        }
        if (underWay.size === 0) lastLines.length = 0
        underWay.set(id, { watch, end })
        send({ type: 'execute', id, attempt })
        signal.addEventListener('abort', stop)
        if (signal.aborted) stop()
      })
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function deathNotice(how: string, lost: number, lastLines: readonly string[]): string {
  const during = lost > 1 ? `while ${lost} trials trained in it` : 'during this trial'
  const printed = lastLines.length === 0 ? 'It printed nothing.' : `It last printed:\n  ${lastLines.join('\n  ')}`
  return `The host process ended ${how} ${during}. ${printed}`
}
