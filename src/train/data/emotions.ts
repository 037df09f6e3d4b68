/** The classes of FER2013; a label is an index into them. */
export const emotions = ['Angry', 'Disgust', 'Fear', 'Happy', 'Sad', 'Surprise', 'Neutral'] as const

export type Emotion = (typeof emotions)[number]
