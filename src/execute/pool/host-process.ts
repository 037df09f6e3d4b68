import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../core/clock.js'
import { type ErrorRecord, errorRecord } from '../../core/errors.js'
import type { Outcome } from '../../core/trial.js'
import type { Attempt, Watch } from '../executor.js'
import { isOutOfMemory } from '../faults.js'
import { type FromHost, type ToHost, ticksOfSilence } from './messages.js'
import { oomKills } from './processes.js'
import { createWatchdog, type Watchdog } from './watchdog.js'

/** A host as its executor sees it. */
export interface Host {
  readonly alive: boolean
  /** How many attempts were under way when it died; 0 while it lives. */
  readonly lost: number
  execute(attempt: Attempt, watch: Watch, signal: AbortSignal): Promise<Outcome>
  /** How many attempts have ended in it. */
  readonly ended: number
  /** Resident memory when the last attempt ended, in bytes; 0 before. */
  readonly memory: number
  /** Ends the process at once and resolves when it is gone. */
  kill(): Promise<void>
  /** The same as soon as no attempt is under way. */
  retire(): void
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
  const underWay = new Map<number, UnderWay>()
  const oomKillsBefore = oomKills()
  let lost = 0
  let ended = 0
  let memory = 0
  let retiring = false
  /** Why the host was killed from here, with the attempt that is to blame when one is. */
  let killed: { readonly why: string; readonly id: number | undefined } | undefined
  let lastId = 0
  const lastLines: string[] = []

  // What the experiment or the engine prints goes where its log goes: standard output belongs to the results. Which of
  // several attempts has printed it nobody can tell.
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (stream === child.stderr && !talkative && isEngineChatter(line)) return
      lastLines.push(line)
      if (lastLines.length > linesKept) lastLines.shift()
      for (const { watch } of underWay.values()) watch.log(line)
    })
  }

  // A host that has just died cannot be written to; its `close` event ends its attempts.
  const send = (message: ToHost) => child.connected && child.send(message, () => {})
  const pulse = setInterval(() => {
    if (++unanswered > ticksOfSilence) killFor(`it did not answer for ${silence / 1000} seconds`)
    send({ type: 'alive' })
  }, silence / ticksOfSilence)
  /** Ticks since the host last said that it works; counted, since they stand still while this process is suspended. */
  let unanswered = 0

  child.on('message', (message: FromHost) => {
    unanswered = 0
    if (message.type === 'alive') return
    const attempt = underWay.get(message.id)
    if (!attempt) return
    switch (message.type) {
      case 'begun':
      case 'saved':
        attempt.dog.sign()
        break
      case 'saved_model':
        attempt.watch.savedModel?.()
        break
      case 'reading':
        attempt.dog.sign()
        attempt.watch.reading(message.reading)
        break
      case 'log':
        attempt.watch.log(message.line)
        break
      case 'continued':
        attempt.watch.continuedFrom?.(message.key)
        break
      case 'ended':
        ended++
        memory = message.memory
        attempt.end(message.outcome)
        if (retiring && underWay.size === 0) child.kill('SIGKILL')
        break
      default:
        message satisfies never
    }
  })

  const gone = new Promise<void>((resolve) => {
    const exited = (how: string, signal: NodeJS.Signals | null) => {
      if (!alive) return
      alive = false
      clearInterval(pulse)
      lost = underWay.size
      const kills = oomKills()
      const starved = kills === undefined || oomKillsBefore === undefined ? undefined : kills - oomKillsBefore
      for (const [id, { end }] of [...underWay]) {
        const error = killed
          ? killedError(killed.why, killed.id === undefined || killed.id === id)
          : deathError({ how, signal, lost, lastLines, oomKills: starved })
        end({ status: 'failed', error })
      }
      onExit()
      resolve()
    }
    // `close` and not `exit`: by then its last lines have been read. A child of the experiment may keep the pipes open.
    child.on('exit', () => setTimeout(() => [child.stdout, child.stderr].map((pipe) => pipe?.destroy()), 200))
    child.on('close', (code, signal) => exited(signal ? `by ${signal}` : `with exit code ${code}`, signal))
    child.on('error', (error) => exited(`because ${error.message}`, null))
  })

  /** Ends the process for a reason: training may block its thread, so that nothing gentler can be trusted. */
  function killFor(why: string, id?: number): void {
    killed ??= { why, id }
    child.kill('SIGKILL')
  }

  return {
    get alive() {
      return alive && child.connected && !retiring
    },
    get ended() {
      return ended
    },
    get memory() {
      return memory
    },
    get lost() {
      return lost
    },
    execute(attempt, watch, signal) {
      return new Promise((resolve) => {
        const id = ++lastId
        const stop = () => send({ type: 'stop', id, reason: String(signal.reason) })
        const dog = createWatchdog({
          clock: systemClock,
          patience: () => watch.patience?.() ?? Number.POSITIVE_INFINITY,
          timeout: attempt.timeoutMilliseconds ?? Number.POSITIVE_INFINITY,
          bark: (why) => killFor(why, id),
        })
        const end = (outcome: Outcome) => {
          dog.callOff()
          underWay.delete(id)
          signal.removeEventListener('abort', stop)
          resolve(outcome)
        }
        if (underWay.size === 0) lastLines.length = 0
        underWay.set(id, { watch, end, dog })
        send({ type: 'execute', id, attempt })
        signal.addEventListener('abort', stop)
        if (signal.aborted) stop()
      })
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    retire() {
      retiring = true
      if (underWay.size === 0) child.kill('SIGKILL')
    },
  }
}

