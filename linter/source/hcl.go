package source

import (
	"bytes"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// IsHCL reports whether the file was read as HCL, in which what is not literal
// is Computed. In JSON a template is a string like any other.
func (f *File) IsHCL() bool { return f.hcl }

// hcl reads the text as HCL, into the tree that Terraform's JSON syntax has for
// the same: a block is an object under its type and labels, those of a type
// without labels are a list.
func (p *parser) hcl() {
	p.file.hcl = true
	if !bytes.Contains(p.text, []byte(p.limits.Mention)) {
		p.file.Documents = []Document{{Root: &Node{Kind: Object, Start: p.contentStart(), End: p.contentEnd()}}}
		return
	}
	if !p.surveyHCL() {
		return
	}
	body, fault := p.loadHCL()
	if fault != nil {
		p.fault(*fault)
		return
	}
	if len(body.Attributes)+len(body.Blocks) == 0 {
		return // like an empty YAML file: no document
	}
	w := hclWalk{parser: p, blocks: map[blockKey]int{}}
	root := &Node{Kind: Object, End: p.contentEnd()}
	if p.room(p.contentStart(), 1) {
		w.body(root, body, 1)
	}
	if !p.stopped {
		root.Start = root.Members[0].Key.Start
		p.file.Documents = []Document{{Root: root}}
	}
}

// loadHCL has the library parse the text. A panic of it is a fault: whatever
// the text is, the other files are still linted.
func (p *parser) loadHCL() (body *hclsyntax.Body, fault *Fault) {
	defer func() {
		if recover() != nil {
			fault = &Fault{Rule: RuleSyntaxError, Message: "the HCL reader broke down", Fatal: true}
		}
	}()
	file, diagnostics := hclsyntax.ParseConfig(p.text, p.file.Name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		return nil, p.explainHCL(diagnostics)
	}
	return file.Body.(*hclsyntax.Body), nil
}

// hclWalk makes nodes of what the library has parsed.
type hclWalk struct {
	*parser
	blocks map[blockKey]int // the members that blocks have made, by their place
}

// blockKey is a member that blocks have made: several have one in common.
type blockKey struct {
	object *Node
	name   string
}

func (w *hclWalk) body(n *Node, body *hclsyntax.Body, depth int) {
	attributes := make([]*hclsyntax.Attribute, 0, len(body.Attributes))
	for _, a := range body.Attributes {
		attributes = append(attributes, a)
	}
	slices.SortFunc(attributes, func(a, b *hclsyntax.Attribute) int { return a.SrcRange.Start.Byte - b.SrcRange.Start.Byte })
	blocks := body.Blocks
	for !w.stopped && len(attributes)+len(blocks) > 0 {
		if len(blocks) == 0 || len(attributes) > 0 && attributes[0].SrcRange.Start.Byte < blocks[0].TypeRange.Start.Byte {
			w.attribute(n, attributes[0], depth)
			attributes = attributes[1:]
		} else {
			w.block(n, blocks[0], depth)
			blocks = blocks[1:]
		}
	}
}

func (w *hclWalk) attribute(n *Node, a *hclsyntax.Attribute, depth int) {
	key := w.key(a.Name, a.NameRange)
	if value := w.value(a.Expr, depth+1); value != nil && key != nil {
		n.Members = append(n.Members, Member{Key: key, Value: value})
	}
}

// key makes the key of a member; nil if parsing was stopped.
func (w *hclWalk) key(name string, at hcl.Range) *Node {
	if !w.room(at.Start.Byte, 0) {
		return nil
	}
	return &Node{Kind: String, Start: at.Start.Byte, End: at.End.Byte, Text: name}
}

// block adds a block to the object that it stands in. What several blocks have
// in common, as the list of those of a type, has the span of the first: what
// is said of its line is said of that block alone.
func (w *hclWalk) block(n *Node, b *hclsyntax.Block, depth int) {
	start, end := b.TypeRange.Start.Byte, b.CloseBraceRange.End.Byte
	head := b.TypeRange.End.Byte
	names, ranges := []string{b.Type}, []hcl.Range{b.TypeRange}
	for i, label := range b.Labels {
		names, ranges = append(names, label), append(ranges, b.LabelRanges[i])
		head = b.LabelRanges[i].End.Byte
	}
	into, last := n, len(names)-1
	for i, name := range names[:last] {
		if into = w.member(into, name, ranges[i], Node{Kind: Object, Start: ranges[i+1].Start.Byte, End: end}, depth+i+1); into == nil {
			return
		}
	}
	depth += last + 1
	inner := &Node{Kind: Object, Start: start, End: end, Flow: true, Head: uint16(min(head-start, 1<<16-1))}
	switch at, again := w.blocks[blockKey{into, names[last]}]; {
	case len(b.Labels) == 0 && !again:
		list := w.member(into, names[last], ranges[last], Node{Kind: Array, Start: start, End: end, Flow: true, Head: inner.Head}, depth)
		if list == nil {
			return
		}
		list.Items = []*Node{inner}
		depth++
	case len(b.Labels) == 0 || again && into.Members[at].Value.Kind == Array:
		into.Members[at].Value.Items = append(into.Members[at].Value.Items, inner)
		depth++
	case again: // which Terraform refuses
		first := into.Members[at].Value
		into.Members[at].Value = &Node{Kind: Array, Start: first.Start, End: first.End, Flow: true, Head: first.Head, Items: []*Node{first, inner}}
		depth++
	default:
		key := w.key(names[last], ranges[last])
		if key == nil {
			return
		}
		w.blocks[blockKey{into, names[last]}] = len(into.Members)
		into.Members = append(into.Members, Member{Key: key, Value: inner})
	}
	if w.room(start, depth) {
		w.body(inner, b.Body, depth)
	}
}

// member returns the value of an object's member that blocks have in common,
// and makes it where there is none; nil if parsing was stopped.
func (w *hclWalk) member(object *Node, name string, at hcl.Range, value Node, depth int) *Node {
	place := blockKey{object, name}
	if i, ok := w.blocks[place]; ok && object.Members[i].Value.Kind == value.Kind {
		return object.Members[i].Value
	}
	key := w.key(name, at)
	if key == nil || !w.room(value.Start, depth) {
		return nil
	}
	w.blocks[place] = len(object.Members)
	object.Members = append(object.Members, Member{Key: key, Value: &value})
	return &value
}

// value makes a node of an expression; nil if parsing was stopped.
func (w *hclWalk) value(x hclsyntax.Expression, depth int) *Node {
	at := x.Range()
	n := &Node{Start: at.Start.Byte, End: at.End.Byte}
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		return w.value(x.Expression, depth)
	case *hclsyntax.TupleConsExpr:
		if w.room(n.Start, depth) {
			w.list(n, x, depth)
		}
	case *hclsyntax.ObjectConsExpr:
		if w.room(n.Start, depth) {
			w.object(n, x, depth)
		}
	default:
		if w.room(n.Start, 0) {
			w.scalar(n, x)
		}
	}
	if w.stopped {
		return nil
	}
	return n
}

