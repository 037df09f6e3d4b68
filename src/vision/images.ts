import { defineClassifier } from './classify/classifier.js'

/**
 * The experiment `images`: tells the class of gray images of any one size, from IDX files (as MNIST's) or a folder of
 * images by class. It sees whole images, unchanged, until its parameters say otherwise.
 */
export default defineClassifier()
