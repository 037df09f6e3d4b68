export { predictedClasses } from '../../core/evaluation/predicted-classes.js'
