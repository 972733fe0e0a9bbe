// Package brief reads what a town wants: the YAML file that a municipality or
// its consultant fills in once and hands to recommend, portfolio, explain,
// report and batch.
//
// [Shape] is the one table of keys: the check of a file, docs/brief.schema.json
// and the table in docs/brief.md are made from it. Errors name file, line, key,
// value and what is allowed, and wrap config.ErrInvalid.
//
// A brief is words. Which country "英国" is, whether "Banff" is known and which
// places are known for buckwheat are questions to the data, which this package
// knows nothing of: the command line looks them up, and tells with [Brief.Line]
// on which line of the file a word stands that nothing answers to.
package brief
