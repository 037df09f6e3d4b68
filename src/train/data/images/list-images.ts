import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DataError } from '../data-error.js'
import { type Entries, listEntries } from './list-entries.js'
import { splitBySubject } from './split-by-subject.js'

/** Image files by split, and the class of each. */
export interface ListedImages {
  /** Names of the class folders with images in them, sorted as torchvision's ImageFolder does. */
  readonly classes: readonly string[]
  readonly splits: readonly ListedSplit[]
  /** They were divided so that no subject is in two splits. */
  readonly bySubject?: true
}

export interface ListedSplit {
  readonly name: string
  readonly images: readonly ListedImage[]
}

export interface ListedImage {
  /** Path below the folder. */
  readonly path: string
  /** Index of its class. */
  readonly label: number
}

/** What a folder of images looks like, for errors. */
const imageLayouts = 'CLASS/*.png or SPLIT/CLASS/*.png (.jpg, .jpeg)'

/**
 * The images of a folder that holds SPLIT/CLASS/*.png, or CLASS/*.png. The latter are one split, `all`; files named as
 * those of CK+ are split by subject. `log` receives what was left out, and how the subjects of CK+ are divided. Throws
 * DataError for any other layout.
 */
export async function listImages(folder: string, log: (line: string) => void): Promise<ListedImages> {
  const top = await listEntries(folder)
  const below = await entriesOf(folder, top.folders)
  const split = below.find(({ entries }) => entries.folders.length > 0)
  const byClass = below.find(({ entries }) => entries.images.length > 0)
  if (split !== undefined && byClass !== undefined) {
    throw new DataError(
      `${folder}: images stand in ${byClass.name}/ itself, and folders in ${split.name}/; expected one layout, ${imageLayouts}`,
    )
  }
  const groups = split === undefined ? [{ name: 'all', folder: '', below }] : await groupsOf(folder, below)
  const folders = groups.flatMap((group) => group.below)
  const classes = namesOf(folders.filter(({ entries }) => entries.images.length > 0))
  if (classes.length > 256) throw new DataError(`${folder}: ${classes.length} folders of classes, expected at most 256`)
  const splits = groups.map((group) => ({ name: group.name, images: imagesOf(group, classes) }))
  const empty = splits.find(({ images }) => images.length === 0)
  if (empty !== undefined) {
    const missing = 'no folder of a class with images in it'
    throw new DataError(
      split === undefined
        ? `${folder}: no IDX files, and ${missing}; expected pairs like train-images-idx3-ubyte.gz and ` +
            `train-labels-idx1-ubyte.gz, or ${imageLayouts}`
        : `${join(folder, empty.name)}: ${missing}; expected ${imageLayouts}`,
    )
  }
  const others = [...top.others, ...top.images, ...(split === undefined ? [] : othersOf('', below))]
  sayOthers(folder, [...others, ...groups.flatMap((group) => othersOf(group.folder, group.below))], log)
  const unseen = namesOf(folders).filter((name) => !classes.includes(name))
  sayClasses(folder, unseen, log)
  const divided = split === undefined ? splitBySubject(folder, splits[0]!, log) : undefined
  return divided === undefined ? { classes, splits } : { classes, splits: divided, bySubject: true }
}

interface Named {
  /** Path below the folder of the list. */
  readonly name: string
  readonly entries: Entries
}

interface Group {
  readonly name: string
  /** Path below the folder of all images. */
  readonly folder: string
  /** A folder for every class. */
  readonly below: readonly Named[]
}

async function entriesOf(folder: string, names: readonly string[]): Promise<readonly Named[]> {
  return Promise.all(names.map(async (name) => ({ name, entries: await listEntries(join(folder, name)) })))
}

async function groupsOf(folder: string, splits: readonly Named[]): Promise<readonly Group[]> {
  const groups = splits.map(async ({ name, entries }) => {
    const below = await entriesOf(join(folder, name), entries.folders)
    const deep = below.find((one) => one.entries.folders.length > 0)
    if (deep === undefined) return { name, folder: name, below }
    const where = join(folder, name, deep.name, deep.entries.folders[0]!)
    throw new DataError(`${where}: a folder within that of a class; expected ${imageLayouts}`)
  })
  return Promise.all(groups)
}

/**
 * By the hash of their names, so that a part of a split (`all[:90%]`, the first rows) has all classes, and is always the
 * same.
 */
function imagesOf({ folder, below }: Group, classes: readonly string[]): readonly ListedImage[] {
  const images = below.flatMap(({ name, entries }) =>
    entries.images.map((image) => ({ name: `${name}/${image}`, label: classes.indexOf(name) })),
  )
  const keys = new Map(images.map(({ name }) => [name, createHash('sha256').update(name).digest('hex')]))
  const order = images.sort((a, b) => (keys.get(a.name)! < keys.get(b.name)! ? -1 : 1))
  return order.map(({ name, label }) => ({ path: join(folder, name), label }))
}

/** Each once, sorted. */
function namesOf(folders: readonly Named[]): readonly string[] {
  return [...new Set(folders.map(({ name }) => name))].sort()
}

function othersOf(folder: string, below: readonly Named[]): readonly string[] {
  return below.flatMap(({ name, entries }) => entries.others.map((other) => join(folder, name, other)))
}

function sayOthers(folder: string, others: readonly string[], log: (line: string) => void): void {
  if (others.length > 0) log(`${folder}: left out, as they are no PNG or JPEG of a class: ${firstOf(others)}`)
}

/** A class that nothing shows would widen the network, and be scored as one never recognized. */
function sayClasses(folder: string, unseen: readonly string[], log: (line: string) => void): void {
  if (unseen.length > 0) log(`${folder}: left out, as classes without images: ${firstOf(unseen)}`)
}

function firstOf(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names[0]} and ${names.length - 1} more`
}
