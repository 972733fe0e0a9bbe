package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// output is the way out: a format, and stdout or a file.
type output struct {
	env    *env
	format string
	file   string
	// width is what the terminal or table has room for, in columns.
	width int
}

// output settles format and file before any work is done. allowed lists the
// formats that the command has.
func (e *env) output(allowed []string) (*output, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	o := &output{env: e, format: cfg.Format, file: e.flags.file, width: e.width()}
	if o.file == "" && e.flags.set.Changed("output") {
		return nil, answer.Usage(answer.Both("-o needs the name of a file; leave it out to write to stdout", "-o にはファイル名が必要です。省略すると標準出力に書きます"))
	}
	if o.file != "" {
		ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(o.file), "."))
		if !slices.Contains(allowed, ext) || ext == answer.FormatTable {
			return nil, wrongExtension(o.file, without(allowed, answer.FormatTable))
		}
		if e.flags.format != "" && e.flags.format != ext {
			return nil, answer.Usage(answer.Words("-o %s and --format %s contradict each other; leave one of them out", "-o %s と --format %s が矛盾しています。どちらかを省いてください",
				answer.Shorten(o.file), answer.Shorten(e.flags.format)))
		}
		o.format = ext
	}
	if o.format == "" {
		o.format = e.usualFormat(allowed)
	}
	if !slices.Contains(allowed, o.format) {
		return nil, answer.Usage(answer.Words("--format %s is not to be had here; allowed are %s", "--format %s はここでは使えません。使える形式: %s", answer.Shorten(o.format), strings.Join(allowed, ", ")))
	}
	return o, nil
}

// wrongExtension refuses a file whose name ends in no format of the command.
func wrongExtension(file string, allowed []string) error {
	return answer.Usage(answer.Words("-o %s: the extension chooses the format; allowed here are .%s", "-o %s: 形式は拡張子で決まります。ここで使えるもの: .%s",
		answer.Shorten(file), strings.Join(allowed, " .")))
}

// usualFormat is the format where none was asked for: a table on a terminal,
// TSV in a pipe, and the first one of a command that has neither.
func (e *env) usualFormat(allowed []string) string {
	format := answer.FormatTSV
	if _, ok := e.terminal(); ok {
		format = answer.FormatTable
	}
	if !slices.Contains(allowed, format) {
		return allowed[0]
	}
	return format
}

func without(list []string, drop string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == drop })
}

// terminal returns the descriptor of stdout when it is a terminal.
func (e *env) terminal() (int, bool) { return terminalOf(e.stdout) }

func terminalOf(w io.Writer) (int, bool) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	return int(f.Fd()), true
}

// Widths of tables: what we assume, and the least that makes sense.
const (
	defaultWidth = 80
	minWidth     = 40
)

// width returns the columns a table may use: COLUMNS, or the terminal's own, or 80.
func (e *env) width() int {
	if n, err := strconv.Atoi(e.getenv("COLUMNS")); err == nil && n > 0 {
		return max(n, minWidth)
	}
	if fd, ok := e.terminal(); ok {
		if n, _, err := term.GetSize(fd); err == nil && n > 0 {
			return max(n, minWidth)
		}
	}
	return defaultWidth
}

// write prints the result, or writes the file and puts it in place at once.
func (o *output) write(r answer.Result) error {
	return o.send(func(w io.Writer) error { return r.Write(w, o.format, o.width) })
}

// send prints what f writes, or writes the file and puts it in place at once.
func (o *output) send(f func(io.Writer) error) error {
	if o.file == "" {
		w := bufio.NewWriter(o.env.stdout)
		if err := f(w); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return fmt.Errorf("write the result: %w", err)
		}
		return nil
	}
	return replaceFile(o.file, f)
}

// replaceFile writes path through a temporary file beside it, so that a full
// disk or an interruption leaves the old file as it was.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, reason(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	w := bufio.NewWriter(f)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, reason(err))
	}
	return nil
}

// reason takes the name of the temporary file, which nobody gave, out of an error.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
