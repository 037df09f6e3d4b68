import type { EngineDetails } from './engine.js'
import { EngineError } from './engine-error.js'
import { requirePackage } from './require-package.js'
import type { Tf } from './tf.js'
import { openWebgpu } from './webgpu/open-webgpu.js'
import { refuseSyncReads } from './webgpu/refuse-sync-reads.js'
import { webgpuPackages } from './webgpu/webgpu-packages.js'
import { withNavigator } from './webgpu/with-navigator.js'

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
