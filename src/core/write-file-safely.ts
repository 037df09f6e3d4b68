import { writeBeside } from './write-beside.js'

/** Writes a file so that its name holds all of it or nothing new. */
export function writeFileSafely(path: string, content: Uint8Array | string): Promise<void> {
  return writeBeside(path, (file) => file.writeFile(content))
}
