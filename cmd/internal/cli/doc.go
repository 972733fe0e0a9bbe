// Package cli is the command line of shimai.
//
// # Shape
//
// One file a command: a constructor newX(e) that declares flags, an options
// struct where there are any, and a run function. To add a command, write its
// file and put the constructor into the list in root.go; nothing registers
// itself. A run function
//
//  1. asks e.output(formats…) for the way out, so that a wrong --format or -o
//     is an error before any work is done;
//  2. asks the desk of package answer for the answer (e.Recommend, e.Ties), or
//     for what it makes one of itself (e.Data, e.Resolve, e.Engine): nothing is
//     opened before somebody asks;
//  3. hands the answer's result to output.write: a document of columns and rows
//     for people and spreadsheets, typed structs for JSON.
//
// stdout is the result, stderr the rest. Errors are values up to [Main], which
// prints them as one sentence with the next step and maps them to the exit
// status by the one table in exit.go.
package cli
