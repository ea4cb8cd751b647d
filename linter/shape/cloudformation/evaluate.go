package cloudformation

import (
	"strings"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// world is one way in which the choices of a template fall.
type world struct {
	*template
	*choices
	decided  map[string]bool // conditions
	deciding map[string]bool // those that are being decided
	loops    *loop
	closed   bool // no new choices are made
	spent    int  // bytes of texts, and costOfNode for each node
}

// Bounds of what a template can cost. What comes after them can't be known.
const (
	costOfNode = 16
	mostWorld  = 16 << 20
	mostSpent  = 16 << 20  // on all worlds of a file; after that there is one for each resource,
	mostAfter  = 256 << 10 // and that may cost so much
)

// spend says whether there is room for some more nodes and text.
func (w *world) spend(nodes int, text string) bool {
	cost := nodes*costOfNode + len(text)
	w.spent += cost
	w.template.spent += cost
	return w.spent <= mostAfter || w.spent <= mostWorld && w.template.spent <= mostSpent
}

// loop binds the variable of a Fn::ForEach.
type loop struct {
	around *loop
	name   string
	value  *dialect.Value
}

func (l *loop) find(name string) *dialect.Value {
	for ; l != nil; l = l.around {
		if l.name == name {
			return l.value
		}
	}
	return nil
}

func newWorld(t *template, c *choices, loops *loop) *world {
	return &world{template: t, choices: c, decided: map[string]bool{}, deciding: map[string]bool{}, loops: loops}
}

// value works a part of the template out. It is nil for AWS::NoValue.
func (w *world) value(n *source.Node, path *dialect.Path) *dialect.Value {
	if !w.spend(1, "") {
		return unknown(n, path)
	}
	if function, argument, at, ok := intrinsic(n, path); ok {
		if v, absent := w.call(function, n, argument, path, at); v != nil || absent {
			return v
		}
		return unknown(n, path)
	}
	v := &dialect.Value{Node: n, Path: path}
	switch n.Kind {
	case source.Object:
		if !w.members(v, n, path) {
			return unknown(n, path)
		}
	case source.Array:
		v.Items = w.items(n, path)
	case source.String:
		switch {
		case strings.Contains(n.Text, "{{resolve:"):
			return unknown(n, path)
		case w.loops != nil && strings.ContainsAny(n.Text, "$&"):
			return w.looped(n, path)
		}
	}
	return v
}

func (w *world) items(n *source.Node, path *dialect.Path) []*dialect.Value {
	items := make([]*dialect.Value, 0, len(n.Items))
	for i, item := range n.Items {
		if v := w.value(item, path.To(dialect.Index(i))); v != nil {
			items = append(items, v)
		}
	}
	return items
}

// members adds those of an object, or says that they can't be known.
func (w *world) members(v *dialect.Value, n *source.Node, path *dialect.Path) bool {
	for _, m := range n.Members {
		name := m.Key.Text
		at := path.To(name)
		switch {
		case strings.HasPrefix(name, forEach):
			if !w.each(m.Value, at, func(body *source.Node, path *dialect.Path) bool { return w.members(v, body, path) }) {
				return false
			}
			continue
		case strings.HasPrefix(name, prefix): // Fn::Transform adds members, and no other function stands beside some
			return false
		}
		if value := w.value(m.Value, at); value != nil {
			key := m.Key
			if w.loops != nil {
				key = written(key, w.unlooped(name))
			}
			v.Members = append(v.Members, dialect.Member{Key: key, Value: value})
		}
	}
	return true
}

// call works a function out. Its value is nil where it can't be known, or is
// AWS::NoValue, which it says.
func (w *world) call(function string, n, argument *source.Node, path, at *dialect.Path) (v *dialect.Value, absent bool) {
	switch function {
	case ref:
		if text(argument) == noValue {
			return nil, true
		}
		return w.ref(n, text(argument), path), false
	case "Fn::If":
		return w.choice(argument, at)
	case "Fn::Sub":
		v = w.sub(argument, at)
	case "Fn::Join":
		v = w.join(n, argument, path, at)
	case "Fn::Split":
		v = w.split(argument, at)
	case "Fn::Select":
		v = w.selected(argument, at)
	case "Fn::FindInMap":
		return w.find(n, argument, at)
	case "Fn::Length":
		v = w.length(n, argument, path, at)
	}
	return v, false
}

// unknown is a value of which nothing is known but its place.
func unknown(n *source.Node, path *dialect.Path) *dialect.Value {
	return &dialect.Value{Node: n, Path: path, Certainty: dialect.Unknown}
}

// written is a node with a text of its own, at the place of another.
func written(n *source.Node, text string) *source.Node {
	if n.Kind == source.String && n.Text == text && n.Tag == "" {
		return n
	}
	return &source.Node{Kind: source.String, Start: n.Start, End: n.End, Text: text}
}

func (w *world) ref(n *source.Node, name string, path *dialect.Path) *dialect.Value {
	if v := w.loops.find(name); v != nil {
		return v
	}
	chosen, list, ok := w.parameter(name)
	if !ok || !w.spend(1, chosen.text) {
		return unknown(n, path)
	}
	v := &dialect.Value{Node: n, Path: path, Certainty: chosen.certainty}
	if chosen.node != nil {
		v.Node, v.Path, v.Use = chosen.node, chosen.path, n
	}
	switch {
	case chosen.certainty == dialect.Other:
	case list:
		texts := strings.Split(chosen.text, ",")
		if !w.spend(len(texts), "") {
			return unknown(n, path)
		}
		use := v.Use
		v = listed(v.Node, v.Path, texts, strings.TrimSpace)
		v.Certainty, v.Use = chosen.certainty, use
	case chosen.node == nil:
		v.Node = written(n, chosen.text)
	}
	return v
}

// parameter returns what a parameter is in this world.
func (w *world) parameter(name string) (chosen option, list, ok bool) {
	options := w.options(name)
	taken := 0
	if len(options.each) > 1 {
		key := ref + " " + name
		if _, known := w.byKey[key]; !known && w.closed {
			return option{}, false, false
		}
		taken = w.choose(key, len(options.each))
	}
	if taken >= len(options.each) {
		return option{}, false, false
	}
	return options.each[taken], options.list, true
}

// listed makes a list of texts that one place of the file holds.
func listed(n *source.Node, path *dialect.Path, texts []string, tidy func(string) string) *dialect.Value {
	v := &dialect.Value{Node: &source.Node{Kind: source.Array, Start: n.Start, End: n.End, Flow: true}, Path: path}
	for _, text := range texts {
		v.Items = append(v.Items, &dialect.Value{
			Node: &source.Node{Kind: source.String, Start: n.Start, End: n.End, Text: tidy(text)}, Path: path,
		})
	}
	return v
}

// choice is Fn::If.
func (w *world) choice(argument *source.Node, at *dialect.Path) (v *dialect.Value, absent bool) {
	if len(argument.Items) != 3 || !isText(argument.Items[0]) {
		return nil, false
	}
	arm := 2
	switch w.named(argument.Items[0]) {
	case unsure:
		return nil, false
	case yes:
		arm = 1
	}
	v = w.value(argument.Items[arm], at.To(dialect.Index(arm)))
	return v, v == nil
}
