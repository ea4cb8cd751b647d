package custom

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
)

// The keys that METADATA may have: OPA's, and edslint's below `custom`.
var (
	headKeys   = []string{"authors", "custom", "description", "entrypoint", "organizations", "related_resources", "scope", "title"}
	customKeys = []string{"aws-message", "exception", "family", "help-uri", "id", "level", "name", "params", "presets", "security-severity", "sources", "summary", "targets", "yields"}
)

// defaultFamily is that of a custom rule which names none.
const defaultFamily = "custom"

var (
	packageStart = regexp.MustCompile(`(?m)^[ \t]*package\b.*$`)
	idForm       = regexp.MustCompile(`^[A-Za-z]+[0-9]+$`)
	nameForm     = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
)

// head reads the METADATA of one rule.
type head struct {
	*loader
	file  *file
	yaml  *source.File
	lines []line
	root  *source.Node
	pkg   [2]int // where the package line stands
}

// line is a line of the METADATA: where it begins in the YAML and in the file.
type line struct{ yaml, file int }

// metadata reads the block before the package of a rule into f.rule. It returns
// false where there is none that can be read.
func (l *loader) metadata(f *file) {
	text := f.source.Content
	place := packageStart.FindIndex(text)
	if place == nil {
		return
	}
	h := &head{loader: l, file: f, pkg: [2]int{place[0], place[1]}}
	block, found := h.block(text[:place[0]])
	if !found {
		l.at(f, place[0], place[1], "the rule has no METADATA: put a comment before its package that begins with \"# METADATA\" and gives its title, description and `custom: {id: …}`")
		return
	}
	limits := l.within()
	limits.Bytes = l.Limits.RegoBytes
	h.yaml = source.Parse("metadata.yaml", block, limits)
	for _, fault := range h.yaml.Faults {
		if fault.Rule == source.RuleAmbiguousScalar {
			continue
		}
		h.mistake(&source.Node{Start: fault.Start, End: fault.End}, "METADATA: %s", fault.Message)
	}
	if f.broken {
		return
	}
	for _, doc := range h.yaml.Documents {
		if doc.Root != nil && h.root == nil {
			h.root = doc.Root
		}
	}
	if h.root == nil || h.root.Kind != source.Object {
		l.at(f, place[0], place[1], "the METADATA must be an object with title, description and custom")
		return
	}
	h.rule()
}

// block finds the last METADATA block before the package and takes the comment
// signs out.
func (h *head) block(before []byte) ([]byte, bool) {
	var block []byte
	found := false
	offset := 0
	inside := false
	for part := range bytes.SplitAfterSeq(before, []byte("\n")) {
		trimmed := bytes.TrimSpace(part)
		switch {
		case bytes.HasPrefix(trimmed, []byte("#")) && string(bytes.TrimSpace(trimmed[1:])) == "METADATA":
			block, h.lines, found, inside = nil, nil, true, true
		case inside && bytes.HasPrefix(trimmed, []byte("#")):
			from := bytes.IndexByte(part, '#') + 1
			if from < len(part) && part[from] == ' ' {
				from++
			}
			h.lines = append(h.lines, line{len(block), offset + from})
			block = append(block, part[from:]...)
		default:
			inside = false
		}
		offset += len(part)
	}
	return block, found
}

// mistake is one at a node of the METADATA.
func (h *head) mistake(n *source.Node, format string, args ...any) {
	start := h.offset(n.Start)
	end := max(start, h.offset(n.End))
	if first := bytes.IndexByte(h.file.source.Content[start:end], '\n'); first >= 0 {
		end = start + first
	}
	h.at(h.file, start, end, format, args...)
}

// offset is where a byte of the YAML stands in the file.
func (h *head) offset(yaml int) int {
	at := h.pkg[0]
	for _, line := range h.lines {
		if line.yaml > yaml {
			break
		}
		at = line.file + yaml - line.yaml
	}
	return min(at, len(h.file.source.Content))
}

// lacks is the mistake of a key that is missing.
func (h *head) lacks(key, help string) {
	h.at(h.file, h.pkg[0], h.pkg[1], "the METADATA lacks `%s`: %s", key, help)
}

