import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Finding } from '#sweep/engine/diagnosis.js'
import { diagnose } from '#sweep/engine/diagnosis.js'
import type { MachineFacts } from '#sweep/engine/machine-facts.js'
import { binaryPlatform, parseCpuQuota } from '#sweep/engine/machine-facts.js'
import { renderFindings } from '#sweep/report/engines.js'
import { sweep } from '../../cli/sweep-process.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { useEnvironment } from '../../contract/use-environment.js'
import { badMachine, goodMachine } from './example-facts.js'

test.each([
  ['a machine on which all is well', goodMachine, 'doctor-good.txt'],
  ['a machine on which little is', badMachine, 'doctor-bad.txt'],
])('what is said of %s', async (_name, facts, file) => {
  await expect(`${renderFindings(diagnose(facts))}\n`).toMatchFileSnapshot(`../../golden/${file}`)
})

const h100 = { index: 0, uuid: 'GPU-1', name: 'H100', memoryMebibytes: 81559, driver: '550' }
const gpuEngine = {
  ...goodMachine.engines[0]!,
  device: 'GPU (libtensorflow)',
  deviceKind: 'gpu',
} as MachineFacts['engines'][0]

const rows: [string, Partial<MachineFacts>, string, Finding['state'], RegExp][] = [
  ['the oldest Node that will do', { node: { version: '20.19.0', minimum: '20.19' } }, 'Node', 'ok', /^20\.19\.0$/],
  ['a Node that is one too old', { node: { version: '20.18.9', minimum: '20.19' } }, 'Node', 'fail', /20\.18\.9.*nvm/],
  ['a newer Node', { node: { version: '24.1.0', minimum: '20.19' } }, 'Node', 'ok', /^24\.1\.0$/],
  [
    'memory for two of eight workers',
    { memory: { total: 4e9, limit: null, available: 1.4e9 } },
    'memory',
    'warn',
    /1\.40 GB available of 4\.00 GB.*--workers 2$/,
  ],
  ['memory for nobody', { memory: { total: 4e9, limit: null, available: 1e8 } }, 'memory', 'warn', /--workers 1$/],
  [
    'a container with little memory',
    { memory: { total: 4e11, limit: 8e9, available: 8e9 } },
    'memory',
    'ok',
    /^8\.00 GB available of the 8\.00 GB that this container/,
  ],
  ['a container with half a core', { cores: { count: 8, quota: 0.5 } }, 'cores', 'warn', /0\.5 busy.*--workers 1$/],
  ['a container with all cores', { cores: { count: 8, quota: 8 } }, 'cores', 'ok', /^8$/],
  [
    'a driver that fails',
    { gpus: { kind: 'broken_driver', reason: 'Driver/library version mismatch' } },
    'GPU',
    'warn',
    /mismatch.*nvidia-smi$/,
  ],
  [
    'a GPU that the engine uses',
    { gpus: { kind: 'listed', gpus: [h100] }, engines: [gpuEngine] },
    'GPU 0',
    'ok',
    /^H100, 79\.6 GiB, driver 550$/,
  ],
  [
    'a GPU that it does not use',
    { gpus: { kind: 'listed', gpus: [h100] } },
    'GPU 0',
    'warn',
    /npx sweep engine install --gpu$/,
  ],
  [
    'no native engine',
    { binding: null, engines: [{ name: 'tensorflow', result: 'absent', reason: 'Not installed.' }] },
    'engine tensorflow',
    'warn',
    /^Not installed\..*Native speed: npx sweep engine install$/,
  ],
  [
    'an engine of the package that is missing',
    { engines: [{ name: 'wasm', result: 'absent', reason: 'Gone.' }] },
    'engine wasm',
    'fail',
    /npm install$/,
  ],
  [
    'a binding that is no library',
    { binding: { file: '/a.node', builtFor: null, needed: 'linux-x64' } },
    'native binding',
    'fail',
    /not a library: \/a\.node.*engine install$/,
  ],
]
test.each(rows)('%s', (_name, facts, subject, state, text) => {
  const findings = diagnose({ ...goodMachine, ...facts })
  const found = findings.find((finding) => finding.subject === subject)!
  expect(`${found.found} ${found.advice ?? ''}`.trim()).toMatch(text)
  expect(found.state).toBe(state)
  // Whoever is warned is told what to do, and nobody else.
  for (const finding of findings) expect(finding.advice === null).toBe(finding.state === 'ok')
})

