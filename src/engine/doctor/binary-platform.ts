/**
 * What a native library was built for, as `linux-x64`, `darwin-arm64` or `win32-x64`, from its first bytes (1024 are
 * enough): ELF, Mach-O and PE, as the specifications of these formats lay out their headers. Undefined for anything else.
 */
export function binaryPlatform(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at16 = (offset: number) => (offset + 2 <= view.byteLength ? view.getUint16(offset, true) : -1)
  const at32 = (offset: number) => (offset + 4 <= view.byteLength ? view.getUint32(offset, true) : -1)
  const named = (platform: string, architecture: string | undefined) => architecture && `${platform}-${architecture}`
  if (at32(0) === 0x464c457f) return named('linux', elfMachines[at16(18)])
  if (at32(0) === 0xfeedfacf) return named('darwin', machTypes[at32(4)])
  if (at16(0) === 0x5a4d && at32(at32(60)) === 0x4550) return named('win32', peMachines[at16(at32(60) + 4)])
  return undefined
}

const elfMachines: Readonly<Record<number, string>> = { 62: 'x64', 183: 'arm64' }
const machTypes: Readonly<Record<number, string>> = { 16777223: 'x64', 16777228: 'arm64' }
const peMachines: Readonly<Record<number, string>> = { 34404: 'x64', 43620: 'arm64' }
