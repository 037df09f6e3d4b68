import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The folder that holds `include/node` with the headers of Node: what npm's `nodedir` names, or where this Node was
 * installed. Undefined when they are in neither place; node-gyp then fetches them.
 */
export function findHeaders(): string | undefined {
  const places = [process.env.npm_config_nodedir, dirname(dirname(realpathSync(process.execPath)))]
  return places.find(
    (place) => place && ['node_api.h', 'common.gypi'].every((file) => existsSync(join(place, 'include', 'node', file))),
  )
}
