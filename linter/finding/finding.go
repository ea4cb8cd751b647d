// Package finding holds what edslint says of a file: one Finding for one fault.
package finding

// Level is how grave a finding is, in SARIF's terms.
type Level string

// The levels, gravest first.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
)

// Levels lists all levels, gravest first.
func Levels() []Level { return []Level{Error, Warning, Note} }

// Rank orders levels: 0 is the gravest. An unknown level ranks last.
func (l Level) Rank() int {
	for i, level := range Levels() {
		if l == level {
			return i
		}
	}
	return len(Levels())
}

// Region is a stretch of text. Lines and columns count from 1, columns in
// Unicode code points; the end is exclusive.
type Region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`

	// The same columns in UTF-16 code units, as SARIF's readers count.
	StartColumn16 int `json:"-"`
	EndColumn16   int `json:"-"`
}

// Finding is one fault at one place.
type Finding struct {
	RuleID      string    `json:"ruleId"`
	Name        string    `json:"name"`
	Level       Level     `json:"level"`
	Message     string    `json:"message"`
	File        string    `json:"file"`
	Region      Region    `json:"region"`
	Pointer     string    `json:"pointer"` // RFC 6901, into the file's document
	Edition     string    `json:"edition,omitempty"`
	Exception   string    `json:"exception,omitempty"` // the AWS exception that the finding prevents
	Help        string    `json:"help,omitempty"`
	Related     []Related `json:"related,omitempty"`
	Fingerprint string    `json:"fingerprint"`

	// Unchanged says that the finding stands where nothing changed, where the
	// run was asked for what did.
	Unchanged bool `json:"-"`

	// Suppression says that somebody has decided to live with the finding; nil for most.
	Suppression *Suppression `json:"suppression,omitempty"`

	// Unread says that the file, or a part of it, could not be linted.
	Unread bool `json:"-"`

	// Subject is what the finding is about in the file's own terms, such as
	// "resource `AuditStore`"; empty where that is the file's request itself.
	Subject string `json:"subject,omitempty"`
	// Request is the pointer of the request that the finding stands in, where it
	// isn't around its own.
	Request string `json:"-"`
	// Identity is what of the fingerprint is the same for equal faults of a
	// file, whatever the file is called; behind its dash, what tells these apart
	// as long as nothing around them changes.
	Identity string `json:"-"`

	// Snippet is the text around the region, for people to see.
	Snippet []Line `json:"-"`
}

// The kinds of a suppression, in SARIF's terms.
const (
	InSource = "inSource" // by a comment in the file
	External = "external" // by the config or a baseline
)

// Suppression is why a finding is not reported.
type Suppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification"`
}

// Related is another place that a finding speaks of.
type Related struct {
	File    string `json:"file"`
	Region  Region `json:"region"`
	Message string `json:"message"`
}

// Line is a line of a snippet. Of a very long line only a window is kept.
type Line struct {
	Number int
	Text   string // without its line break
	Left   int    // code points of the line that were cut off before Text
	Right  bool   // whether more of the line was cut off after Text
}
