package suppress

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

// baselineVersion is that of the file's form.
const baselineVersion = 1

// Baseline are the findings that somebody took over from before edslint was
// adopted. It is a set in which equal findings of a file are counted.
type Baseline struct {
	counts  map[Entry]int
	path    string // of its file, absolute
	folder  string // of its file, which names are relative to
	working string // the folder that findings' files are relative to
}

// Entry is what tells findings of a baseline apart.
type Entry struct {
	Rule        string `json:"rule"`        // its id
	File        string `json:"file"`        // relative to the baseline's folder, with forward slashes
	Fingerprint string `json:"fingerprint"` // Finding.Identity
}

// NewBaseline returns an empty baseline for a file at path, which is taken, as
// findings' files are, from the working folder dir; empty for the process's.
func NewBaseline(dir, path string) (*Baseline, error) {
	working, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(working, path)
	}
	return &Baseline{counts: map[Entry]int{}, path: path, folder: resolve(filepath.Dir(path)), working: resolve(working)}, nil
}

// Entry is the one that a finding has in the baseline.
func (b *Baseline) Entry(f finding.Finding) Entry {
	path := filepath.FromSlash(f.File)
	if filepath.IsAbs(path) {
		path = filepath.Join(resolve(filepath.Dir(path)), filepath.Base(path))
	} else {
		path = filepath.Join(b.working, path)
	}
	if name, err := filepath.Rel(b.folder, path); err == nil {
		path = name
	}
	return Entry{Rule: f.RuleID, File: filepath.ToSlash(path), Fingerprint: f.Identity}
}

// Add takes in a finding.
func (b *Baseline) Add(f finding.Finding) { b.counts[b.Entry(f)]++ }

// Len counts the findings in the baseline.
func (b *Baseline) Len() int {
	n := 0
	for _, count := range b.counts {
		n += count
	}
	return n
}

// Match says which findings the baseline holds, of equal ones as many as it
// counts, and what of it is left. A finding whose surroundings have changed is
// still held, but after those that are where they were.
func (b *Baseline) Match(findings []finding.Finding) (held []bool, left map[Entry]int) {
	held, left = make([]bool, len(findings)), maps.Clone(b.counts)
	for i, f := range findings {
		if entry := b.Entry(f); left[entry] > 0 {
			left[entry]--
			held[i] = true
		}
	}
	kin := map[Entry][]Entry{}
	for _, entry := range slices.SortedFunc(maps.Keys(left), compare) {
		if left[entry] > 0 {
			kin[entry.kin()] = append(kin[entry.kin()], entry)
		}
	}
	for i, f := range findings {
		like := b.Entry(f).kin()
		if held[i] || len(kin[like]) == 0 {
			continue
		}
		held[i] = true
		entry := kin[like][0]
		if left[entry]--; left[entry] == 0 {
			kin[like] = kin[like][1:]
		}
	}
	maps.DeleteFunc(left, func(_ Entry, count int) bool { return count == 0 })
	return held, left
}

// kin is an entry without what changes with the finding's surroundings.
func (e Entry) kin() Entry {
	e.Fingerprint, _, _ = strings.Cut(e.Fingerprint, "-")
	return e
}

func compare(x, y Entry) int {
	return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Fingerprint, y.Fingerprint))
}

// Without returns the baseline less findings, as often as each is counted.
func (b *Baseline) Without(counts map[Entry]int) *Baseline {
	rest := *b
	rest.counts = map[Entry]int{}
	for entry, count := range b.counts {
		if count -= counts[entry]; count > 0 {
			rest.counts[entry] = count
		}
	}
	return &rest
}

// Path returns where the file of an Entry stands.
func (b *Baseline) Path(file string) string {
	path := filepath.FromSlash(file)
	if !filepath.IsAbs(path) {
		path = filepath.Join(b.folder, path)
	}
	return path
}

// Gone reports whether there is no longer a file of that name in an Entry.
func (b *Baseline) Gone(file string) bool {
	_, err := os.Lstat(b.Path(file))
	return os.IsNotExist(err)
}

// Text returns what the baseline's file holds: JSON in order, each finding on a
// line, so that a change of it is easily reviewed.
func (b *Baseline) Text() []byte {
	entries := slices.SortedFunc(maps.Keys(b.counts), compare)
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	text.WriteString("{\n  \"version\": 1,\n  \"findings\": [")
	for i, entry := range entries {
		if i > 0 {
			text.WriteString(",")
		}
		text.WriteString("\n    ")
		// A struct of strings and a number always has a form in JSON.
		_ = encoder.Encode(struct {
			Entry
			Count int `json:"count"`
		}{entry, b.counts[entry]})
		text.Truncate(text.Len() - 1) // the encoder's line break
	}
	if len(entries) > 0 {
		text.WriteString("\n  ")
	}
	text.WriteString("]\n}\n")
	return text.Bytes()
}

// resolve returns path without symbolic links, or path itself where that can't be told.
func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}