func (w *hclWalk) list(n *Node, x *hclsyntax.TupleConsExpr, depth int) {
	n.Kind, n.Flow = Array, true
	for _, item := range x.Exprs {
		n.Items = append(n.Items, w.value(item, depth+1))
		if w.stopped {
			return
		}
	}
}

// object makes an object if its keys are known, and else something computed.
func (w *hclWalk) object(n *Node, x *hclsyntax.ObjectConsExpr, depth int) {
	for _, item := range x.Items {
		if _, ok := literalKey(item.KeyExpr); !ok {
			w.computed(n)
			return
		}
	}
	n.Kind, n.Flow = Object, true
	for _, item := range x.Items {
		name, _ := literalKey(item.KeyExpr)
		key, value := w.key(name, item.KeyExpr.Range()), w.value(item.ValueExpr, depth+1)
		if w.stopped {
			return
		}
		n.Members = append(n.Members, Member{Key: key, Value: value})
	}
}

// literalKey returns the key of an object that is a word or a literal string.
func literalKey(x hclsyntax.Expression) (string, bool) {
	key, ok := x.(*hclsyntax.ObjectConsKeyExpr)
	if !ok {
		return literalString(x)
	}
	if word := hcl.ExprAsKeyword(key.Wrapped); word != "" && !key.ForceNonLiteral {
		return word, true
	}
	return literalString(key.Wrapped)
}

// literalString returns the value of a string, or of a text behind `<<`, with
// nothing computed in it.
func literalString(x hclsyntax.Expression) (string, bool) {
	template, ok := x.(*hclsyntax.TemplateExpr)
	if !ok {
		return "", false
	}
	var text strings.Builder
	for _, part := range template.Parts {
		literal, ok := part.(*hclsyntax.LiteralValueExpr)
		if !ok || !isKnownString(literal) {
			return "", false
		}
		text.WriteString(literal.Val.AsString())
	}
	return text.String(), true
}

// scalar makes a value that is neither a list nor an object, or something computed.
func (w *hclWalk) scalar(n *Node, x hclsyntax.Expression) {
	if text, ok := literalString(x); ok {
		n.Kind, n.Text = String, text
		return
	}
	raw := w.text[n.Start:n.End]
	negated := false
	if minus, ok := x.(*hclsyntax.UnaryOpExpr); ok && minus.Op == hclsyntax.OpNegate {
		x, negated = minus.Val, true
		raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("-")))
	}
	literal, ok := x.(*hclsyntax.LiteralValueExpr)
	switch word := string(raw); {
	case !ok:
		w.computed(n)
	case word == "null" && !negated:
	case (word == "true" || word == "false") && !negated:
		n.Kind, n.Text = Bool, word
	case isNumber(literal) && isFloat(word, true) || isInteger(word):
		sign := ""
		if negated {
			sign = "-"
		}
		r := reading{Number, sign + word}
		if len(word) <= w.limits.Digits {
			if isInteger(word) {
				r = integer(word, sign, word, 10, w.limits.Digits)
			} else {
				r = float(word, sign, word, w.limits.Digits)
			}
		}
		n.Kind, n.Text = Number, r.text
		w.bound(n, word)
	default:
		w.computed(n)
	}
}

// computed makes a node of what must be worked out first.
func (w *hclWalk) computed(n *Node) {
	n.Kind, n.Computed, n.Text = String, true, string(w.text[n.Start:n.End])
}

func isKnownString(x *hclsyntax.LiteralValueExpr) bool {
	return x.Val.IsKnown() && !x.Val.IsNull() && x.Val.Type() == cty.String
}

func isNumber(x *hclsyntax.LiteralValueExpr) bool {
	return x.Val.IsKnown() && !x.Val.IsNull() && x.Val.Type() == cty.Number
}
