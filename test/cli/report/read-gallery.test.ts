import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readGallery } from '#sweep/cli/report/rendering.js'
import { checkRequest } from '#sweep/cli/report/request.js'
import { temporaryFolder } from '../../contract/temporary-folder.js'
import { finishedRuns } from '../finished-runs.js'
import { sweepHere } from '../sweep-here.js'

test('what sweep explain has drawn stands in the page of HTML', async () => {
  const folder = await finishedRuns({ first: { trials: [{ params: { lr: 0.1 }, seed: 0, value: 0.5 }] } })
  const png = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  await mkdir(join(folder, 'seen'))
  await writeFile(join(folder, 'seen', 'gallery.png'), png)
  const page = await sweepHere(folder, 'report', 'first', '--format', 'html', '--saliency', 'seen')
  expect(page.code).toBe(0)
  expect(page.stdout).toContain(`<img src="data:image/png;base64,${png.toString('base64')}"`)
  expect(page.stdout).toContain('<figcaption>Drawn by sweep explain: seen</figcaption>')
})

test('a folder without it is refused, and a report that shows no pictures', async () => {
  const folder = await temporaryFolder()
  await expect(readGallery(folder)).rejects.toThrow(
    /gallery\.png cannot be read: .*Draw it first: sweep explain MODEL -o/,
  )
  await writeFile(join(folder, 'gallery.png'), 'text')
  await expect(readGallery(folder)).rejects.toThrow(/it is no PNG/)
  const request = { format: 'table', runsDir: 'runs', saliency: folder } as const
  expect(() => checkRequest(request, 1)).toThrow('--saliency is for a page of HTML. Add --format html')
})
