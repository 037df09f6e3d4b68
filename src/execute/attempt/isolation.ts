import { Session } from 'node:inspector'
import { type SeededMathRandom, seedMathRandom } from '../../core/random.js'

/**
 * What an attempt finds is to be the same, whatever was trained in its thread before: Math.random follows its seed, what it
 * leaves on the engine is disposed of, built-ins that it patches are put back. What cannot be taken back is named.
 */
export interface Isolated {
  readonly mathRandom: Pick<SeededMathRandom, 'drawn' | 'goTo'>
  /** Takes back what the attempt left; gives the names of what stays, each once in a thread. */
  end(): readonly string[]
}

/** Watches an engine's tensors and variables from now on; the answer disposes of those that are left. */
export type WatchTensors = () => () => void

/** Begins an attempt with this seed: `run` is the experiment's function, in whose module variables may stay changed. */
export function isolate(seed: number, run: unknown, watchTensors: WatchTensors | undefined): Isolated {
  const variables = moduleVariables(run)
  const builtIns = snapshot()
  const disposeOfTensors = watchTensors?.()
  const mathRandom = seedMathRandom(seed)
  return {
    mathRandom,
    end() {
      mathRandom.restore()
      disposeOfTensors?.()
      const left = [...restore(builtIns), ...changedOf(variables, moduleVariables(run))]
      const news = left.filter((name) => !named.has(name))
      for (const name of news) named.add(name)
      return news
    },
  }
}

const named = new Set<string>()

type Owner = readonly [name: string, owner: object]

const owners: readonly Owner[] = [
  ['globalThis', globalThis],
  ...(['Math', 'JSON', 'Reflect', 'Atomics', 'Intl', 'console', 'performance'] as const).map(
    (name): Owner => [name, globalThis[name]],
  ),
  ...[Object, Function, Array, String, Number, Boolean, Symbol, Date, RegExp, Error, Promise, Map, Set].flatMap(
    (owner): readonly Owner[] => [
      [owner.name, owner],
      [`${owner.name}.prototype`, owner.prototype as object],
    ],
  ),
]

type Snapshot = ReadonlyMap<Owner, Readonly<Record<PropertyKey, PropertyDescriptor>>>

function snapshot(): { readonly properties: Snapshot; readonly environment: NodeJS.ProcessEnv } {
  const properties = new Map(owners.map((owner) => [owner, Object.getOwnPropertyDescriptors(owner[1])]))
  return { properties, environment: { ...process.env } }
}

/** Puts changed and removed properties back and takes plain values off again; gives the names of the objects that stay. */
function restore({ properties, environment }: ReturnType<typeof snapshot>): readonly string[] {
  const stay: string[] = []
  for (const [[name, owner], before] of properties) {
    const now = Object.getOwnPropertyDescriptors(owner) as Readonly<Record<PropertyKey, PropertyDescriptor>>
    for (const key of Reflect.ownKeys(before)) {
      const [then, current] = [before[key]!, now[key]]
      // What Node makes when it is first asked for, as `crypto`, is an accessor until then.
      if (current && (same(then, current) || then.get)) continue
      Reflect.defineProperty(owner, key, then)
    }
    for (const key of Reflect.ownKeys(now)) {
      if (Object.hasOwn(before, key)) continue
      const { value } = now[key]!
      // A module that was loaded on the way may count on an object; what a number or a text says is of one trial.
      const isPlain =
        'value' in now[key]! && (typeof value !== 'object' || value === null) && typeof value !== 'function'
      if (!isPlain || !Reflect.deleteProperty(owner, key)) stay.push(`${name}.${String(key)}`)
    }
  }
  for (const key of Object.keys(process.env)) if (!(key in environment)) delete process.env[key]
  for (const [key, value] of Object.entries(environment)) if (process.env[key] !== value) process.env[key] = value
  return stay
}

function same(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return Object.is(a.value, b.value) && a.get === b.get && a.set === b.set
}

/**
 * The variables of the modules and functions around a function, each with what can be told of its value: a number or a
 * text itself, of an object its kind and size. V8 tells them to its own inspector; empty where it does not.
 */
function moduleVariables(run: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (typeof run !== 'function') return found
  const session = new Session()
  const global = globalThis as Record<string, unknown>
  try {
    session.connect()
    global[handle] = run
    const object = ask(session, 'Runtime.evaluate', { expression: handle }).result
    const scopes = internal(session, object, '[[Scopes]]')
    for (const { value: scope } of scopes ? properties(session, scopes) : []) {
      if (scope === undefined || scope.description === 'Global') continue
      for (const { name, value } of properties(session, scope)) {
        if (!found.has(name)) found.set(name, textOf(value))
      }
    }
  } catch {
    return new Map()
  } finally {
    delete global[handle]
    session.disconnect()
  }
  return found
}

const handle = '__sweepExperiment'

function textOf(value: RemoteObject | undefined): string {
  if (value === undefined || value.type === 'function') return ''
  const text = String(value.unserializableValue ?? value.value ?? value.description ?? '')
  return `${value.type} ${text.length} ${text.slice(0, 100)}`
}

interface RemoteObject {
  readonly type: string
  readonly value?: unknown
  readonly unserializableValue?: string
  readonly description?: string
  readonly objectId?: string
}

interface RemoteProperty {
  readonly name: string
  readonly value?: RemoteObject
}

interface Answer {
  readonly result: RemoteObject
  readonly internalProperties?: readonly RemoteProperty[]
}

function properties(session: Session, { objectId }: RemoteObject): readonly RemoteProperty[] {
  const { result } = ask(session, 'Runtime.getProperties', { objectId, ownProperties: true })
  return result as unknown as readonly RemoteProperty[]
}

function internal(session: Session, { objectId }: RemoteObject, name: string): RemoteObject | undefined {
  const { internalProperties } = ask(session, 'Runtime.getProperties', { objectId, ownProperties: true })
  return internalProperties?.find((property) => property.name === name)?.value
}

/** In the thread itself the inspector answers at once. */
function ask(session: Session, method: string, parameters: object): Answer {
  let answer: Answer | undefined
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(error.message)
    answer = result as Answer
  })
  if (answer === undefined) throw new Error(`${method} was not answered`)
  return answer
}

function changedOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...after].filter(([name, text]) => before.has(name) && before.get(name) !== text).map(([name]) => name)
}
