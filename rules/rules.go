// Package rules holds the built-in rules: Rego files with their tests and
// examples, and the facts of each edition of the API as data.
package rules

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

// FS holds the rules' Rego, examples and editions.
//
//go:embed all:*
var FS embed.FS

// Rule is what a rule's METADATA says of it.
type Rule struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Title       string        `json:"title"`
	Description string        `json:"description"` // Markdown: why the rule exists, and what to do
	Level       finding.Level `json:"level"`       // the default; an edition's data may lower or raise it
	Family      string        `json:"family"`
	Presets     []string      `json:"presets"`              // those that hold it
	Exception   string        `json:"exception,omitempty"`  // the AWS exception that it prevents
	AWSMessage  string        `json:"awsMessage,omitempty"` // what AWS was seen to say
	Judge       string        `json:"judge,omitempty"`      // who finds it, where it isn't Rego: "schema", "source", "suppress" or "config"
	Constraints []string      `json:"constraints,omitempty"`
	Sources     []string      `json:"sources,omitempty"`
	// SecuritySeverity is how much what the rule finds weakens the audit trail, from
	// "0.1" to "10.0" as CVSS counts; empty where it doesn't.
	SecuritySeverity string `json:"securitySeverity,omitempty"`
	// Targets are what the rule judges requests for; none where that is stores alone.
	Targets  []string  `json:"targets,omitempty"`
	Yields   bool      `json:"yields,omitempty"`  // silent where another rule has a finding at the same place
	Summary  bool      `json:"summary,omitempty"` // it defines what is kept of a request to judge all together
	Params   []Param   `json:"params,omitempty"`  // what a config can set, by name
	HelpURI  string    `json:"helpUri,omitempty"`
	Custom   bool      `json:"custom,omitempty"` // not built in
	File     string    `json:"file,omitempty"`   // that defines it, of a custom rule
	Folder   string    `json:"-"`                // where its example requests stand, of a built-in rule
	Examples []Example `json:"-"`                // of a custom rule
}

// Example is a request that a rule finds something in, or nothing.
type Example struct {
	Which      string // "bad" or "good"
	Name, Text string // of its file
}

// Called reports whether a word names the rule: its id, name or family.
func (r Rule) Called(word string) bool {
	return strings.EqualFold(word, r.ID) || word == r.Name || word == r.Family
}

// Example returns the text of one of a rule's example requests, "bad" or
// "good", and the name of its file.
func (r Rule) Example(fsys fs.FS, which string) (name, text string, err error) {
	if r.Custom {
		fsys = nil
	}
	for _, example := range r.Examples {
		if example.Which == which {
			return example.Name, example.Text, nil
		}
	}
	for _, ext := range []string{".yaml", ".json"} {
		if fsys == nil {
			break
		}
		name = which + ext
		content, err := fs.ReadFile(fsys, path.Join(r.Folder, name))
		if err == nil {
			return name, string(content), nil
		}
	}
	return "", "", fmt.Errorf("rule %s has no %s example in %s", r.ID, which, r.Folder)
}

// Unread reports whether the rule says that a file, or a part of it, can't be
// linted: then nobody may switch it off or ignore it.
func (r Rule) Unread() bool { return r.Family == "edslint" && r.Level == finding.Error }
