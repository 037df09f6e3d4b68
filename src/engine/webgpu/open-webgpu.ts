import { pathToFileURL } from 'node:url'
import { requirePackage } from '../require-package.js'
import { webgpuPackages } from './webgpu-packages.js'

/** What a browser has as `navigator.gpu`, as far as we look at it. */
export interface Webgpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<WebgpuAdapter | null>
}

export interface WebgpuAdapter {
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
export async function openWebgpu(): Promise<Webgpu> {
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
