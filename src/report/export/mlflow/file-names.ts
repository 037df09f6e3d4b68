import { createHash } from 'node:crypto'

/**
 * A name that MLflow takes, and that can be a path, for each of these (mlflow/utils/validation.py). Most stay as they
 * are; one that has to change, or that is the folder of another, ends in a hash of what it was.
 */
export function fileNames(names: readonly string[]): ReadonlyMap<string, string> {
  const folders = new Set(names.flatMap(foldersOf))
  return new Map(names.map((name) => [name, isSafe(name) && !folders.has(name) ? name : changed(name)]))
}

function isSafe(name: string): boolean {
  return /^[\w.\- /]{1,200}$/.test(name) && name.split('/').every((part) => !['', '.', '..'].includes(part))
}

function changed(name: string): string {
  const parts = name.split('/').map((part) => part.replace(/[^\w\- ]/g, '_') || '_')
  return `${parts.join('/').slice(0, 150)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(name: string): string[] {
  const parts = name.split('/')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'))
}
