import { EngineError } from '../engine-error.js'

/**
 * Has the backend say what to write instead of `dataSync`, for tensors that are on the GPU. A browser reads them by way of
 * a canvas; Node has none, and the backend would complain about that.
 */
export function refuseSyncReads(backend: object): void {
  const webgpu = backend as WebgpuBackend
  if (Object.hasOwn(webgpu, 'readSync')) return
  const readSync = webgpu.readSync.bind(webgpu)
  webgpu.readSync = (dataId) => {
    const { values, resource } = webgpu.tensorMap.get(dataId)
    if (values != null || resource == null) return readSync(dataId)
    throw new EngineError(
      'Engine "webgpu": a tensor on a GPU cannot be read synchronously. ' +
        'Write "await tensor.data()" instead of "tensor.dataSync()", and so for array() and arraySync().',
    )
  }
}

interface WebgpuBackend {
  readSync(dataId: object): unknown
  readonly tensorMap: { get(dataId: object): { readonly resource?: unknown; readonly values?: unknown } }
}
