import type { MessagePort } from 'node:worker_threads'
import type { Share } from './share.js'
import type { FromShelf, ToShelf } from './shelf-messages.js'

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
