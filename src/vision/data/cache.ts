import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { writeBeside } from '../../core/files.js'
import { DataError, type Dataset, type Split, sharedBytes } from './dataset.js'

interface CachedSource {
  /** Of a file or folder; its cache lies beside it, as `path.cache`. */
  readonly path: string
  readonly stamp: () => Promise<SourceStamp>
  readonly read: () => Promise<Dataset>
}

/**
 * Reads a source through a cache beside it. A cache that does not fit the source, or is damaged, is made anew; a cache
 * that cannot be written is done without. Both are logged. Throws DataError for a source that changes while it is read.
 */
export async function throughCache(source: CachedSource, log: (line: string) => void): Promise<Dataset> {
  const { path } = source
  const cachePath = `${path.replace(/[/\\]+$/, '')}.cache`
  const stamp = await source.stamp()
  const cached = await readCache(cachePath, stamp)
  switch (cached.status) {
    case 'ok':
      return cached.dataset
    case 'unusable':
      log(`${cachePath}: ${cached.why}; reading ${path} again`)
      break
    case 'absent':
      break
    default:
      cached satisfies never
  }
  const dataset = await source.read()
  const after = await source.stamp()
  if (after.size !== stamp.size || after.state !== stamp.state) {
    throw new DataError(`${path}: it changed while it was read; start again when it is complete`)
  }
  try {
    await writeCache(cachePath, stamp, dataset)
    log(`${cachePath}: written, so that the next start is quick`)
  } catch (error) {
    log(`${cachePath}: cannot be written (${(error as Error).message}); going on without a cache`)
  }
  return dataset
}

/**
 * The first line of a cache, as JSON. After its line feed follow, for every split in turn, images then labels as bytes.
 * Add one to `layoutVersion` whenever this, or what the reader makes of a source, changes.
 */
interface CacheHeader {
  readonly layout: number
  /** Of the content and those bytes, in hex: `contentSum`. */
  readonly sha256: string
  readonly content: CacheContent
}

interface CacheContent {
  readonly source: SourceStamp
  readonly classes: readonly string[]
  readonly height: number
  readonly width: number
  readonly splits: readonly { readonly name: string; readonly count: number }[]
  /** As a Dataset has it. */
  readonly bySubject?: true
}

/** What tells one state of a source from another. */
export interface SourceStamp {
  /** Bytes, of all its files. */
  readonly size: number
  /** Of a file: when it was written, nanoseconds since 1970 in digits. Of a folder: a checksum of names, sizes and times. */
  readonly state: string
}

const layoutVersion = 3

/** The checksum of a cache's content and bytes. */
function contentSum(content: CacheContent, splits: readonly Split[]): string {
  const hash = createHash('sha256').update(JSON.stringify(content))
  for (const { images, labels } of splits) hash.update(images).update(labels)
  return hash.digest('hex')
}

/** What became of a cache. */
type CacheReading =
  | { readonly status: 'ok'; readonly dataset: Dataset }
  | { readonly status: 'absent' }
  | { readonly status: 'unusable'; readonly why: string }

/** Reads the cache of a source, checked against the source's stamp and its own checksum. Never throws. */
async function readCache(path: string, source: SourceStamp): Promise<CacheReading> {
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

/** Writes a dataset as the cache of a source. */
async function writeCache(path: string, source: SourceStamp, dataset: Dataset): Promise<void> {
  const { classes, height, width, bySubject } = dataset
  const splits = Object.entries(dataset.splits)
  const content: CacheContent = {
    source,
    classes,
    height,
    width,
    splits: splits.map(([name, { count }]) => ({ name, count })),
    ...(bySubject && { bySubject }),
  }
  const sha256 = contentSum(
    content,
    splits.map(([, split]) => split),
  )
  await writeBeside(path, async (file) => {
    await file.writeFile(`${JSON.stringify({ layout: layoutVersion, sha256, content })}\n`)
    for (const [, { images, labels }] of splits) {
      await file.writeFile(images)
      await file.writeFile(labels)
    }
  })
}
