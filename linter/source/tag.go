package source

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// scalar says what a scalar is: by its tag, or by how it is written.
func (b *builder) scalar(n *yaml.Node, node *Node) {
	text := b.restore(n.Value)
	node.Plain = isPlain(n)
	r := reading{String, text}
	if node.Plain {
		r = readPlain(text, b.limits.Digits)
	}
	if n.Style&yaml.TaggedStyle != 0 {
		tagged, ok := b.tagged(n.Tag, text, r)
		if !ok {
			b.wrong(node.Start, node.End, fmt.Sprintf("the value \"%s\" can't be read as `%s`", shorten(text), n.Tag),
				"leave the tag out, or write a value that it fits")
		} else if tagged == nil {
			node.Tag = n.Tag
		} else {
			r = *tagged
		}
	}
	node.Kind, node.Text = r.kind, r.text
	if r.kind == Number {
		b.bound(node, text)
	}
}

// tagged returns what a tag makes of a scalar that would be r without it; nil
// for a tag that is not of the core schema, and false if the tag doesn't fit.
func (b *builder) tagged(tag, text string, r reading) (*reading, bool) {
	plain := readPlain(text, b.limits.Digits) // a tag counts more than quotes
	switch tag {
	case "!!str":
		return &reading{String, text}, true
	case "!!null":
		return &reading{Null, ""}, true
	case "!!bool":
		value, ok := map[string]string{"true": "true", "yes": "true", "on": "true", "y": "true",
			"false": "false", "no": "false", "off": "false", "n": "false"}[strings.ToLower(text)]
		return &reading{Bool, value}, ok
	case "!!int":
		return &plain, plain.kind == Number && isInteger(plain.text)
	case "!!float":
		if isInteger(plain.text) {
			plain.text += ".0"
		}
		return &plain, plain.kind == Number
	case "!!timestamp":
		return &plain, plain.kind == Timestamp
	case "!!merge":
		return &r, true
	case "!!seq", "!!map":
		return nil, false
	default:
		return nil, true
	}
}

// collectionTag says what a tag makes of a list or object.
func (b *builder) collectionTag(n *yaml.Node, node *Node) {
	if n.Style&yaml.TaggedStyle == 0 || n.Tag == map[Kind]string{Array: "!!seq", Object: "!!map"}[node.Kind] {
		return
	}
	switch n.Tag {
	case "!!str", "!!null", "!!bool", "!!int", "!!float", "!!timestamp", "!!merge", "!!seq", "!!map":
		b.wrong(node.Start, b.behind(node.Start), fmt.Sprintf("`%s` stands before %s, which it does not fit", n.Tag, node.Kind), "leave the tag out")
	default:
		node.Tag = n.Tag
	}
}

// ambiguous keeps a fault of a plain scalar that readers of YAML 1.1 see as
// something else, or that is none.
func (b *builder) ambiguous(text string, node *Node) {
	if text == "=" || text == "<<" {
		b.wrong(node.Start, node.End, fmt.Sprintf("without quotes `%s` has a meaning of its own in YAML, and can't be a value", text),
			fmt.Sprintf("put it in quotes: \"%s\"", text))
		return
	}
	here := reading{node.Kind, node.Text}
	there := readPlain11(text, b.limits.Digits)
	if here == there || b.full(RuleAmbiguousScalar) {
		return
	}
	help := fmt.Sprintf("put it in quotes to make it a string: \"%s\"", shorten(text))
	switch {
	case here.kind != String:
		help += fmt.Sprintf("; for %s write %s", here.kind, shorten(here.clear()))
	case there.kind == Bool:
		help += "; for a boolean write " + there.text
	}
	b.fault(Fault{
		Rule: RuleAmbiguousScalar, Start: node.Start, End: node.End, Help: help,
		Message: fmt.Sprintf("without quotes \"%s\" is %s, but readers of YAML 1.1 take it for %s", shorten(text), here, there),
	})
}
