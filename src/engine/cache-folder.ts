import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where engines are installed: a folder of the user's cache, which no `npm ci` empties. `SWEEP_CACHE_DIR` names another. */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.SWEEP_CACHE_DIR) return resolve(env.SWEEP_CACHE_DIR)
  return join(cacheOfUser(env, platform, home), 'tfjs-sweep')
}

function cacheOfUser(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env.XDG_CACHE_HOME) return resolve(env.XDG_CACHE_HOME)
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
  return join(home, '.cache')
}
