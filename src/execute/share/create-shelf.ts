import type { MessagePort } from 'node:worker_threads'
import type { FromShelf, ToShelf } from './shelf-messages.js'

/** Keeps what the threads of a process share. */
export interface Shelf {
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
