import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** A mount of one's own in a namespace of one's own: root may, others where the kernel lets them. */
const mounting = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/tmp'])
const why = mounting.error?.message ?? mounting.stderr.toString().trim()

test.skipIf(mounting.status !== 0).each([
  // The checkpoints fill it, or the database does; `ballast` is what else lies there, in bytes.
  [
    'checkpoints',
    { kilobytes: 900, steps: [8, 9, 10, 11], metrics: 1 },
    8_500_000,
    // While a checkpoint is half written the database may be what finds no room.
    /checkpoints\/\w+ cannot be written to: ENOSPC|\(SQLITE_(FULL|IOERR\w*)\)/,
  ],
  [
    'the database',
    { kilobytes: 0, steps: [100, 101, 102, 103], metrics: 400 },
    11_500_000,
    /sweep\.db: .*\(SQLITE_(FULL|IOERR\w*)\)/,
  ],
])(
  `a real file system of 12 MB, filled by %s, stops the sweep; when there is room, resume brings it to its end${why && ` (skipped: ${why})`}`,
  async (_what, { kilobytes, steps, metrics }, ballast, complaint) => {
    const folder = await temporaryFolder()
    await copyFile(fileURLToPath(experimentUrl('hoards.js')), join(folder, 'hoards.js'))
    await mkdir(join(folder, 'small'))
    await writeFile(join(folder, 'hoard.yaml'), sweepFile({ kilobytes, steps, metrics }))
    await writeFile(join(folder, 'script.sh'), script(ballast))
    await runToEnd(
      spawn('unshare', ['-rm', 'sh', 'script.sh'], {
        cwd: folder,
        env: { ...process.env, NODE: process.execPath, MAIN: main },
      }),
    )
    const read = (name: string) => readFile(join(folder, name), 'utf8')

    const stopped = await read('stopped.err')
    expect(stopped).toMatch(complaint)
    expect(stopped).toMatch(/Everything that was finished is kept\. The file system of small\/runs has [\d.]+ \w+ free/)
    expect(stopped).toContain('go on with: sweep resume full')
    expect(await read('codes')).toBe('2\n0\n')

    const resumed = await read('resumed.err')
    const { trials } = JSON.parse(await read('resumed.out')) as { trials: readonly { status: string; steps: number }[] }
    expect(trials.map(({ status }) => status)).toEqual(Array(4).fill('complete'))
    expect(trials.map((trial) => trial.steps).sort((a, b) => a - b)).toEqual(steps)
    for (const [, trial] of stopped.matchAll(/^(trial \d+) .*: complete/gm)) {
      expect(resumed).not.toContain(`${trial} `)
    }
    expect(await read('partial')).toBe('')
  },
)

const sweepFile = ({
  kilobytes,
  steps,
  metrics,
}: {
  kilobytes: number
  steps: readonly number[]
  metrics: number
}) => `name: hoard
experiment: ./hoards.js
metric: { name: score, goal: maximize }
parameters:
  kilobytes: ${kilobytes}
  steps: [${steps.join(', ')}]
  metrics: ${metrics}
`

/** Fills the small file system, runs, makes room, resumes; all in one namespace, where alone the mount is seen. */
const script = (ballast: number) => `mount -t tmpfs -o size=12m none small || exit 99
head -c ${ballast} /dev/zero > small/ballast
"$NODE" "$MAIN" run hoard.yaml --name full --engine cpu --runs-dir small/runs > stopped.out 2> stopped.err
echo $? > codes
rm small/ballast
"$NODE" "$MAIN" resume full --runs-dir small/runs --json > resumed.out 2> resumed.err
echo $? >> codes
find small -name '*.partial' > partial
`

async function runToEnd(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.on('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  expect(await ended).toBe(0)
}
