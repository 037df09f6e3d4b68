import { pathToFileURL } from 'node:url'
import { type EngineDetails, EngineError, type Tf } from '../engine.js'
import { requirePackage, webgpuPackages } from '../packages.js'

/** Any GPU that Vulkan, Metal or Direct3D 12 reaches, through Dawn, the WebGPU of Chromium. */
export async function loadWebgpu(tf: Tf): Promise<EngineDetails> {
  const gpu = await openWebgpu()
  // As the backend asks for it, which tells nobody what it got.
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (adapter === null) throw new EngineError(noAdapter)
  const started = await withNavigator({ gpu }, () => {
    requirePackage(webgpuPackages.backend)
    return tf.setBackend('webgpu')
  })
  if (!started)
    throw new EngineError('Engine "webgpu": TensorFlow.js could not start the backend. Choose another engine.')
  refuseSyncReads(tf.backend())

  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info
  const name = [...new Set([description || device, vendor, architecture])].filter((part) => part !== '').join(', ')
  const inSoftware = isFallbackAdapter === true || softwareAdapters.test(name)
  return {
    version: `${versionOf(webgpuPackages.backend)} with Dawn of webgpu ${versionOf(webgpuPackages.dawn)}`,
    device: inSoftware ? `CPU (WebGPU in software: ${name})` : `GPU (WebGPU: ${name})`,
    deviceKind: inSoftware ? 'cpu' : 'gpu',
  }
}

/** Drivers that compute on the CPU: SwiftShader, Mesa's, and Windows's WARP. */
const softwareAdapters = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b/i

const noAdapter =
  'Engine "webgpu": no GPU answers through Vulkan, Metal or Direct3D 12. ' +
  "Install the GPU's driver (on Linux its Vulkan driver, and libvulkan1), or choose another engine."

function versionOf(name: string): string {
  return (requirePackage(`${name}/package.json`) as { version: string }).version
}

/** What a browser has as `navigator.gpu`, as far as we look at it. */
interface Webgpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<WebgpuAdapter | null>
}

interface WebgpuAdapter {
  /** Parts that the driver does not tell are empty. */
  readonly info: {
    readonly vendor: string
    readonly architecture: string
    readonly device: string
    readonly description: string
    readonly isFallbackAdapter?: boolean
  }
}

/** Dawn works as long as somebody holds it. */
let webgpu: Webgpu | undefined

/** Starts Dawn in this thread, once, and makes the names of WebGPU global that a browser has (`GPUBufferUsage`, …). */
async function openWebgpu(): Promise<Webgpu> {
  if (webgpu !== undefined) return webgpu
  // By its path: the package is optional, so the compiler cannot know it; it is an ES module, so `require` may not load it.
  const { create, globals } = (await import(pathToFileURL(requirePackage.resolve(webgpuPackages.dawn)).href)) as Dawn
  for (const [name, value] of Object.entries(globals)) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
  webgpu = create([])
  return webgpu
}

interface Dawn {
  create(flags: readonly string[]): Webgpu
  readonly globals: Readonly<Record<string, unknown>>
}

/**
 * Has the backend say what to write instead of `dataSync`, for tensors that are on the GPU. A browser reads them by way of
 * a canvas; Node has none, and the backend would complain about that.
 */
function refuseSyncReads(backend: object): void {
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

/** Calls `start` while the global `navigator` is another one: libraries take its presence for a browser. */
async function withNavigator<T>(navigator: object, start: () => Promise<T>): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
  try {
    return await start()
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, 'navigator')
    else Object.defineProperty(globalThis, 'navigator', before)
  }
}
