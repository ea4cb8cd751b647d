package suppress

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// ReadBaseline reads the baseline at path, which is taken from the working
// folder dir. Its errors say where in the file something is wrong.
func ReadBaseline(dir, path string) (*Baseline, error) {
	path = filepath.ToSlash(path)
	b, err := NewBaseline(dir, path)
	if err != nil {
		return nil, err
	}
	content, err := readWhole(b.path, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no baseline %q; write one with `edslint lint --write-baseline --baseline %s`", path, path)
	}
	if err != nil {
		return nil, fmt.Errorf("the baseline: %w", err)
	}
	if b.counts, err = parseBaseline(path, content); err != nil {
		return nil, err
	}
	return b, nil
}

// mostBytes is how long a baseline can be.
const mostBytes = 100 << 20

func readWhole(path, name string) ([]byte, error) {
	f, err := source.Open(path, name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read from
	return io.ReadAll(io.LimitReader(f, mostBytes+1))
}

// baselineReader reads the nodes of a baseline, and keeps the first error.
type baselineReader struct {
	path string
	file *source.File
	err  error
}

func parseBaseline(path string, content []byte) (map[Entry]int, error) {
	limits := source.DefaultLimits()
	limits.Bytes, limits.Nodes = mostBytes, 10_000_000 // it is no stranger's
	r := &baselineReader{path: path, file: source.Parse("baseline.json", content, limits)}
	if len(r.file.Faults) > 0 {
		fault := r.file.Faults[0]
		return nil, r.wrong(fault.Start, "%s; mend it, or write the baseline anew with --write-baseline", fault.Message)
	}
	if len(r.file.Documents) == 0 {
		return nil, r.wrong(0, "the baseline is empty; write it anew with --write-baseline")
	}
	counts := map[Entry]int{}
	root := r.file.Documents[0].Root
	members := r.members(root, "the baseline", "version", "findings")
	if r.err == nil {
		r.version(members["version"])
	}
	if list := members["findings"]; r.err == nil && list.Kind != source.Array {
		r.wrong(list.Start, "`findings` is %s, and must be a list", list.Kind)
	} else if r.err == nil {
		for _, item := range list.Items {
			entry, count := r.entry(item)
			counts[entry] = max(counts[entry], count) // two branches may each have written it
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	return counts, nil
}

// wrong keeps an error at an offset, unless there is one already.
func (r *baselineReader) wrong(at int, format string, args ...any) error {
	if r.err == nil {
		place := r.file.Position(at)
		r.err = fmt.Errorf("%s:%d:%d: %s", r.path, place.Line, place.Column, fmt.Sprintf(format, args...))
	}
	return r.err
}

// members returns the members of an object, which has all of those names and
// no others.
func (r *baselineReader) members(n *source.Node, what string, names ...string) map[string]*source.Node {
	if n.Kind != source.Object {
		r.wrong(n.Start, "%s is %s, and must be an object", what, n.Kind)
		return nil
	}
	found := map[string]*source.Node{}
	for _, m := range n.Members {
		if !slices.Contains(names, m.Key.Text) {
			near := spelling.Nearest(m.Key.Text, names)
			if near != "" {
				near = fmt.Sprintf("; did you mean `%s`?", near)
			}
			r.wrong(m.Key.Start, "%s has no member `%s`%s", what, m.Key.Text, near)
		}
		found[m.Key.Text] = m.Value
	}
	for _, name := range names {
		if found[name] == nil {
			r.wrong(n.Start, "%s lacks its member `%s`", what, name)
		}
	}
	return found
}

func (r *baselineReader) version(n *source.Node) {
	version := r.number(n, "version")
	if r.err == nil && version != baselineVersion {
		r.wrong(n.Start, "the baseline is of version %d, but this edslint reads version %d; use the edslint that wrote it, or write it anew with --write-baseline", version, baselineVersion)
	}
}

func (r *baselineReader) entry(n *source.Node) (e Entry, count int) {
	members := r.members(n, "a finding of the baseline", "rule", "file", "fingerprint", "count")
	if r.err != nil {
		return e, 0
	}
	e = Entry{Rule: r.text(members["rule"], "rule"), File: r.text(members["file"], "file"), Fingerprint: r.text(members["fingerprint"], "fingerprint")}
	return e, r.number(members["count"], "count")
}

func (r *baselineReader) text(n *source.Node, name string) string {
	if n.Kind != source.String || n.Text == "" {
		r.wrong(n.Start, "`%s` must be a string that is not empty", name)
	}
	return n.Text
}

func (r *baselineReader) number(n *source.Node, name string) int {
	number, err := strconv.Atoi(n.Text)
	if n.Kind != source.Number || err != nil || number < 1 {
		r.wrong(n.Start, "`%s` must be a whole number, 1 or greater", name)
	}
	return number
}
