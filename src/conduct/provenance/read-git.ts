import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

export interface GitState {
  readonly commit: string
  /** Whether a tracked file differs from the commit. */
  readonly dirty: boolean
  /** These differences; null when there are none. */
  readonly diff: string | null
}

/** More than this of a difference is not kept. */
const mostCharacters = 1 << 20

/** The state of the repository that a folder lies in; null without one, without a commit, or without git. */
export async function readGit(folder: string): Promise<GitState | null> {
  const commit = await promisify(execFile)('git', ['-C', folder, 'rev-parse', 'HEAD'], { env }).catch(() => null)
  if (!commit) return null
  const diff = await readDiff(folder)
  return { commit: commit.stdout.trim(), dirty: diff !== '', diff: diff === '' ? null : diff }
}

/** Looking writes nothing, not even git's own index. */
const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }

async function readDiff(folder: string): Promise<string> {
  const args = ['-C', folder, 'diff', '--no-color', '--no-ext-diff', '--no-textconv', 'HEAD']
  const git = spawn('git', args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const closed = new Promise((resolve) => git.on('close', resolve).on('error', resolve))
  let text = ''
  for await (const part of git.stdout.setEncoding('utf8')) {
    text += part
    if (text.length <= mostCharacters) continue
    git.kill()
    text = `${text.slice(0, mostCharacters)}\n[cut: the difference is longer than ${mostCharacters} characters]\n`
    break
  }
  await closed
  return text
}
