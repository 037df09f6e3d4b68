import { requirePackage } from './require-package.js'

/** Whether a package, or a file of one, is there; nothing is loaded. */
export function isInstalled(name: string): boolean {
  try {
    requirePackage.resolve(name)
    return true
  } catch {
    return false
  }
}
