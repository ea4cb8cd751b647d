package linter

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/edslint/edslint/linter/changes"
	"github.com/edslint/edslint/linter/discover"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape"
	"github.com/edslint/edslint/linter/source"
)

// outcome is what came of one file.
type outcome struct {
	requests []report.Request
	findings []finding.Finding
	failures []report.Failure
	stores   []store          // kept only for the rules that judge all files together
	comments *comments        // nil where the file has none that suppress anything
	unread   bool             // a file of a walk that can't be parsed and shows no sign of a request
	lines    *changes.Lines   // that changed; nil where nobody asked
	unjudged int              // requests of a file in which nothing changed
	asItWas  []report.Request // these, where the rules that judge all files together may speak of them
	notes    notes
	spots    map[spot]*struck // of the findings in requests of other shapes
}

// opened is a file that was read, and what it holds.
type opened struct {
	*source.File
	requests []*request.Request
	others   []request.Other // what of it is no request
	place    *placer
	held     bool   // until all files are judged together
	sum      uint64 // of the content, where anything of the requests is kept until then
}

// open reads a file and finds the requests in it. Its error is that it can't be read.
func (l *Linter) open(target discover.Target) (*opened, error) {
	defer l.options.Timings.Begin(stepRead)()
	file, err := l.read(target)
	if err != nil {
		return nil, err
	}
	f := &opened{File: file}
	for _, doc := range file.Documents {
		if doc.Root == nil {
			continue
		}
		requests, others := l.requests(file, doc, target.Named)
		f.requests, f.others = append(f.requests, requests...), append(f.others, others...)
	}
	if most := l.options.Limits.Documents; things(f.requests) > most {
		end := behind(f.requests, most)
		file.Faults = append(file.Faults, tooMany(f.requests[end], most))
		f.requests = f.requests[:end]
	}
	f.place = l.newPlacer(file, l.path(target))
	if l.keeps {
		f.sum = maphash.Bytes(seed, file.Content)
	}
	return f, nil
}

// lintFile reads the file at a place among all and judges each of its requests.
func (l *Linter) lintFile(ctx context.Context, index int, target discover.Target, since *changes.Set) outcome {
	file, err := l.open(target)
	if err != nil {
		return outcome{failures: []report.Failure{{File: target.Name, Message: err.Error()}}}
	}
	found, place := file.requests, file.place
	broken := hasFatal(file.Faults)
	o := outcome{lines: l.linesOf(since, target.Path, file.File)}
	o.unread = broken && !target.Named && len(found) == 0 && !l.showsRequest(target.Path)
	l.explainFile(&o, file.File, found, file.others, target.Named)
	if o.unread {
		return o
	}
	place.lines = o.lines
	unchanged := o.lines != nil && o.lines.None()
	for _, fault := range file.Faults {
		if fault.Fatal || within(fault, found) {
			o.findings = append(o.findings, l.ofFault(place, fault))
		}
	}
	if target.Named {
		o.findings = append(o.findings, l.ofOthers(place, file.others, len(found) > 0 || broken)...)
	}
	file.held = l.holds(index, target, len(file.Content))
	for i := range found {
		if !unchanged || l.keeps {
			l.judge(ctx, file, i, &o)
		}
	}
	l.readComments(file.File, place, len(found) > 0, !broken && !unchanged && len(o.failures) == 0, &o)
	o.findings = l.yielding(place.loud(withoutEchoes(o.findings)))
	o.spots = nil
	if unchanged {
		o.leave(things(found))
	}
	return o
}

func tooMany(r *request.Request, most int) source.Fault {
	start, end := request.Head(r.Root)
	return source.Fault{
		Rule: source.RuleOverLimit, Start: start, End: end, Fatal: true,
		Message: fmt.Sprintf("the file has more than %d requests, the most that edslint judges", most),
		Help:    "divide the requests between several files",
	}
}

func (l *Linter) read(target discover.Target) (*source.File, error) {
	limits := l.options.Limits
	limits.Mention = shape.Mention
	if target.Path != "-" {
		return source.Read(target.Path, target.Name, limits)
	}
	stdin := l.options.Stdin
	if stdin == nil {
		stdin = os.Stdin
	}
	return source.ReadFrom(stdin, target.Name, limits)
}