/** What is looked through for the reason when a host dies. */
const linesKept = 60

interface UnderWay {
  readonly watch: Watch
  readonly end: (outcome: Outcome) => void
  readonly dog: Watchdog
}

/** An attempt that lost its host through another one's fault is not to blame for the time that it took. */
function killedError(why: string, guilty: boolean): ErrorRecord {
  const whose = guilty ? '' : 'of another trial in the same process: '
  return errorRecord(guilty ? 'timeout' : 'host_died', new Error(`The host process was killed because ${whose}${why}.`))
}

/** What is known about a host process that has ended. */
interface Death {
  /** As `by SIGSEGV` or `with exit code 1`. */
  readonly how: string
  readonly signal: NodeJS.Signals | null
  /** How many attempts were under way. */
  readonly lost: number
  /** The last that it printed. V8 says why it aborts, then prints twenty lines of native stack and more. */
  readonly lastLines: readonly string[]
  /** How many processes the kernel killed for want of memory while it lived; undefined where that is not told. */
  readonly oomKills: number | undefined
}

/** Why the attempts in a host failed that died by itself. */
function deathError({ how, signal, lost, lastLines, oomKills }: Death): ErrorRecord {
  const during = lost > 1 ? `while ${lost} trials trained in it` : 'during this trial'
  const wanted = lastLines.findLastIndex(isOutOfMemory)
  const shown = Math.max(0, lastLines.length - linesShown)
  const lines = [...(wanted >= 0 && wanted < shown ? [lastLines[wanted]!, '…'] : []), ...lastLines.slice(shown)]
  const printed = lines.length === 0 ? 'It printed nothing.' : `It last printed:\n  ${lines.join('\n  ')}`
  const killed = signal === 'SIGKILL'
  const starved = (killed && (oomKills ?? 0) > 0) || wanted >= 0
  const guess =
    killed && oomKills === undefined ? ' Whoever killed it is not known; used-up memory is the most common reason.' : ''
  const message = `The host process ended ${how} ${during}.${guess} ${printed}`
  return errorRecord(starved ? 'out_of_memory' : 'host_died', new Error(message))
}

const linesShown = 5

/**
 * Whether a line on standard error is one of libtensorflow's that informs only. It writes some of them before it has read
 * the level of its log, so that `TF_CPP_MIN_LOG_LEVEL` cannot keep them back (glog's format: severity, month and day).
 */
export function isEngineChatter(line: string): boolean {
  return preamble.test(line) || information.test(line)
}

const preamble = /^WARNING: All log messages before absl::InitializeLog\(\) is called are written to STDERR$/
const information = /^I\d{4} [\d.:]+ +\d+ \w+\.cc:\d+\] /
