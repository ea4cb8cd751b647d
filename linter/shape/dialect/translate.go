package dialect

import (
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// translation makes the nodes of one request.
type translation struct {
	*Dialect
	origin  request.Origin
	unknown []*source.Node
	found   []string     // members of the request that get their value from elsewhere
	use     *source.Node // what takes the value that is being made from elsewhere in the file
}

// value makes the node of a value, which the request expects at a path.
func (t *translation) value(v *Value, expected *Path, kind Kind, item *Object) *source.Node {
	made := *v.Node
	made.Tag, made.Members, made.Items = "", nil, nil
	n := &made
	if v.Path != expected && (v.Path == nil || expected == nil || *v.Path != *expected) {
		t.origin.Pointers[n] = v.Path.String()
	}
	if v.Written.File != nil {
		t.origin.Written[n.Start] = v.Written
	}
	around := t.use
	if v.Use != nil {
		t.use = v.Use
	}
	if t.use != nil {
		t.origin.Uses[n.Start] = t.use
	}
	switch {
	case v.Certainty != Known:
		n.Kind, n.Text = source.Null, ""
		t.unknown = append(t.unknown, n)
	case n.Kind == source.Object:
		t.members(n, v, item)
	case n.Kind == source.Array:
		for i, part := range v.Items {
			n.Items = append(n.Items, t.value(part, v.Path.To(Index(i)), inner(kind), item))
		}
	case t.Coerces:
		coerce(n, kind)
	}
	t.use = around
	return n
}

// inner is what the items of a list are.
func inner(kind Kind) Kind {
	if kind == Texts {
		return Text
	}
	return kind
}

// mostForeign is for how many members the right one is sought.
const mostForeign = 1000

func (t *translation) members(n *source.Node, v *Value, o *Object) {
	for _, m := range v.Members {
		name := m.Key.Text
		known := t.declared(o, name)
		if o == t.Of {
			if api, ok := t.Sources[name]; ok {
				t.found = append(t.found, api)
				continue
			}
			if slices.Contains(t.Own, name) || known == nil && t.Partly && !t.like(name) {
				continue
			}
		}
		key := *m.Key
		key.Tag = ""
		member := source.Member{Key: &key}
		switch path := v.Path; {
		case known == nil:
			var meant request.Foreign
			if len(t.origin.Foreign) < mostForeign {
				meant = t.meant(o, name)
			}
			t.origin.Foreign[&key] = meant
			kind, item := Each, (*Object)(nil)
			if meant.API != "" {
				kind, item = o.member(meant.API).Kind, o.member(meant.API).Item
			}
			member.Value = t.value(m.Value, path.To(name), kind, item)
		case t.Tagged && known.Item == tag && m.Value.Node.Kind == source.Object:
			key.Text = known.Name
			member.Value = t.tags(m.Value)
		default:
			key.Text = known.Name
			member.Value = t.value(m.Value, path.To(known.Name), known.Kind, known.Item)
		}
		if key.Text == t.Flipped {
			flip(member.Value)
		}
		n.Members = append(n.Members, member)
	}
}

// flip turns a flag round, which may be written as a string.
func flip(n *source.Node) {
	coerce(n, Flag)
	if n.Kind == source.Bool {
		n.Text = strconv.FormatBool(n.Text != "true")
	}
}

// tags makes the list of tags of an object that has them by their keys.
func (t *translation) tags(v *Value) *source.Node {
	list := *v.Node
	list.Kind, list.Members, list.Items, list.Tag = source.Array, nil, nil, ""
	t.origin.Pointers[&list] = v.Path.String()
	if v.Certainty != Known {
		list.Kind = source.Null
		t.unknown = append(t.unknown, &list)
	}
	for _, m := range v.Members {
		key := *m.Key
		item := &source.Node{Kind: source.Object, Start: key.Start, End: max(key.End, m.Value.Node.End)}
		member := func(name string, value *source.Node) {
			at := source.Node{Kind: source.String, Text: name, Start: key.Start, End: key.End}
			item.Members = append(item.Members, source.Member{Key: &at, Value: value})
			t.origin.Pointers[value] = m.Value.Path.String()
		}
		t.origin.Pointers[item] = m.Value.Path.String()
		member("Key", &key)
		member("Value", t.value(m.Value, nil, Text, nil))
		list.Items = append(list.Items, item)
	}
	return &list
}

// like reports whether a name looks like a misspelling of one of the whole.
func (t *translation) like(name string) bool {
	return slices.ContainsFunc(t.Of.Members, func(m Declared) bool { return spelling.Like(name, t.name(m.Name)) })
}

// add gives the root the members that the tool thinks of itself.
func (t *translation) add(root *source.Node, names []string) {
	for _, name := range names {
		if t.has(root, name) {
			continue
		}
		key := source.Node{Kind: source.String, Text: name, Start: root.Start, End: root.Start}
		value := source.Node{Start: root.Start, End: root.Start}
		root.Members = append(root.Members, source.Member{Key: &key, Value: &value})
		t.unknown = append(t.unknown, &value)
	}
}

// has reports whether the tool knows a member that the root has.
func (t *translation) has(root *source.Node, name string) bool {
	return slices.ContainsFunc(root.Members, func(m source.Member) bool {
		_, foreign := t.origin.Foreign[m.Key]
		return m.Key.Text == name && !foreign
	})
}

// coerce makes of a scalar what the tool takes it for.
func coerce(n *source.Node, kind Kind) {
	scalar := n.Kind == source.Bool || n.Kind == source.Number || n.Kind == source.Timestamp
	switch {
	case kind == Text && scalar:
		n.Kind = source.String
	case kind == Whole && n.Kind == source.String && isWhole(n.Text):
		n.Kind = source.Number
		n.Text = strings.TrimLeft(n.Text[:len(n.Text)-1], "0") + n.Text[len(n.Text)-1:]
	case kind == Flag && n.Kind == source.String:
		if is, ok := flags[strings.ToLower(n.Text)]; ok && (n.Plain || len(n.Text) > len("yes")) {
			n.Kind, n.Text = source.Bool, strconv.FormatBool(is)
		}
	}
}

// flags are how booleans are written. Without quotes some of these words are
// booleans only to readers of YAML 1.1, such as CloudFormation.
var flags = map[string]bool{
	"true": true, "yes": true, "y": true, "on": true, "false": false, "no": false, "n": false, "off": false,
}

func isWhole(text string) bool {
	return text != "" && len(text) < 20 && strings.Trim(text, "0123456789") == ""
}
