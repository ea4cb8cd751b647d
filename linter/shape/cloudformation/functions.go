package cloudformation

import (
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// mostText is how long a text that is put together may get. AWS takes no value
// of more than 2048 characters, so that one above is refused in any case.
const mostText = 1 << 14

// subPart is a part of what Fn::Sub takes: a text, or the name in ${name}.
type subPart struct{ text, name string }

// subParts divides a text at its variables. ${!x} is the text ${x}.
func subParts(text string) []subPart {
	var parts []subPart
	for {
		before, rest, found := strings.Cut(text, "${")
		name, after, closed := strings.Cut(rest, "}")
		switch {
		case !found || !closed:
			return append(parts, subPart{text: text})
		case strings.HasPrefix(name, "!"):
			parts = append(parts, subPart{text: before + "${" + name[1:] + "}"})
		default:
			parts = append(parts, subPart{text: before}, subPart{name: strings.TrimSpace(name)})
		}
		text = after
	}
}

// subText is the text of Fn::Sub, which may stand before its variables.
func subText(argument *source.Node) string {
	if argument.Kind == source.Array && len(argument.Items) > 0 {
		return text(argument.Items[0])
	}
	return text(argument)
}

func (w *world) sub(argument *source.Node, path *dialect.Path) *dialect.Value {
	whole, at := argument, path
	var variables *source.Node
	if argument.Kind == source.Array {
		if len(argument.Items) != 2 {
			return nil
		}
		whole, variables, at = argument.Items[0], argument.Items[1], path.To("0")
	}
	if whole.Kind != source.String {
		return nil
	}
	var made builder
	for _, part := range subParts(whole.Text) {
		made.add(part.text, dialect.Known)
		if part.name == "" {
			continue
		}
		var v *dialect.Value
		if variables != nil && variables.Get(part.name) != nil {
			v = w.value(variables.Get(part.name), path.To("1").To(part.name))
		} else {
			v = w.ref(whole, part.name, at) // AWS::NoValue has no text, and is unknown like a resource
		}
		made.value(v)
	}
	return made.at(whole, at)
}

// builder puts a text together.
type builder struct {
	text      strings.Builder
	certainty dialect.Certainty
}

func (b *builder) add(text string, certainty dialect.Certainty) {
	if b.certainty = max(b.certainty, certainty); b.text.Len()+len(text) > mostText {
		b.certainty = dialect.Unknown
	}
	if b.certainty < dialect.Other {
		b.text.WriteString(text)
	}
}

func (b *builder) value(v *dialect.Value) {
	if text, ok := scalar(v); ok {
		b.add(text, v.Certainty)
		return
	}
	b.certainty = dialect.Unknown
}

// at is what was put together, as a value that stands where n does.
func (b *builder) at(n *source.Node, path *dialect.Path) *dialect.Value {
	if b.certainty > dialect.Assumed {
		return unknown(n, path)
	}
	return &dialect.Value{Node: written(n, b.text.String()), Path: path, Certainty: b.certainty}
}

func (w *world) join(n, argument *source.Node, path, at *dialect.Path) *dialect.Value {
	if len(argument.Items) != 2 {
		return nil
	}
	between, ok := scalar(w.value(argument.Items[0], at.To("0")))
	list := w.value(argument.Items[1], at.To("1"))
	if !ok || list == nil || list.Certainty > dialect.Assumed || list.Node.Kind != source.Array {
		return nil
	}
	made := builder{certainty: list.Certainty}
	for i, item := range list.Items {
		if i > 0 {
			made.add(between, dialect.Known)
		}
		made.value(item)
	}
	return made.at(n, path)
}

func (w *world) split(argument *source.Node, path *dialect.Path) *dialect.Value {
	if len(argument.Items) != 2 {
		return nil
	}
	between, ok := scalar(w.value(argument.Items[0], path.To("0")))
	whole := w.value(argument.Items[1], path.To("1"))
	text, known := scalar(whole)
	if !ok || !known || between == "" {
		return nil
	}
	texts := strings.Split(text, between)
	if !w.spend(len(texts), text) {
		return nil
	}
	v := listed(whole.Node, whole.Path, texts, func(s string) string { return s })
	v.Certainty = whole.Certainty
	return v
}

func (w *world) selected(argument *source.Node, path *dialect.Path) *dialect.Value {
	if len(argument.Items) != 2 {
		return nil
	}
	text, ok := scalar(w.value(argument.Items[0], path.To("0")))
	i, err := strconv.Atoi(text)
	list := w.value(argument.Items[1], path.To("1"))
	if !ok || err != nil || list == nil || list.Certainty > dialect.Assumed || i < 0 || i >= len(list.Items) {
		return nil
	}
	v := *list.Items[i]
	v.Certainty = max(v.Certainty, list.Certainty)
	return &v
}

func (w *world) length(n, argument *source.Node, path, at *dialect.Path) *dialect.Value {
	list := w.value(argument, at)
	if argument == n { // of !Length [...] the list itself
		list = &dialect.Value{Node: n, Items: w.items(n, path)}
	}
	if list == nil || list.Certainty > dialect.Assumed || list.Node.Kind != source.Array {
		return nil
	}
	return &dialect.Value{Node: written(n, strconv.Itoa(len(list.Items))), Path: path, Certainty: list.Certainty}
}

// find is Fn::FindInMap. Which value it finds may be one of the template's
// choices; the value itself was written down.
func (w *world) find(n, argument *source.Node, path *dialect.Path) (v *dialect.Value, absent bool) {
	items := argument.Items
	if len(items) < 3 || w.mappings == nil {
		return nil, false
	}
	found, at := w.mappings, (*dialect.Path)(nil).To("Mappings")
	for i, item := range items[:3] {
		key, ok := scalar(w.value(item, path.To(dialect.Index(i))))
		if !ok {
			return nil, false
		}
		if found = found.Get(key); found == nil {
			return w.fallback(items, path)
		}
		at = at.To(key)
	}
	if !w.spend(size(found), "") {
		return nil, false
	}
	v = dialect.Literal(found, at)
	v.Use = n
	return v, false
}

// size counts the nodes of a value.
func size(n *source.Node) int {
	nodes := 1 + len(n.Text)/costOfNode
	for _, m := range n.Members {
		nodes += size(m.Value)
	}
	for _, item := range n.Items {
		nodes += size(item)
	}
	return nodes
}

// fallback is what Fn::FindInMap gives where there is no such key.
func (w *world) fallback(items []*source.Node, path *dialect.Path) (v *dialect.Value, absent bool) {
	const name = "DefaultValue"
	if len(items) < 4 || items[3].Get(name) == nil {
		return nil, false
	}
	v = w.value(items[3].Get(name), path.To("3").To(name))
	return v, v == nil
}
