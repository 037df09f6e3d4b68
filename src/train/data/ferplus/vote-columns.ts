import type { Emotion } from '../emotions.js'

/** The columns of fer2013new.csv that are read, and which class of FER2013 each votes for; undefined for none of them. */
export const voteColumns: Readonly<Record<string, Emotion | undefined>> = {
  neutral: 'Neutral',
  happiness: 'Happy',
  surprise: 'Surprise',
  sadness: 'Sad',
  anger: 'Angry',
  disgust: 'Disgust',
  fear: 'Fear',
  contempt: undefined,
  unknown: undefined,
  NF: undefined,
}
