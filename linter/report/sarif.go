package report

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

// sarifLimits are what a reader takes in of a run.
type sarifLimits struct {
	results int
	shown   int   // results of these that it shows
	places  int   // of a result
	size    int64 // of the file, compressed with gzip, in bytes
}

// codeScanning is what GitHub code scanning takes in.
func codeScanning() sarifLimits {
	return sarifLimits{results: 25_000, shown: 5_000, places: 1_000, size: 10 << 20}
}

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifRoot   = "%SRCROOT%" // by convention, the root of the repository
)

// renderSARIF writes SARIF 2.1.0, within what GitHub code scanning takes in: of
// more results the gravest are kept. Nothing in it tells of the machine or the
// time of the run.
func renderSARIF(r *Report, o Options) ([]byte, error) {
	return renderSARIFWithin(r, o, codeScanning())
}

func renderSARIFWithin(r *Report, o Options, most sarifLimits) ([]byte, error) {
	findings := r.shown(o)
	if len(findings) > most.shown {
		findings = worstFirst(findings) // the first are shown
	}
	kept := min(len(findings), most.results)
	for {
		text, err := writeSARIF(r, o, most, findings[:kept], findings[kept:])
		if err != nil {
			return nil, err
		}
		size := int64(len(text))
		if size > most.size {
			if size, err = zipped(text); err != nil {
				return nil, err
			}
		}
		if size <= most.size || kept == 0 {
			if left := countLevels(findings[kept:]); left != "" {
				o.cut(leftOutOfSARIF(left))
			}
			return text, nil
		}
		findings = worstFirst(findings)
		kept = int(int64(kept) * most.size / size * 9 / 10)
	}
}

func leftOutOfSARIF(left string) string {
	return "left out of the SARIF report, for code scanning doesn't take in so many: " + left
}