// path is where a target's settings are asked for: absolute, or empty for
// standard input without a name.
func (l *Linter) path(target discover.Target) string {
	if target.Path != "-" {
		return target.Path
	}
	if l.options.StdinFilename == "" {
		return ""
	}
	path := l.options.StdinFilename
	if !filepath.IsAbs(path) {
		path = filepath.Join(l.options.Dir, path)
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return ""
}

// ofOthers says of a named file what in it is no request.
func (l *Linter) ofOthers(place *placer, others []request.Other, hasMore bool) []finding.Finding {
	const help = "a request is an object with `Name`, as for `aws cloudtrail create-event-data-store --cli-input-json`"
	if len(others) == 0 && !hasMore {
		return []finding.Finding{l.ofFault(place, source.Fault{
			Rule: ruleNotARequest, Message: "the file holds no CreateEventDataStore request: it is empty", Help: help,
		})}
	}
	var findings []finding.Finding
	for _, other := range others {
		if other.Beside && hasMore {
			continue
		}
		start, end := request.Head(other.Value)
		if other.Value.Kind != source.Array && other.Value.Kind != source.Object {
			start, end = other.Value.Start, other.Value.End
		}
		findings = append(findings, l.ofFault(place, source.Fault{
			Rule: ruleNotARequest, Start: start, End: end, Message: "this is no CreateEventDataStore request: " + other.Reason, Help: help,
		}))
	}
	return findings
}

// withoutEchoes leaves one finding where a file's own fault and a request's
// stand at the same place: what can't be read right says more than what
// follows from it, but that readers disagree on a wrong value says less.
func withoutEchoes(findings []finding.Finding) []finding.Finding {
	type at struct{ misread, wrong bool }
	places := map[finding.Region]at{}
	for _, f := range findings {
		place := places[f.Region]
		place.misread = place.misread || unread(f)
		place.wrong = place.wrong || f.Name != ruleAmbiguous
		places[f.Region] = place
	}
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		place := places[f.Region]
		return f.Name == ruleAmbiguous && place.wrong || place.misread && !unread(f)
	})
}

// yielding leaves one finding of those at one place that would say the same in
// other words: the rules that yield are silent where another one, at least as
// grave, has something to say, and of those that yield all but the first.
func (l *Linter) yielding(findings []finding.Finding) []finding.Finding {
	type place struct {
		pointer string
		region  finding.Region
	}
	of := func(f finding.Finding) place { return place{f.Pointer, f.Region} }
	first := map[place]finding.Finding{}
	before := func(a, b finding.Finding) bool {
		if a, b := l.rule(a.Name).Yields, l.rule(b.Name).Yields; a != b {
			return b
		}
		return cmp.Or(cmp.Compare(a.Level.Rank(), b.Level.Rank()), cmp.Compare(a.RuleID, b.RuleID)) < 0
	}
	for _, f := range findings {
		if known, ok := first[of(f)]; !ok || before(f, known) {
			first[of(f)] = f
		}
	}
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		other := first[of(f)]
		return l.rule(f.Name).Yields && other.RuleID != f.RuleID && other.Level.Rank() <= f.Level.Rank() &&
			!l.config.Locked(f.Name) // for the other may come to be suppressed
	})
}

func hasFatal(faults []source.Fault) bool {
	return slices.ContainsFunc(faults, func(f source.Fault) bool { return f.Fatal })
}

// within reports whether a fault lies in one of the requests.
func within(fault source.Fault, requests []*request.Request) bool {
	return slices.ContainsFunc(requests, func(r *request.Request) bool {
		return fault.Start >= r.Root.Start && fault.Start <= r.Root.End
	})
}

// showsRequest looks through a file that can't be parsed.
func (l *Linter) showsRequest(path string) bool {
	f, err := source.Open(path, path)
	if err != nil {
		return false
	}
	defer f.Close() // only read from
	text, err := io.ReadAll(io.LimitReader(f, int64(l.options.Limits.Bytes)))
	return err == nil && (l.marks.Show(text) || shape.Shows(text))
}
