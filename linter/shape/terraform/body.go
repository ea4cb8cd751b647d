package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// resource works out what a resource is given.
func (e *evaluator) resource(r *resource, body *source.Node, path *dialect.Path) *dialect.Value {
	v := e.body(body, path)
	if e.module.tagged && r.dialect.Tagged && !has(v, "tags") {
		v.Members = append(v.Members, dialect.Member{
			Key: &source.Node{Kind: source.String, Text: "tags", Start: body.Start, End: body.Start}, Value: unknownAt(body, path),
		})
	}
	finish(r, v)
	return v
}

// finish takes from a resource what is as good as not given, and adds what the
// provider does.
func finish(r *resource, v *dialect.Value) {
	v.Members = without(v.Members, r.blank)
	for _, m := range v.Members {
		for _, item := range m.Value.Items {
			item.Members = without(item.Members, r.blankWithin)
		}
	}
	start, end := request.Head(v.Node)
	for _, p := range r.presets {
		given := func(m dialect.Member) bool { return spelling.Nearest(m.Key.Text, []string{p.name}) != "" } // if misspelt
		if !slices.ContainsFunc(v.Members, given) {
			v.Members = append(v.Members, dialect.Member{
				Key:   &source.Node{Kind: source.String, Text: p.name, Start: start, End: end},
				Value: &dialect.Value{Node: &source.Node{Kind: source.Number, Text: p.number, Start: start, End: end}, Path: v.Path},
			})
		}
	}
}

func has(v *dialect.Value, name string) bool {
	return slices.ContainsFunc(v.Members, func(m dialect.Member) bool { return m.Key.Text == name })
}

// without leaves out members that are empty texts.
func without(members []dialect.Member, names []string) []dialect.Member {
	return slices.DeleteFunc(slices.Clone(members), func(m dialect.Member) bool {
		return slices.Contains(names, m.Key.Text) && m.Value.Certainty == dialect.Known && m.Value.Node.Kind == source.String && m.Value.Node.Text == ""
	})
}

// body works out the arguments of a resource or block, and the blocks in it. An
// argument that is null isn't there.
func (e *evaluator) body(body *source.Node, path *dialect.Path) *dialect.Value {
	made := &dialect.Value{Node: body, Path: path}
	for _, m := range body.Members {
		switch {
		case slices.Contains(ofTerraform, m.Key.Text):
		case slices.Contains(blocks, m.Key.Text):
			e.addBlocks(made, m.Key, e.static(m.Value, path.To(m.Key.Text)))
		default:
			if v := e.node(m.Value, e.at(m.Value, path.To(m.Key.Text))); v.Certainty != dialect.Known || v.Node.Kind != source.Null {
				made.Members = append(made.Members, dialect.Member{Key: m.Key, Value: prune(v)})
			}
		}
	}
	if dynamic := body.Get("dynamic"); dynamic != nil {
		for i, all := range bodies(dynamic) {
			at := listed(path.To("dynamic"), dynamic, i)
			for _, m := range all.Members {
				for j, block := range bodies(m.Value) {
					e.addBlocks(made, m.Key, e.dynamic(m.Key.Text, block, listed(at.To(m.Key.Text), m.Value, j)))
				}
			}
		}
	}
	return made
}

// prune returns a value without the members of objects that are null.
func prune(v *dialect.Value) *dialect.Value {
	made := *v
	made.Members, made.Items = nil, nil
	for _, m := range v.Members {
		if !isKnown(m.Value) || m.Value.Node.Kind != source.Null {
			made.Members = append(made.Members, dialect.Member{Key: m.Key, Value: prune(m.Value)})
		}
	}
	for _, item := range v.Items {
		made.Items = append(made.Items, prune(item))
	}
	return &made
}

// addBlocks adds blocks to the member that has those of their type. Of as many
// as nobody knows, all are unknown.
func (e *evaluator) addBlocks(to *dialect.Value, key *source.Node, more *dialect.Value) {
	if more == nil {
		return
	}
	for i, m := range to.Members {
		if m.Key.Text != key.Text {
			continue
		}
		all := *m.Value
		all.Items = append(slices.Clone(all.Items), more.Items...)
		if more.Certainty != dialect.Known || all.Certainty != dialect.Known {
			all.Items, all.Certainty = nil, dialect.Unknown
		}
		to.Members[i].Value = &all
		return
	}
	to.Members = append(to.Members, dialect.Member{Key: key, Value: more})
}

