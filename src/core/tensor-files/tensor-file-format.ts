/** What a file of tensors holds, with the version of how it is written; `format` in the metadata of the file. */
export type TensorFileFormat = 'sweep-checkpoint/1' | 'sweep-artifact/1'
