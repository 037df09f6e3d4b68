import { writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Dataset } from '#sweep/vision/data/dataset.js'
import { loadDataset } from '#sweep/vision/data/sources.js'
import { ferPixels, ferRow } from './fer-row.js'
import { temporaryFolder } from './temporary-folder.js'

const at = temporaryFolder()
const header = 'emotion,pixels,Usage'

async function load(text: string): Promise<Dataset> {
  await writeFile(at('fer.csv'), text)
  return loadDataset({ kind: 'file', path: at('fer.csv') }, () => {})
}

describe('a file in the form of fer2013.csv', () => {
  const rows = [
    ferRow({ emotion: '0', pixels: ferPixels(1) }),
    ferRow({ emotion: '6', pixels: ferPixels(2), usage: 'PrivateTest' }),
    ferRow({ emotion: '2', pixels: ferPixels(3) }),
  ]
  const quoted = rows.map((row) => row.replace(/,(.*),/, ',"$1",'))
  const allQuoted = rows.map((row) => row.replace(/[^,]+/g, '"$&"'))

  test.each([
    ['with line feeds', [header, ...rows, ''].join('\n')],
    ['without a last line feed', [header, ...rows].join('\n')],
    ['with carriage returns', [header, ...rows, ''].join('\r\n')],
    ['with quoted pixels', [header, ...quoted, ''].join('\n')],
    ['with every field quoted, and carriage returns', [header, ...allQuoted, ''].join('\r\n')],
    ['with a byte order mark', `\uFEFF${[header, ...rows, ''].join('\n')}`],
    ['with an empty line', [header, '', ...rows, ''].join('\n')],
  ])('is read %s', async (_, text) => {
    const dataset = await load(text)
    expect(dataset).toMatchObject({ height: 48, width: 48 })
    expect(dataset.classes).toEqual(['Angry', 'Disgust', 'Fear', 'Happy', 'Sad', 'Surprise', 'Neutral'])
    expect(dataset.splits).toEqual({
      Training: {
        count: 2,
        images: Uint8Array.from([...ferPixels(1), ...ferPixels(3)]),
        labels: Uint8Array.of(0, 2),
      },
      PrivateTest: { count: 1, images: Uint8Array.from(ferPixels(2)), labels: Uint8Array.of(6) },
    })
  })
})

describe('a broken file is refused with its line:', () => {
  const right = ferRow()
  const wrong = (place: number, value: number | string) => ferPixels(7).with(place, value as number)

  test.each([
    ['an empty file', '', ': the file is empty, expected the header "emotion,pixels,Usage"'],
    ['a header alone', `${header}\n`, ': no row follows the header, expected at least one'],
    [
      'another header',
      `emotion,Usage,pixels\n${right}\n`,
      ':1: the header is "emotion,Usage,pixels", expected "emotion,pixels,Usage"',
    ],
    ['no header', `${right}\n`, `:1: the header is "${right.slice(0, 60)}…", expected "emotion,pixels,Usage"`],
    [
      'too few pixels',
      [header, right, ferRow({ pixels: ferPixels(0).slice(1) }), ''].join('\n'),
      ':3: 2303 pixels, expected 2304',
    ],
    [
      'too many pixels',
      [header, ferRow({ pixels: [...ferPixels(0), 1] }), ''].join('\n'),
      ':2: 2305 pixels, expected 2304',
    ],
    ['no pixels', [header, '3,,Training', ''].join('\n'), ':2: 0 pixels, expected 2304'],
    [
      'an emotion past the last',
      [header, ferRow({ emotion: '7' }), ''].join('\n'),
      ':2: emotion is "7", expected an integer from 0 to 6',
    ],
    [
      'an emotion of two digits',
      [header, ferRow({ emotion: '10' }), ''].join('\n'),
      ':2: emotion is "10", expected an integer from 0 to 6',
    ],
    [
      'an emotion by name',
      [header, ferRow({ emotion: 'Happy' }), ''].join('\n'),
      ':2: emotion is "Happy", expected an integer from 0 to 6',
    ],
    [
      'no emotion',
      [header, ferRow({ emotion: '' }), ''].join('\n'),
      ':2: emotion is "", expected an integer from 0 to 6',
    ],
    [
      'a pixel too bright',
      [header, ferRow({ pixels: wrong(9, 256) }), ''].join('\n'),
      ':2: pixel 10 is "256", expected an integer from 0 to 255',
    ],
    [
      'a negative pixel',
      [header, ferRow({ pixels: wrong(0, -1) }), ''].join('\n'),
      ':2: pixel 1 is "-1", expected an integer from 0 to 255',
    ],
    [
      'a fractional pixel',
      [header, ferRow({ pixels: wrong(2303, 1.5) }), ''].join('\n'),
      ':2: pixel 2304 is "1.5", expected an integer from 0 to 255',
    ],
    [
      'a word among pixels',
      [header, ferRow({ pixels: wrong(4, '12x') }), ''].join('\n'),
      ':2: pixel 5 is "12x", expected an integer from 0 to 255',
    ],
    [
      'an unknown Usage',
      [header, ferRow({ usage: 'Test' }), ''].join('\n'),
      ':2: Usage is "Test", expected one of Training, PublicTest, PrivateTest',
    ],
    [
      'no Usage',
      [header, right.slice(0, right.lastIndexOf(',')), ''].join('\n'),
      ':2: 2 fields, expected 3: emotion,pixels,Usage',
    ],
    ['one field', [header, 'hello', ''].join('\n'), ':2: 1 field, expected 3: emotion,pixels,Usage'],
    [
      'a last line cut among its pixels',
      [header, right, ferRow({ pixels: ferPixels(0).slice(0, 1203) }).replace(/,Training$/, '')].join('\n'),
      ':3: 1203 pixels, expected 2304; the file ends within this line, so it may be cut off',
    ],
    [
      'a last line cut in its Usage',
      [header, right, right.slice(0, -3)].join('\n'),
      ':3: Usage is "Train", expected one of Training, PublicTest, PrivateTest; the file ends within this line, so it may be cut off',
    ],
    ['a line that never ends', `${header}\n${'1 '.repeat(1_000_000)}`, ':2: the line is longer than 1048576 bytes'],
  ])('%s', async (_, text, message) => {
    await expect(load(text)).rejects.toMatchObject({ name: 'DataError', message: `${at('fer.csv')}${message}` })
  })

  test('no file', async () => {
    const loading = loadDataset({ kind: 'file', path: at('none.csv') }, () => {})
    const expected =
      'expected a .csv file in the form of fer2013.csv, a folder of IDX files, or a folder of images by class'
    await expect(loading).rejects.toMatchObject({
      name: 'DataError',
      message: `${at('none.csv')}: no such file or folder; ${expected}`,
    })
  })

  test('a file of another kind', async () => {
    await writeFile(at('faces.txt'), 'hello')
    const loading = loadDataset({ kind: 'file', path: at('faces.txt') }, () => {})
    await expect(loading).rejects.toThrow('faces.txt: expected a .csv file in the form of fer2013.csv')
  })
})