// rule reads what the METADATA says. The rule's name is set already.
func (h *head) rule() {
	rule := h.file.rule
	h.keys(h.root, "METADATA", headKeys)
	rule.Title = strings.TrimSpace(h.text(h.root, "title"))
	rule.Description = strings.TrimSpace(h.text(h.root, "description"))
	if n := h.root.Get("scope"); n != nil && n.Text != "package" {
		h.mistake(n, "`scope` can't be %q: the METADATA of a rule is that of its package", brief(n.Text))
	}
	if rule.Title == "" && h.root.Get("title") == nil {
		h.lacks("title", "say in a few words what is wrong where the rule finds something")
	}
	if rule.Description == "" && h.root.Get("description") == nil {
		h.lacks("description", "say why the rule exists, and what to do")
	}
	custom := h.root.Get("custom")
	if custom == nil {
		h.lacks("custom", "give the rule its id there, as in `custom: {id: ACME1}`")
		return
	}
	if custom.Kind != source.Object {
		h.mistake(custom, "`custom` must be an object, as in `custom: {id: ACME1}`, not %s", custom.Kind)
		return
	}
	h.keys(custom, "`custom`", customKeys)
	h.id(custom)
	h.name(custom)
	h.level(custom)
	h.family(custom)
	h.presets(custom)
	h.params(custom)
	h.targets(custom)
	rule.Exception, rule.AWSMessage, rule.Sources = h.text(custom, "exception"), h.text(custom, "aws-message"), h.texts(custom, "sources")
	if n := custom.Get("security-severity"); n != nil {
		if n.Kind != source.String || !policy.SecuritySeverity(n.Text) {
			h.mistake(n, "`security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal")
		}
		rule.SecuritySeverity = n.Text
	}
	rule.Yields = h.flag(custom, "yields")
	if rule.Summary = h.flag(custom, "summary"); rule.Summary && rule.Family != familyAcross {
		h.mistake(custom.Get("summary"), "`summary` is for rules that see all requests of a run: write `family: across` too")
	}
	if rule.HelpURI = h.text(custom, "help-uri"); rule.HelpURI != "" {
		if u, err := url.Parse(rule.HelpURI); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			h.mistake(custom.Get("help-uri"), "`help-uri` can't be %q: it takes an address such as \"https://example.org/rules/ACME1\"", brief(rule.HelpURI))
			rule.HelpURI = ""
		}
	}
}

// keys says which keys of an object mean nothing.
func (h *head) keys(object *source.Node, called string, known []string) {
	for _, m := range object.Members {
		if slices.Contains(known, m.Key.Text) {
			continue
		}
		switch {
		case called == "METADATA" && m.Key.Text == "schemas":
			h.mistake(m.Key, "METADATA can't have `schemas`: rules are checked with the schema of the request")
		case called == "METADATA" && slices.Contains(customKeys, m.Key.Text):
			h.mistake(m.Key, "METADATA has no key `%s`: it belongs below `custom`", m.Key.Text)
		case called != "METADATA" && slices.Contains(headKeys, m.Key.Text):
			h.mistake(m.Key, "%s has no key `%s`: it belongs beside `custom`", called, m.Key.Text)
		default:
			h.mistake(m.Key, "%s has no key `%s`; there are %s%s", called, brief(m.Key.Text), spelling.And(known), didYouMean(m.Key.Text, known))
		}
	}
}

// text reads a string that isn't empty, or "".
func (h *head) text(object *source.Node, key string) string {
	n := object.Get(key)
	switch {
	case n == nil:
		return ""
	case n.Kind == source.Null:
		h.mistake(n, "`%s` has no value", key)
	case n.Kind != source.String:
		h.mistake(n, "`%s` must be a string, not %s: put it in quotes", key, n.Kind)
	case strings.TrimSpace(n.Text) == "":
		h.mistake(n, "`%s` is empty", key)
	case utf8.RuneCountInString(n.Text) > 10_000:
		h.mistake(n, "`%s` is longer than 10000 characters", key)
	default:
		return n.Text
	}
	return ""
}

func (h *head) flag(object *source.Node, key string) bool {
	n := object.Get(key)
	if n != nil && n.Kind != source.Bool {
		h.mistake(n, "`%s` must be true or false, not %s", key, n.Kind)
	}
	return n != nil && n.Kind == source.Bool && n.Text == "true"
}

func (h *head) texts(object *source.Node, key string) []string {
	n := object.Get(key)
	if n == nil {
		return nil
	}
	if n.Kind != source.Array {
		h.mistake(n, "`%s` must be a list of strings, not %s", key, n.Kind)
		return nil
	}
	var all []string
	for _, item := range n.Items {
		if item.Kind != source.String {
			h.mistake(item, "`%s` must be a list of strings, but has %s", key, item.Kind)
			continue
		}
		all = append(all, item.Text)
	}
	return all
}

