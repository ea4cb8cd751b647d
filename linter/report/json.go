package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/edslint/edslint/linter/finding"
)

// jsonVersion is that of the JSON format; it rises when a reader of the older
// one would no longer understand it.
const jsonVersion = 1

type jsonReport struct {
	Version  int               `json:"version"`
	Tool     jsonTool          `json:"tool"`
	Files    []File            `json:"files"`
	Findings []finding.Finding `json:"findings"`
	Summary  Summary           `json:"summary"`
	Unread   []string          `json:"unread"`
	Failures []Failure         `json:"failures"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

func renderJSON(r *Report, o Options) ([]byte, error) {
	files := make([]File, len(r.Files))
	for i, f := range r.Files {
		files[i] = File{Name: f.Name, Requests: list(f.Requests)}
	}
	return encode(jsonReport{
		Version:  jsonVersion,
		Tool:     jsonTool{Name: o.Tool.Name, Version: o.Tool.Version},
		Files:    files,
		Findings: list(r.shown(o)),
		Summary:  r.Summary(),
		Unread:   list(r.Unread),
		Failures: list(r.Failures),
	})
}

// list makes JSON's [] of nil, not null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// JSON returns a value as indented JSON that a terminal may see.
func JSON(v any) ([]byte, error) { return encode(v) }

// encode returns v as indented JSON with a line break at its end. What a terminal
// or the log of a CI system would act on is escaped, which readers take for the
// same.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return Harmless(b.Bytes()), nil
}

// Harmless escapes in strings in double quotes, as JSON and YAML have them, what
// a terminal or the log of a CI system would act on. All else is ASCII.
func Harmless(quoted []byte) []byte {
	text := string(quoted)
	out := make([]byte, 0, len(text))
	for i, r := range text {
		// Only strings hold what isn't ASCII, and encoding/json has escaped
		// the control characters below DEL.
		if r == '#' && isCommand(text[i:]) {
			out = append(out, `\u0023`...)
			continue
		}
		if r < 0x7f || plain(r) {
			out = utf8.AppendRune(out, r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, `\u%04x`, unit)
		}
	}
	return out
}
