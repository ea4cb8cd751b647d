package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/edslint/edslint/linter/source"
)

// Ignore is an entry of `ignore`: findings that may stay.
type Ignore struct {
	Reason string

	names    []string // of the rules
	path     string   // glob; empty for all files
	pointer  *string
	selector string
	last     string // the day until which it holds, or empty
	expired  bool
	until    *source.Node
	from     string
}

// Place is where a finding stands, as an Ignore asks.
type Place struct {
	Rule     string // its name
	Pointer  string // RFC 6901, into the file's document
	Selector string // the Name of the selector that it is in, or empty
}

// Matches reports whether the entry holds for a finding of a file that it is for.
func (i Ignore) Matches(p Place) bool {
	if !slices.Contains(i.names, p.Rule) {
		return false
	}
	if i.pointer != nil {
		if rest, ok := strings.CutPrefix(p.Pointer, *i.pointer); !ok || rest != "" && rest[0] != '/' {
			return false
		}
	}
	return i.selector == "" || i.selector == p.Selector
}

// Ignores returns the entries that hold for the file at path, absolute or empty.
func (c *Config) Ignores(path string) []Ignore {
	var found []Ignore
	rel := c.relative(path)
	for _, i := range c.ignores {
		if !i.expired && (i.path == "" || rel != "" && matches(i.path, rel)) {
			found = append(found, i)
		}
	}
	return found
}

// Expired returns what there is to say of each entry whose last day is over, as
// faults of the config's text.
func (c *Config) Expired() []source.Fault {
	var faults []source.Fault
	for _, i := range c.ignores {
		if i.expired {
			faults = append(faults, source.Fault{
				Rule: "expired-ignore", Start: i.until.Start, End: i.until.End,
				Message: fmt.Sprintf("this `ignore` held until %s and suppresses nothing any more; its reason was %q", i.last, brief(i.Reason)),
				Help:    "repair what it was for and take the entry out, or decide anew on a later `until`",
			})
		}
	}
	return faults
}

func (r *reader) ignore(n *source.Node) Ignore {
	i := Ignore{from: r.from(n)}
	r.textOf(n, "reason", &i.Reason)
	r.textOf(n, "selector", &i.selector)
	if path := text(n, "path"); path != nil && r.glob(path) {
		i.path = path.Text
	}
	if pointer := text(n, "pointer"); pointer != nil {
		i.pointer = &pointer.Text
	}
	if !slices.ContainsFunc([]string{"rule", "path", "pointer", "selector"}, func(key string) bool { return n.Get(key) != nil }) {
		r.mistake(head(n), "the entry ignores everything: name a `rule`, a `path`, a `pointer` or a `selector`")
	}
	i.names = r.ignored(n)
	i.until = n.Get("until")
	if until, ok := r.date(i.until); ok {
		i.last = until.Format(time.DateOnly)
		i.expired = !r.options.Today.IsZero() && r.options.Today.Format(time.DateOnly) > i.last
	}
	return i
}

// ignored returns the names of the rules that an entry is for. Locked ones are
// only said to be so where they are named.
func (r *reader) ignored(n *source.Node) []string {
	all := r.rules
	named := text(n, "rule")
	if named != nil {
		all = selected(r.rules, named.Text)
	}
	var names []string
	for _, rule := range all {
		if !rule.Unread() && r.lock(rule) == nil {
			names = append(names, rule.Name)
		}
	}
	if named == nil {
		return names
	}
	if len(all) == 0 {
		r.unknownRule(named)
	} else if lock := r.lockOf(named.Text); lock != nil {
		r.mistake(named, "%q can't be ignored: %s locks it by `suppressible: false`", named.Text, lock.from)
	} else if rule, ok := find(all, named.Text); ok && rule.Unread() {
		r.mistake(named, "%q can't be ignored: it says that a file can't be read", named.Text)
	}
	return names
}

func (r *reader) textOf(object *source.Node, key string, to *string) {
	if n := text(object, key); n != nil {
		*to = n.Text
	}
}
