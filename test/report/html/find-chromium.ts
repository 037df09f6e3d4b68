import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A Chromium of this machine: what CHROME_PATH names or, without it, the first on the PATH; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH
  if (named) return named
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
