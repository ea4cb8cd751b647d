package cloudformation

import (
	"strings"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// mostExpansions is how often the bodies of a file's loops are gone through.
const mostExpansions = 1000

// each goes through a Fn::ForEach: [variable, collection, body]. It says no
// where it can't be known what the loop makes.
func (w *world) each(n *source.Node, path *dialect.Path, visit func(body *source.Node, path *dialect.Path) bool) bool {
	if len(n.Items) != 3 || n.Items[2].Kind != source.Object {
		return false
	}
	list := w.value(n.Items[1], path.To("1"))
	if list == nil || list.Certainty > dialect.Assumed || list.Node.Kind != source.Array {
		return false
	}
	around := w.loops
	defer func() { w.loops = around }()
	for _, item := range list.Items {
		if w.expansions++; w.expansions > mostExpansions {
			return false
		}
		w.loops = &loop{around, text(n.Items[0]), item}
		if !visit(n.Items[2], path.To("2")) {
			return false
		}
	}
	return true
}

// looped puts the variables of loops into a text.
func (w *world) looped(n *source.Node, path *dialect.Path) *dialect.Value {
	var made builder
	for _, part := range loopParts(n.Text) {
		v := w.loops.find(part.name)
		if v == nil {
			made.add(part.text, dialect.Known)
			continue
		}
		text, ok := scalar(v)
		if !ok {
			return unknown(n, path)
		}
		if strings.HasPrefix(part.text, "&") {
			text = alphanumeric(text)
		}
		made.add(text, v.Certainty)
	}
	return made.at(n, path)
}

// unlooped is a key with the variables of loops put in, as far as they are known.
func (w *world) unlooped(key string) string {
	v := w.looped(&source.Node{Kind: source.String, Text: key}, nil)
	if text, ok := scalar(v); ok {
		return text
	}
	return key
}

// loopParts divides a text at ${name} and &{name}; the text of a variable is as
// it is written.
func loopParts(text string) []subPart {
	var parts []subPart
	for {
		start, end := strings.Index(text, "${"), -1
		if other := strings.Index(text, "&{"); start < 0 || other >= 0 && other < start {
			start = other
		}
		if start >= 0 {
			end = strings.IndexByte(text[start:], '}')
		}
		if end < 0 {
			return append(parts, subPart{text: text})
		}
		end += start
		parts = append(parts, subPart{text: text[:start]}, subPart{text: text[start : end+1], name: text[start+2 : end]})
		text = text[end+1:]
	}
}

func alphanumeric(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, text)
}
