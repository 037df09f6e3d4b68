import type { MessagePort } from 'node:worker_threads'
import type { TrialContext } from '../core/experiment.js'
import { newestOnly } from '../core/newest-only.js'

/** How the threads of one process come by something that is made only once: the context's `share`. */
export type Share = TrialContext['share']

/** Keeps what the threads of a process share. */
interface Shelf {
  /** Answers the requests of one attempt until its port is closed. */
  serve(port: MessagePort): void
}

interface Request {
  readonly port: MessagePort
  readonly id: number
}

/** What is being made, by whom, and who waits for it. */
interface Making {
  readonly maker: MessagePort
  readonly waiting: readonly Request[]
}

/**
 * A shelf: the first thread that asks for a key is told to make it, the others wait for it. When that thread fails or is
 * gone, the next one in the line is told to. Only the newest thing that was made is kept.
 */
export function createShelf(): Shelf {
  let newest: { readonly key: string; readonly value: unknown } | undefined
  const making = new Map<string, Making>()

  const answer = ({ port, id }: Request, key: string) => {
    const current = making.get(key)
    if (newest?.key === key) send(port, { type: 'have', id, value: newest.value })
    else if (current) making.set(key, { ...current, waiting: [...current.waiting, { port, id }] })
    else {
      making.set(key, { maker: port, waiting: [] })
      send(port, { type: 'make', id })
    }
  }
  const end = (port: MessagePort, key: string) => {
    const current = making.get(key)
    if (current?.maker !== port) return
    making.delete(key)
    for (const request of current.waiting) answer(request, key)
  }
  const take = (port: MessagePort, message: ToShelf) => {
    switch (message.type) {
      case 'ask':
        return answer({ port, id: message.id }, message.key)
      case 'made':
        newest = { key: message.key, value: message.value }
        return end(port, message.key)
      case 'failed':
        return end(port, message.key)
      default:
        return message satisfies never
    }
  }
  const leave = (port: MessagePort) => {
    for (const [key, { maker, waiting }] of making) {
      making.set(key, { maker, waiting: waiting.filter((request) => request.port !== port) })
    }
    for (const key of [...making.keys()]) end(port, key)
  }
  return {
    serve(port) {
      port.on('message', (message: ToShelf) => take(port, message))
      port.on('close', () => leave(port))
    },
  }
}

function send(port: MessagePort, message: FromShelf): void {
  port.postMessage(message)
}

/** Shares among the attempts of one thread alone. */
export function shareInThread(): Share {
  const newest = newestOnly<unknown>()
  return <Value>(key: string, make: () => Promise<Value>) => newest(key, make) as Promise<Value>
}

/** Shares with the other threads of the process, through the port of its shelf. */
export function shareThrough(port: MessagePort): Share {
  const answers = new Map<number, (answer: FromShelf) => void>()
  let asked = 0
  const send = (message: ToShelf) => port.postMessage(message)
  port.on('message', (answer: FromShelf) => {
    answers.get(answer.id)?.(answer)
    answers.delete(answer.id)
  })
  return async <Value>(key: string, make: () => Promise<Value>) => {
    const id = asked++
    const answer = await new Promise<FromShelf>((resolve) => {
      answers.set(id, resolve)
      send({ type: 'ask', id, key })
    })
    if (answer.type === 'have') return answer.value as Value
    try {
      const value = await make()
      send({ type: 'made', key, value })
      return value
    } catch (error) {
      send({ type: 'failed', key })
      throw error
    }
  }
}

/** From a thread to the shelf. `id` names a request of one port. */
type ToShelf =
  | { readonly type: 'ask'; readonly id: number; readonly key: string }
  /** What it was told to make. */
  | { readonly type: 'made'; readonly key: string; readonly value: unknown }
  | { readonly type: 'failed'; readonly key: string }

/** The answer to a request. */
type FromShelf =
  | { readonly type: 'have'; readonly id: number; readonly value: unknown }
  | { readonly type: 'make'; readonly id: number }
