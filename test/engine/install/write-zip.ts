import { writeFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

export interface ZipMember {
  readonly name: string
  readonly content: string
  /** Unix mode; a plain file when left out. */
  readonly mode?: number
  /** What the archive says of the content's checksum, when that is a lie. */
  readonly crc?: number
}

/** Writes a real zip archive, members stored without compression. */
export async function writeZip(path: string, members: readonly ZipMember[]): Promise<void> {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, content, mode = 0o100644, crc = crc32(content) } of members) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(content)]
    // From "version needed" to "extra field length", the same in both headers.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc, 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((mode << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    // "Made by" Unix, so that the mode counts.
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), common, rest, nameBytes)
    files.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  await writeFile(path, Buffer.concat([...files, central, end]))
}
