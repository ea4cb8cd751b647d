package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

// placer turns places of one file into regions, snippets and fingerprints.
type placer struct {
	file     *source.File
	profile  *config.Profile
	ignores  []config.Ignore
	contents map[*source.Node]string // hashes of what nodes hold
	counts   map[string]int          // of equal fingerprints
}

func (l *Linter) newPlacer(file *source.File, path string) *placer {
	return &placer{file: file, profile: l.config.Profile(path), ignores: l.config.Ignores(path), contents: map[*source.Node]string{}, counts: map[string]int{}}
}

func (p *placer) finding(f fault, rule *rules.Rule, edition string) finding.Finding {
	region := p.file.Region(f.start, f.end)
	found := finding.Finding{
		RuleID: rule.ID, Name: rule.Name, Level: f.level, Message: f.message, File: p.file.Name,
		Region: region, Pointer: f.pointer, Edition: edition, Exception: rule.Exception, Help: f.help,
		Snippet: p.file.Snippet(region), Unread: rule.Unread(),
	}
	if level := p.profile.Level(rule.Name); level != "" {
		found.Level = level
	}
	for _, other := range f.related {
		found.Related = append(found.Related, finding.Related{
			File: p.file.Name, Region: p.file.Region(other.Start, other.End), Message: other.Message,
		})
	}
	found.Fingerprint = p.fingerprint(rule.ID, f)
	found.Suppression = p.suppression(rule.Name, f)
	return found
}

// ofFault makes a finding of what is wrong with a file itself.
func (l *Linter) ofFault(place *placer, f source.Fault) finding.Finding {
	rule := l.policy.Rule(f.Rule)
	return place.finding(fault{
		rule: f.Rule, level: rule.Level, start: f.Start, end: f.End, message: f.Message, help: f.Help, related: f.Related,
	}, rule, "")
}

// loud leaves out the findings of rules that are not in force for the file.
func (p *placer) loud(findings []finding.Finding) []finding.Finding {
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return p.profile.Off(f.Name) })
}

// unread reports whether a finding says that a file, or a part of it, could
// not be linted.
func unread(f finding.Finding) bool { return f.Unread }

// fingerprint stays when lines move, a file is re-indented or selectors change
// places: it is made of the rule, the file, the path with indexes replaced by
// what identifies the element, the value, and a count where all are equal.
func (p *placer) fingerprint(rule string, f fault) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%s\x00%s\x00", rule, p.file.Name)
	if node := p.identify(hash, f); node != nil {
		io.WriteString(hash, p.content(node)) // a hash takes all
	}
	sum := string(hash.Sum(nil))
	p.counts[sum]++
	fmt.Fprintf(hash, "\x00%d", p.counts[sum])
	return hex.EncodeToString(hash.Sum(nil))[:16]
}

// identify writes the path to a fault and returns the node there, or nil
// where it is of the file as a whole.
func (p *placer) identify(w io.Writer, f fault) *source.Node {
	root := p.root(f.start)
	if root == nil || f.pointer == "" {
		return nil
	}
	node := root
	for step := range strings.SplitSeq(f.pointer[1:], "/") {
		if node.Kind == source.Array {
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(node.Items) {
				return nil
			}
			node = node.Items[i]
			step = p.identity(node)
		} else if node = node.Get(request.Unescape(step)); node == nil {
			fmt.Fprintf(w, "/%s", step)
			return nil
		}
		fmt.Fprintf(w, "/%s", step)
	}
	return node
}

func (p *placer) root(offset int) *source.Node {
	for _, doc := range p.file.Documents {
		if doc.Root != nil && offset <= doc.Root.End {
			return doc.Root
		}
	}
	return nil
}

// identity is what tells an element of a list from its neighbours.
func (p *placer) identity(n *source.Node) string {
	for _, name := range []string{"Name", "Field", "Key"} {
		if v := n.Get(name); v != nil && v.Kind == source.String {
			return v.Text
		}
	}
	return p.content(n)
}

// content is a hash of what a node holds, however it is written.
func (p *placer) content(n *source.Node) string {
	if known, ok := p.contents[n]; ok {
		return known
	}
	hash := sha256.New()
	fmt.Fprintf(hash, "%d\x00%q", n.Kind, n.Text)
	var members []string
	for _, m := range n.Members {
		members = append(members, fmt.Sprintf("%q:%s", m.Key.Text, p.content(m.Value)))
	}
	slices.Sort(members)
	for _, item := range n.Items {
		members = append(members, p.content(item))
	}
	io.WriteString(hash, strings.Join(members, ",")) // a hash takes all
	sum := hex.EncodeToString(hash.Sum(nil))
	p.contents[n] = sum
	return sum
}
