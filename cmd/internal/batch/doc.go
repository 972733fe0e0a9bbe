// Package batch runs the same task for many towns: on all cores, in blocks,
// with what is done kept on disk, so that a run that was killed goes on where
// it stopped and ends with the same result to the byte.
//
// A [Job] is a numbered list of tasks. Workers take blocks of them in order and
// results are handed on in order too, a few blocks at a time, so that a run
// may be longer than memory is wide. Each finished block goes into a
// [Checkpoint]; the same job finds it there and does not repeat it. What a task
// returns must depend on its number alone, and what the checkpoint's key names
// must be all that it depends on besides: data, weights, question, program.
package batch
