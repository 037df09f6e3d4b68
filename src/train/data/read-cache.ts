import { open } from 'node:fs/promises'
import { type CacheHeader, contentSum, layoutVersion, type SourceStamp } from './cache-layout.js'
import type { Dataset, Split } from './dataset.js'
import { sharedBytes } from './shared-bytes.js'

/** What became of a cache. */
export type CacheReading =
  | { readonly status: 'ok'; readonly dataset: Dataset }
  | { readonly status: 'absent' }
  | { readonly status: 'unusable'; readonly why: string }

/** Reads the cache of a source, checked against the source's stamp and its own checksum. Never throws. */
export async function readCache(path: string, source: SourceStamp): Promise<CacheReading> {
  let file: Buffer
  try {
    file = await readShared(path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? { status: 'absent' } : unusable(`the cache cannot be read (${message})`)
  }
  const lineEnd = file.indexOf('\n')
  const header = parseHeader(file.toString('utf8', 0, Math.max(lineEnd, 0)))
  if (header === undefined) return unusable('the cache is damaged (no header)')
  if (header.layout !== layoutVersion) return unusable('the cache is of another version of sweep')
  const { content } = header
  if (content.source.size !== source.size || content.source.state !== source.state) {
    return unusable('the cache is of an older state')
  }
  const imageSize = content.height * content.width
  const bytes = content.splits.reduce((sum, { count }) => sum + count * (imageSize + 1), lineEnd + 1)
  if (file.length !== bytes) return unusable(`the cache is damaged (${file.length} bytes, expected ${bytes})`)
  const splits = cutSplits(file, lineEnd + 1, content.splits, imageSize)
  if (contentSum(content, Object.values(splits)) !== header.sha256) {
    return unusable('the cache is damaged (its checksum differs)')
  }
  const { classes, height, width, bySubject } = content
  return { status: 'ok', dataset: { classes, height, width, splits, ...(bySubject && { bySubject }) } }
}

/** A whole file, on bytes that threads can share. */
async function readShared(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const bytes = sharedBytes((await file.stat()).size)
    let held = 0
    while (held < bytes.length) {
      const { bytesRead } = await file.read(bytes, held, bytes.length - held, held)
      if (bytesRead === 0) throw new Error('it became shorter while it was read')
      held += bytesRead
    }
    return Buffer.from(bytes.buffer)
  } finally {
    await file.close()
  }
}

function unusable(why: string): CacheReading {
  return { status: 'unusable', why }
}

/** Only a header of our own layout is looked into; its checksum vouches for the rest. */
function parseHeader(line: string): CacheHeader | undefined {
  try {
    const header = JSON.parse(line) as CacheHeader
    if (header.layout !== layoutVersion) return typeof header.layout === 'number' ? header : undefined
    const { source, splits } = header.content
    return typeof source.size === 'number' && Array.isArray(splits) ? header : undefined
  } catch {
    return undefined
  }
}

/** Views into the file, without a copy. */
function cutSplits(
  file: Buffer,
  start: number,
  splits: readonly { readonly name: string; readonly count: number }[],
  imageSize: number,
): Record<string, Split> {
  let position = start
  const cut = (length: number) => {
    const view = new Uint8Array(file.buffer, file.byteOffset + position, length)
    position += length
    return view
  }
  return Object.fromEntries(
    splits.map(({ name, count }) => [name, { count, images: cut(count * imageSize), labels: cut(count) }]),
  )
}
