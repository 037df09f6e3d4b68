import type { Tensor, Tf } from './engine.js'

/**
 * Watches what is made on an engine from now on. The answer ends scopes that were left open, disposes of the variables and
 * tensors that are left, and makes backend and flags what they were.
 */
export function watchTensors(tf: Tf): () => void {
  const engine = tf.engine() as unknown as Watched
  const variables = new Set(Object.keys(engine.state.registeredVariables))
  const scopes = engine.state.scopeStack.length
  const backend = tf.getBackend()
  const flags = { ...tf.env().getFlags() }
  const left = backend === 'cpu' ? weakTensors() : strongTensors()
  const { trackTensor, disposeTensor } = engine
  engine.trackTensor = function (tensor, on) {
    left.add(tensor)
    trackTensor.call(this, tensor, on)
  }
  engine.disposeTensor = function (tensor) {
    left.delete(tensor)
    disposeTensor.call(this, tensor)
  }
  return () => {
    while (engine.state.scopeStack.length > scopes) engine.endScope()
    for (const [name, variable] of Object.entries(engine.state.registeredVariables)) {
      if (!variables.has(name)) variable.dispose()
    }
    for (const tensor of left.all()) tensor.dispose()
    engine.trackTensor = trackTensor
    engine.disposeTensor = disposeTensor
    for (const [name, value] of Object.entries(flags))
      if (tf.env().getFlags()[name] !== value) tf.env().set(name, value)
    if (tf.getBackend() !== backend) tf.setBackend(backend)
  }
}

interface Tensors {
  add(tensor: Tensor): void
  delete(tensor: Tensor): void
  all(): readonly Tensor[]
}

function strongTensors(): Tensors {
  const tensors = new Set<Tensor>()
  return { add: (tensor) => tensors.add(tensor), delete: (tensor) => tensors.delete(tensor), all: () => [...tensors] }
}

/** The arrays of the engine "cpu" are freed with the tensors that nothing holds any more; so nothing must hold them here. */
function weakTensors(): Tensors {
  const tensors = new Map<number, WeakRef<Tensor>>()
  let bearable = 10_000
  const forgetTheDead = () => {
    for (const [id, tensor] of tensors) if (tensor.deref() === undefined) tensors.delete(id)
    bearable = Math.max(10_000, 2 * tensors.size)
  }
  return {
    add(tensor) {
      tensors.set(tensor.id, new WeakRef(tensor))
      if (tensors.size > bearable) forgetTheDead()
    },
    delete: ({ id }) => tensors.delete(id),
    all: () => [...tensors.values()].flatMap((tensor) => tensor.deref() ?? []),
  }
}

/** What is needed of the inside of tfjs-core's engine. */
interface Watched {
  readonly state: {
    readonly registeredVariables: Readonly<Record<string, { dispose(): void }>>
    readonly scopeStack: readonly unknown[]
  }
  endScope(): void
  trackTensor(tensor: Tensor, backend: unknown): void
  disposeTensor(tensor: Tensor): void
}