func (h *head) id(custom *source.Node) {
	id := h.text(custom, "id")
	switch n := custom.Get("id"); {
	case n == nil:
		h.lacks("custom.id", "give the rule an id of letters and then digits, as ACME1")
	case id == "":
	case len(id) > 40 || !idForm.MatchString(id):
		h.mistake(n, "`id` can't be %q: it is letters and then digits, as ACME1", brief(id))
	case strings.EqualFold(strings.TrimRight(id, "0123456789"), "EDS"):
		h.mistake(n, "`id` can't be %q: ids that begin with EDS are those of built-in rules", id)
	default:
		h.file.rule.ID, h.file.idAt = id, [2]int{h.offset(n.Start), h.offset(n.End)}
	}
}

// name checks the name against the package, which gives it.
func (h *head) name(custom *source.Node) {
	if name := h.text(custom, "name"); name != "" && name != h.file.rule.Name {
		h.mistake(custom.Get("name"), "`name` can't be %q: the package makes it %q; write package edslint.rules.%s, or leave `name` out", brief(name),
			h.file.rule.Name, strings.ReplaceAll(brief(name), "-", "_"))
	}
}

func (h *head) level(custom *source.Node) {
	level := h.text(custom, "level")
	if level == "" {
		return
	}
	var levels []string
	for _, level := range finding.Levels() {
		levels = append(levels, string(level))
	}
	if !slices.Contains(levels, level) {
		h.mistake(custom.Get("level"), "`level` can't be %q: it takes %s%s", brief(level), spelling.Or(levels), didYouMean(level, levels))
		return
	}
	h.file.rule.Level = finding.Level(level)
}

func (h *head) family(custom *source.Node) {
	family := h.text(custom, "family")
	if family == "" {
		return
	}
	n := custom.Get("family")
	switch {
	case !nameForm.MatchString(family):
		h.mistake(n, "`family` can't be %q: it is small letters, digits and hyphens, as data-access", brief(family))
	case family == "edslint":
		h.mistake(n, "`family` can't be \"edslint\": it is that of what edslint says of files that it can't read")
	case slices.ContainsFunc(h.BuiltIn, func(r rules.Rule) bool { return r.Name == family }):
		h.mistake(n, "`family` can't be %q: a built-in rule is called so", family)
	default:
		h.file.rule.Family = family
	}
}

func (h *head) presets(custom *source.Node) {
	n := custom.Get("presets")
	if n == nil {
		return
	}
	names := h.texts(custom, "presets")
	if n.Kind == source.Array && len(n.Items) == 0 {
		h.mistake(n, "`presets` is empty: name some of %s, or leave it out for all", spelling.And(rules.Presets()))
	}
	for i, name := range names {
		if !slices.Contains(rules.Presets(), name) {
			h.mistake(n.Items[min(i, len(n.Items)-1)], "`presets` has %q, but there are only %s%s", brief(name), spelling.And(rules.Presets()), didYouMean(name, rules.Presets()))
			return
		}
	}
	if len(names) > 0 {
		h.file.rule.Presets = names
	}
}

func (h *head) targets(custom *source.Node) {
	n := custom.Get("targets")
	for i, name := range h.texts(custom, "targets") {
		if !slices.Contains(rules.Targets(), name) {
			h.mistake(n.Items[min(i, len(n.Items)-1)], "`targets` has %q, but there are only %s%s", brief(name), spelling.And(rules.Targets()), didYouMean(name, rules.Targets()))
			return
		}
		h.file.rule.Targets = append(h.file.rule.Targets, name)
	}
}

func (h *head) params(custom *source.Node) {
	n := custom.Get("params")
	if n == nil {
		return
	}
	if n.Kind != source.Object {
		h.mistake(n, "`params` must be an object of parameters by name, not %s", n.Kind)
		return
	}
	for _, m := range n.Members {
		param, err := policy.Param(m.Key.Text, m.Value.JSON())
		if err != nil {
			h.mistake(m.Key, "the parameter `%s` isn't right: %s", brief(m.Key.Text), err)
			continue
		}
		h.file.rule.Params = append(h.file.rule.Params, param)
	}
	slices.SortFunc(h.file.rule.Params, func(a, b rules.Param) int { return strings.Compare(a.Name, b.Name) })
}
