import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BenchError } from '../shared/bench-error.js'
import { runChild } from '../shared/run-child.js'
import { sweepMain } from '../shared/sweep-main.js'
import { fillRun } from './fill-run.js'

export interface ScaleSettings {
  readonly rounds: number
  /** Trials of the run that is resumed. */
  readonly resumed: number
  /** Trials of the run that is reported. */
  readonly reported: readonly number[]
}

export interface ScaleTime {
  readonly what: string
  /** Seconds from the start of the command, one for each round. */
  readonly seconds: readonly number[]
  /** Largest resident memory in bytes, one for each round. */
  readonly memory: readonly number[]
}

/** Times commands on sweeps of many trials, each in a process of its own, and an empty Node beside them. */
export async function measureScale(
  { rounds, resumed, reported }: ScaleSettings,
  log: (line: string) => void,
): Promise<readonly ScaleTime[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-bench-'))
  try {
    const measured: ScaleTime[] = []
    const repeat = async (what: string, once: () => Promise<Once>) => {
      const all: Once[] = []
      for (let round = 0; round < rounds; round++) all.push(await once())
      measured.push({ what, seconds: all.map(({ seconds }) => seconds), memory: all.map(({ memory }) => memory) })
      log(`${what}: ${all.map(({ seconds }) => seconds.toFixed(2)).join(', ')} s`)
    }
    await repeat('an empty Node', () => timed(['-e', '0']))
    for (const [grid, file] of await grids(folder)) {
      await repeat(`sweep plan: ${grid}`, () => timed([sweepMain, 'plan', file, '--runs-dir', join(folder, 'none')]))
    }
    const left = rounds + 1
    const resumeFolder = await mkdtemp(join(folder, 'resume-'))
    await fillRun(resumeFolder, resumed, left * 3)
    await repeat(`sweep resume: ${count(resumed)} trials, to the first attempt`, () => firstAttempt(resumeFolder))
    for (const trials of reported) {
      const reportFolder = await mkdtemp(join(folder, 'report-'))
      await fillRun(reportFolder, trials, 0)
      const args = [sweepMain, 'report', '--top', '10', '--runs-dir', join(reportFolder, 'runs')]
      await repeat(`sweep report --top 10: ${count(trials)} trials`, () => timed(args))
    }
    return measured
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Once {
  readonly seconds: number
  readonly memory: number
}

/** Preloaded, says at its end how much memory the process took. */
const memoryProbe = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('max_rss ' + process.resourceUsage().maxRSS + '\\n'))",
)}`

async function timed(args: readonly string[]): Promise<Once> {
  let memory = 0
  const onLine = (line: string) => {
    const kilobytes = /^max_rss (\d+)$/.exec(line)?.[1]
    if (kilobytes !== undefined) memory = Number(kilobytes) * 1024
  }
  const { seconds } = (await runChild({
    command: process.execPath,
    args: ['--import', memoryProbe, ...args],
    env: process.env,
    onLine,
  }))!
  return { seconds, memory }
}

/** Resumes until a trial starts, then stops it. */
async function firstAttempt(folder: string): Promise<Once> {
  const began = performance.now()
  let seconds: number | undefined
  const onLine = (line: string, pid: number) => {
    if (seconds !== undefined || !/^trial \d+ .*started/.test(line)) return
    seconds = (performance.now() - began) / 1000
    process.kill(pid, 'SIGINT')
  }
  const args = [sweepMain, 'resume', '--as-run', '--workers', '1', '--runs-dir', join(folder, 'runs')]
  try {
    await runChild({ command: process.execPath, args, env: process.env, onLine })
  } catch (error) {
    if (!(error instanceof BenchError) || !error.message.includes('exit code 130')) throw error
  }
  if (seconds === undefined) throw new BenchError('sweep resume started no trial')
  return { seconds, memory: 0 }
}

async function grids(folder: string): Promise<readonly (readonly [string, string])[]> {
  const experiment = fileURLToPath(new URL('../orchestrator/trivial.js', import.meta.url))
  const ten = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]'
  const text = (rules: string) => `
name: grid
experiment: ${JSON.stringify(experiment)}
metric: { name: value, goal: minimize }
${rules}
parameters: { a: ${ten}, b: ${ten}, c: ${ten}, d: ${ten}, e: ${ten}, f: ${ten}, g: ${ten} }
`
  const rules = 'when: ["a + b < 12", "c <= d"]\nexclude: [{ a: 1, g: 2 }]'
  const plain = join(folder, 'plain.yaml')
  const ruled = join(folder, 'ruled.yaml')
  await writeFile(plain, text(''))
  await writeFile(ruled, text(rules))
  return [
    ['a grid of 10,000,000', plain],
    ['the same with two constraints and an exclusion', ruled],
  ]
}

function count(trials: number): string {
  return trials.toLocaleString('en')
}
