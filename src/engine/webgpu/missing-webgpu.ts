import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isInstalled } from '../is-installed.js'
import { requirePackage } from '../require-package.js'
import { webgpuPackages } from './webgpu-packages.js'

/** What the engine `webgpu` lacks and what to do; undefined when its files are there. */
export function missingWebgpu(): string | undefined {
  const absent = Object.values(webgpuPackages).filter((name) => !isInstalled(`${name}/package.json`))
  if (absent.length > 0) {
    return `Engine "webgpu": the optional ${absent.length > 1 ? 'packages' : 'package'} ${absent.join(' and ')} ${absent.length > 1 ? 'are' : 'is'} not installed. Run "npm install" again.`
  }
  const platform = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`
  const folder = dirname(requirePackage.resolve(`${webgpuPackages.dawn}/package.json`))
  return existsSync(join(folder, 'dist', platform, 'dawn.node'))
    ? undefined
    : `Engine "webgpu": the package ${webgpuPackages.dawn} brings no Dawn for ${platform}. Choose another engine.`
}