// zipped returns how many bytes a text has when it is uploaded.
func zipped(text []byte) (int64, error) {
	var size counter
	z := gzip.NewWriter(&size)
	if _, err := z.Write(text); err != nil {
		return 0, err
	}
	err := z.Close()
	return int64(size), err
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func writeSARIF(r *Report, o Options, most sarifLimits, findings, left []finding.Finding) ([]byte, error) {
	s := newSARIF(r, findings)
	s.places = most.places
	run := sarifRun{
		Tool:        sarifTool{Driver: driver(o, r.Rules)},
		Automation:  automation(o.Category),
		Invocations: []sarifInvocation{s.invocation(r.Failures)},
		Artifacts:   s.artifacts(r.Files),
		Results:     []sarifResult{},
		ColumnKind:  "utf16CodeUnits",
	}
	if text := countLevels(left); text != "" {
		said := &run.Invocations[0].Notifications
		*said = append(*said, sarifNotification{Level: "warning", Message: sarifMessage{Text: plainText(leftOutOfSARIF(text))}})
	}
	for _, f := range findings {
		result := s.result(f)
		if o.ShowSuppressed {
			result.Suppressions = suppressions(f)
		}
		run.Results = append(run.Results, result)
	}
	return encode(sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// automation names the category of a run: of an id, code scanning takes what
// stands before the last slash.
func automation(category string) *sarifAutomation {
	if category == "" {
		return nil
	}
	return &sarifAutomation{ID: strings.TrimSuffix(visible(category), "/") + "/"}
}

// sarif holds what results refer to by index, and the fingerprints so far.
type sarif struct {
	files        []string // sorted
	ruleIndex    map[string]int
	fileIndex    map[string]int
	fingerprints map[string]int
	places       int // the most of a result
}

func newSARIF(r *Report, findings []finding.Finding) *sarif {
	names := map[string]bool{}
	for _, f := range r.Files {
		names[f.Name] = true
	}
	for _, f := range findings {
		names[f.File] = true
		for _, related := range f.Related {
			names[related.File] = true
		}
	}
	for _, f := range r.Failures {
		if f.File != "" {
			names[f.File] = true
		}
	}
	s := &sarif{
		files:        slices.Sorted(maps.Keys(names)),
		ruleIndex:    map[string]int{},
		fileIndex:    map[string]int{},
		fingerprints: map[string]int{},
	}
	for i, name := range s.files {
		s.fileIndex[name] = i
	}
	for i, rule := range r.Rules {
		s.ruleIndex[rule.ID] = i
	}
	return s
}

func (s *sarif) artifacts(files []File) []sarifArtifact {
	requests := map[string][]Request{}
	for _, f := range files {
		requests[f.Name] = append(requests[f.Name], f.Requests...)
	}
	artifacts := []sarifArtifact{}
	for _, name := range s.files {
		a := sarifArtifact{Location: artifactLocation(name), Roles: []string{"analysisTarget"}}
		if held := requests[name]; len(held) > 0 {
			a.Properties = &sarifArtifactProperties{Requests: held}
		}
		artifacts = append(artifacts, a)
	}
	return artifacts
}

// invocation tells of failures. One that is called an error, or a run that did
// not succeed, makes readers throw all results away, so only a run that broke
// off is put so.
func (s *sarif) invocation(failures []Failure) sarifInvocation {
	invocation := sarifInvocation{ExecutionSuccessful: true, Notifications: []sarifNotification{}}
	for _, f := range failures {
		n := sarifNotification{Level: "warning", Message: sarifMessage{Text: plainText(f.Message)}}
		if f.BrokeOff() {
			n.Level = "error"
			invocation.ExecutionSuccessful = false
		}
		if f.File != "" {
			place := sarifPhysicalLocation{ArtifactLocation: s.location(f.File)}
			if f.Region.StartLine > 0 {
				place.Region = regionOf(f.Region)
			}
			n.Locations = []sarifLocation{{PhysicalLocation: place}}
		}
		if f.RuleID != "" {
			n.AssociatedRule = &sarifReference{ID: f.RuleID, Index: lookup(s.ruleIndex, f.RuleID)}
		}
		invocation.Notifications = append(invocation.Notifications, n)
	}
	return invocation
}

// logical is what a result is about, in the file's own terms.
func logical(subject string) []sarifLogicalLocation {
	if subject == "" {
		return nil
	}
	kind, name, ok := strings.Cut(subject, " ")
	if !ok || !strings.HasPrefix(name, "`") {
		kind, name = "", subject
	}
	return []sarifLogicalLocation{{FullyQualifiedName: plainText(strings.Trim(name, "`")), Kind: kind}}
}

func (s *sarif) result(f finding.Finding) sarifResult {
	region := regionOf(f.Region)
	if text, ok := regionText(f.Snippet, f.Region); ok {
		region.Snippet = &sarifContent{Text: text}
	}
	result := sarifResult{
		RuleID:    f.RuleID,
		RuleIndex: lookup(s.ruleIndex, f.RuleID),
		Level:     string(f.Level),
		Locations: []sarifLocation{{PhysicalLocation: sarifPhysicalLocation{
			ArtifactLocation: s.location(f.File),
			Region:           region,
		}, LogicalLocations: logical(f.Subject)}},
		Properties: &sarifResultProperties{Pointer: f.Pointer, Edition: f.Edition, Exception: f.Exception},
	}
	text := plainText(f.Message, f.Help)
	for i, related := range f.Related[:min(len(f.Related), s.places-1)] {
		// Code scanning shows a related place only where the message links to it.
		text += fmt.Sprintf(" See [%s](%d).", linkText(related.Message), i+1)
		result.RelatedLocations = append(result.RelatedLocations, sarifLocation{
			ID: i + 1,
			PhysicalLocation: sarifPhysicalLocation{
				ArtifactLocation: s.location(related.File),
				Region:           regionOf(related.Region),
			},
			Message: &sarifMessage{Text: plainText(related.Message)},
		})
	}
	result.Message.Text = text
	if f.Fingerprint != "" {
		// The form that code scanning computes itself where there is none: a hash and which of its kind.
		s.fingerprints[f.Fingerprint]++
		result.PartialFingerprints = map[string]string{
			"primaryLocationLineHash": fmt.Sprintf("%s:%d", f.Fingerprint, s.fingerprints[f.Fingerprint]),
		}
	}
	return result
}

// suppressions is empty, not nil, for a finding that is not suppressed.
func suppressions(f finding.Finding) []sarifSuppression {
	if f.Suppression == nil {
		return []sarifSuppression{}
	}
	return []sarifSuppression{{Kind: f.Suppression.Kind, Justification: visible(f.Suppression.Justification)}}
}

func (s *sarif) location(file string) sarifArtifactLocation {
	l := artifactLocation(file)
	l.Index = lookup(s.fileIndex, file)
	return l
}

// lookup returns where the value of key is, or nil.
func lookup(index map[string]int, key string) *int {
	if i, ok := index[key]; ok {
		return &i
	}
	return nil
}

// regionOf gives a region that SARIF allows, whatever the finding's is: a
// finding on a whole file has none.
func regionOf(r finding.Region) *sarifRegion {
	s := &sarifRegion{
		StartLine:   max(r.StartLine, 1),
		StartColumn: max(cmp.Or(r.StartColumn16, r.StartColumn), 1),
		EndColumn:   max(cmp.Or(r.EndColumn16, r.EndColumn), 1),
	}
	s.EndLine = max(r.EndLine, s.StartLine)
	if s.EndLine == s.StartLine {
		s.EndColumn = max(s.EndColumn, s.StartColumn)
	}
	return s
}

// regionText returns the text of a region where lines hold all of it.
func regionText(lines []finding.Line, r finding.Region) (string, bool) {
	var parts []string
	for n := r.StartLine; n <= r.EndLine; n++ {
		at := slices.IndexFunc(lines, func(l finding.Line) bool { return l.Number == n })
		if at < 0 {
			return "", false
		}
		line, text := lines[at], []rune(lines[at].Text)
		from, to := -line.Left, len(text)
		if n == r.StartLine {
			from += r.StartColumn - 1
		}
		if n == r.EndLine {
			to = r.EndColumn - 1 - line.Left
		} else if line.Right {
			return "", false
		}
		if from < 0 || from > to || to > len(text) {
			return "", false
		}
		parts = append(parts, string(text[from:to]))
	}
	return strings.Join(parts, "\n"), len(parts) > 0
}