test.each([
  ['max 100000\n', null],
  ['150000 100000\n', 1.5],
  ['-1 100000', null],
  [' ', null],
  ['', null],
])('a control group that says %j', (text, quota) => expect(parseCpuQuota(text)).toBe(quota))

describe('the platform of a native library', () => {
  const bytes = (length: number, parts: Readonly<Record<number, readonly number[]>>) => {
    const all = new Uint8Array(length)
    for (const [offset, part] of Object.entries(parts)) all.set(part, Number(offset))
    return all
  }
  test.each([
    ['ELF', bytes(64, { 0: [0x7f, 0x45, 0x4c, 0x46], 18: [0xb7, 0] }), 'linux-arm64'],
    ['Mach-O', bytes(64, { 0: [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1] }), 'darwin-arm64'],
    ['PE', bytes(512, { 0: [0x4d, 0x5a], 60: [0x80, 0], 128: [0x50, 0x45, 0, 0, 0x64, 0x86] }), 'win32-x64'],
    ['text', new TextEncoder().encode('module.exports = {}'), undefined],
    ['nothing', new Uint8Array(0), undefined],
    ['half a PE', bytes(64, { 0: [0x4d, 0x5a], 60: [0x80, 0] }), undefined],
  ])('%s', (_name, header, platform) => expect(binaryPlatform(header)).toBe(platform))

  test('this process was built for this machine', async () => {
    const header = (await readFile(process.execPath)).subarray(0, 1024)
    expect(binaryPlatform(header)).toBe(`${process.platform}-${process.arch}`)
  })
})

describe('sweep doctor', () => {
  test('looks at this machine', async () => {
    const folder = await temporaryFolder()
    useEnvironment({ SWEEP_CACHE_DIR: join(folder, 'cache') })
    const { code, stdout } = await sweep(folder, 'doctor', '--json')
    const findings = JSON.parse(stdout).findings as readonly Finding[]
    const of = (subject: string) => findings.find((finding) => finding.subject === subject)
    for (const subject of ['Node', 'database', 'engine wasm', 'engine cpu'])
      expect(of(subject)).toMatchObject({ state: 'ok' })
    expect(of('folder of runs')?.found).toContain(join(folder, 'runs'))
    expect(of('cache folder')?.found).toContain(join(folder, 'cache'))
    expect(of('memory')?.found).toMatch(/^[\d.]+ [MG]B available of /)
    expect(code).toBe(findings.some(({ state }) => state === 'fail') ? 1 : 0)
  })

  test('fails for a binding of another machine, and tells of GPUs that are not used', async () => {
    const folder = await temporaryFolder()
    const binding = join(folder, 'tfjs_binding.node')
    // The header of a library for macOS.
    await writeFile(binding, Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe, process.arch === 'arm64' ? 7 : 12, 0, 0, 1))
    const machine = fileURLToPath(new URL('../../fixtures/machine/bin', import.meta.url))
    useEnvironment({ SWEEP_TENSORFLOW_BINDING: binding, PATH: machine + delimiter + process.env.PATH })
    const { code, stdout } = await sweep(folder, 'doctor')
    expect(stdout).toMatch(
      /^warn +GPU 0 +NVIDIA H100 80GB HBM3, 79\.6 GiB, driver 550\.54\.15\n +-> .*engine install --gpu$/m,
    )
    expect(stdout).toMatch(/^warn +GPU 1 +NVIDIA L4/m)
    expect(stdout).toMatch(
      /^fail +native binding +built for darwin-\w+, but this is .*\n +-> Build one .*npx sweep engine install$/m,
    )
    expect(stdout).toMatch(/^\d failures?, \d warnings?\.$/m)
    expect(code).toBe(1)
  })

  test.skipIf(process.getuid?.() === 0)('fails for a folder of runs that cannot be written to', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'shut'))
    await chmod(join(folder, 'shut'), 0o500)
    const { code, stdout } = await sweep(folder, 'doctor', '--runs-dir', join('shut', 'runs'))
    expect(stdout).toMatch(/^fail +folder of runs .*cannot be written to\n +-> .*--runs-dir DIR$/m)
    expect(code).toBe(1)
  })
})
