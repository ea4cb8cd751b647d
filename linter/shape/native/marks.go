package native

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

const (
	nameMember      = "Name"
	selectorsMember = "AdvancedEventSelectors"
	basicMember     = "EventSelectors"
	fieldsMember    = "FieldSelectors"
	storeMember     = "EventDataStore"
	storeARNMember  = "EventDataStoreArn"
	storesMember    = "EventDataStores"
	trailMember     = "TrailName"
	trailARNMember  = "TrailARN"
)

// Marks are the members by which a request is told from other objects. They
// are facts of an edition.
type Marks struct {
	Store    []string          // that only a store has
	Shared   []string          // that requests of other services have too
	Response []string          // that only the description of a store in a response has, beside its ARN
	Basic    []string          // that only a basic event selector has
	Other    map[string]string // that only other things have, and which: "a CloudFormation template"
}

// has reports whether an object has one of these members.
func has(v *source.Node, names ...string) bool {
	return slices.ContainsFunc(v.Members, func(m source.Member) bool { return slices.Contains(names, m.Key.Text) })
}

// like reports whether an object has a member that looks like this one.
func like(v *source.Node, name string) bool {
	return slices.ContainsFunc(v.Members, func(m source.Member) bool { return spelling.Like(m.Key.Text, name) })
}

// Show reports whether a text that can't be parsed has what marks a request:
// the selectors, or Name and a member that only a store has, each as a key. The
// text may be UTF-16, which has NULs between its characters.
func (m Marks) Show(text []byte) bool {
	text = bytes.ReplaceAll(text, []byte{0}, nil)
	key := func(names ...string) bool {
		return regexp.MustCompile(`(?:^|[^\w.])(?:` + strings.Join(names, "|") + `)["']?\s*:`).Match(text)
	}
	return key(selectorsMember, fieldsMember, basicMember) || key(nameMember) && key(m.Store...)
}