// static makes the list of the blocks that are written out, or of the objects
// in their stead; nil where there are none.
func (e *evaluator) static(n *source.Node, path *dialect.Path) *dialect.Value {
	list := &dialect.Value{Node: n, Path: path}
	switch {
	case n.Kind == source.Object && e.file.IsHCL(): // which is no block, and so is wrong
		list = e.body(n, path)
	case n.Kind == source.Object:
		made := *n
		made.Kind, made.Members = source.Array, nil
		list.Node, list.Items = &made, []*dialect.Value{e.body(n, path)}
	case n.Kind == source.Array:
		for i, item := range n.Items {
			at := path.To(dialect.Index(i))
			if item.Kind == source.Object {
				list.Items = append(list.Items, e.body(item, at))
			} else {
				list.Items = append(list.Items, prune(e.node(item, e.at(item, at))))
			}
		}
	default:
		list = prune(e.node(n, e.at(n, path)))
		if list.Certainty == dialect.Known && list.Node.Kind == source.Null {
			return nil
		}
	}
	return list
}

// dynamic makes the list of the blocks that one stands for, as many as there
// are elements of something; nil where there are none.
func (e *evaluator) dynamic(name string, block *source.Node, path *dialect.Path) *dialect.Value {
	list := &dialect.Value{Node: &source.Node{Kind: source.Array, Start: block.Start, End: block.End, Flow: true, Head: block.Head}, Path: path}
	each, content := block.Get("for_each"), block.Get("content")
	var elements *cty.Value
	if each != nil && content != nil {
		elements = e.elements(each, path.To("for_each"))
	}
	if elements == nil || !elements.CanIterateElements() {
		list.Certainty = dialect.Unknown
		return list
	}
	iterator := name
	if given := block.Get("iterator"); given != nil {
		iterator = strings.TrimSpace(given.Text)
	}
	for it := elements.ElementIterator(); it.Next() && len(list.Items) <= request.MostItems; {
		key, value := it.Element()
		e.with(iterator, cty.ObjectVal(map[string]cty.Value{"key": key, "value": value}), func() {
			for i, body := range bodies(content) {
				list.Items = append(list.Items, e.body(body, listed(path.To("content"), content, i)))
			}
		})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return list
}

// elements works out what a block or resource is to be made for each of; nil
// where that is unknown.
func (e *evaluator) elements(each *source.Node, path *dialect.Path) *cty.Value {
	at := e.at(each, path)
	x, ok := e.file.Expression(each)
	if !ok {
		return nil
	}
	var value cty.Value
	if x == nil {
		value = e.toValue(e.node(each, at))
	} else if x = e.chosen(x, at); x == nil {
		return nil
	} else if _, reference := x.(*hclsyntax.ScopeTraversalExpr); reference {
		value = e.toValue(e.expression(x, at))
	} else {
		value = e.value(x)
	}
	if !value.IsKnown() || value.IsNull() || value.IsMarked() || value.Type().IsSetType() && !value.IsWhollyKnown() {
		return nil
	}
	return &value
}

// isMade reports whether there may be one of a resource: its count is not 0,
// and what it is made for each of has something in it.
func (e *evaluator) isMade(body *source.Node, path *dialect.Path) bool {
	if count := body.Get("count"); count != nil {
		v := e.node(count, e.at(count, path.To("count")))
		if v.Node.Kind == source.Number && v.Node.Text == "0" {
			return false
		}
	}
	if each := body.Get("for_each"); each != nil {
		elements := e.elements(each, path.To("for_each"))
		return elements == nil || !elements.CanIterateElements() || elements.LengthInt() > 0
	}
	return true
}

// bodies returns the objects that stand for blocks: one, or those of a list.
func bodies(n *source.Node) []*source.Node {
	switch n.Kind {
	case source.Object:
		return []*source.Node{n}
	case source.Array:
		return slices.DeleteFunc(slices.Clone(n.Items), func(item *source.Node) bool { return item.Kind != source.Object })
	}
	return nil
}

// listed is the path of an item of bodies.
func listed(path *dialect.Path, list *source.Node, i int) *dialect.Path {
	if list.Kind == source.Array {
		return path.To(dialect.Index(i))
	}
	return path
}
