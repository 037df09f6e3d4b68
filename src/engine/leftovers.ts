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
  const left = new Map<number, () => Tensor | undefined>()
  // The arrays of the engine "cpu" are freed with the tensors that nothing holds any more; so nothing must hold them here.
  const isFreed = backend === 'cpu'
  const gone = new FinalizationRegistry<number>((id) => left.delete(id))
  const { trackTensor, disposeTensor } = engine
  engine.trackTensor = function (tensor, on) {
    if (isFreed) {
      const weak = new WeakRef(tensor)
      left.set(tensor.id, () => weak.deref())
      gone.register(tensor, tensor.id, tensor)
    } else left.set(tensor.id, () => tensor)
    trackTensor.call(this, tensor, on)
  }
  engine.disposeTensor = function (tensor) {
    left.delete(tensor.id)
    if (isFreed) gone.unregister(tensor)
    disposeTensor.call(this, tensor)
  }
  return () => {
    while (engine.state.scopeStack.length > scopes) engine.endScope()
    for (const [name, variable] of Object.entries(engine.state.registeredVariables)) {
      if (!variables.has(name)) variable.dispose()
    }
    for (const tensorOf of [...left.values()]) tensorOf()?.dispose()
    engine.trackTensor = trackTensor
    engine.disposeTensor = disposeTensor
    for (const [name, value] of Object.entries(flags))
      if (tf.env().getFlags()[name] !== value) tf.env().set(name, value)
    if (tf.getBackend() !== backend) tf.setBackend(backend)
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
