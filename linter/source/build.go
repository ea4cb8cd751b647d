package source

import (
	"fmt"
	"math"

	"go.yaml.in/yaml/v4"
)

// builder makes the nodes of one YAML document.
type builder struct {
	*parser
	cursor  cursor
	restore func(string) string // of characters that the library may not see
	built   map[*yaml.Node]part // what has an anchor; without a node while it is being built
	added   int                 // nodes that aliases and merge keys have added
}

// part is what was made of a node of the library. If parsing is stopped, it
// means nothing.
type part struct {
	node   *Node
	start  int // where it stands in the text, or the alias that is in its stead
	end    int
	size   int // nodes in it, those of an alias counted each time
	height int // levels of lists and objects in it
}

// span is a stretch of the text.
type span struct{ start, end int }

// document returns the root of a document, nil if it has no content.
func (b *builder) document(document *yaml.Node) *Node {
	if len(document.Content) == 0 {
		return nil
	}
	root := document.Content[0]
	if isEmpty(root) && root.Style&yaml.TaggedStyle == 0 {
		return nil
	}
	return b.value(root, nil, 1).node
}

// isPlain says that a node is a scalar without quotes.
func isPlain(n *yaml.Node) bool {
	const other = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	return n.Kind == yaml.ScalarNode && n.Style&other == 0
}

// isEmpty says that a node has no text of its own.
func isEmpty(n *yaml.Node) bool { return isPlain(n) && n.Value == "" }

// value makes a node that is no key.
func (b *builder) value(n *yaml.Node, lacking *span, depth int) part {
	made := b.part(n, lacking, depth)
	if isPlain(n) && n.Style&yaml.TaggedStyle == 0 && !b.stopped {
		b.ambiguous(b.restore(n.Value), made.node)
	}
	return made
}

// part makes a node. An empty one gets the span of what lacks it, if given.
func (b *builder) part(n *yaml.Node, lacking *span, depth int) part {
	at := b.cursor.seek(n.Line, n.Column)
	if n.Kind == yaml.AliasNode {
		return b.alias(n, at, depth)
	}
	level := depth
	if n.Kind == yaml.ScalarNode {
		level = 0
	}
	if !b.room(at, level) {
		return part{}
	}
	if n.Anchor != "" {
		b.built[n] = part{}
	}
	end := skipProperties(b.text, at, properties(n), n.Anchor)
	made := part{node: &Node{Start: at, End: end}, end: end, size: 1}
	switch {
	case isEmpty(n):
		if lacking != nil {
			made.node.Start, made.node.End = lacking.start, lacking.end
			if properties(n) == 0 {
				made.end = lacking.end
			}
		}
		b.scalar(n, made.node)
	case n.Kind == yaml.ScalarNode:
		made.node.Start = skipBlank(b.text, end)
		made.end = b.endOfScalar(n, made.node.Start)
		made.node.End = made.end
		b.mark(n, made.node)
		b.scalar(n, made.node)
	default:
		made.node.Start = skipBlank(b.text, end)
		made.node.Flow = n.Style&yaml.FlowStyle != 0
		made.height = 1
		if n.Kind == yaml.MappingNode {
			b.object(n, &made, depth)
		} else {
			b.array(n, &made, depth)
		}
		made.node.End = made.end
		b.collectionTag(n, made.node)
	}
	made.start = made.node.Start
	if n.Anchor != "" {
		b.built[n] = made
	}
	return made
}

// properties counts the anchor and the tag of a node.
func properties(n *yaml.Node) int {
	count := 0
	if n.Anchor != "" {
		count++
	}
	if n.Style&yaml.TaggedStyle != 0 || n.Tag == "!" {
		count++
	}
	return count
}

func (b *builder) endOfScalar(n *yaml.Node, start int) int {
	switch {
	case start == len(b.text):
		return start
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		return endOfQuoted(b.text, start)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return endOfBlock(b.text, start, b.restore(n.Value))
	default:
		return endOfPlain(b.text, start, b.restore(n.Value))
	}
}

// include counts a child.
func (made *part) include(child part) {
	made.size = saturate(made.size, child.size)
	made.height = max(made.height, child.height+1)
	made.end = max(made.end, child.end)
}

// saturate adds sizes, each of which may already be the greatest there is.
func saturate(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

func (b *builder) array(n *yaml.Node, made *part, depth int) {
	list := made.node
	list.Kind = Array
	list.Items = make([]*Node, 0, len(n.Content))
	made.end = b.behind(list.Start) // the bracket, or the first dash
	for i, child := range n.Content {
		var lacking *span
		if !list.Flow && isEmpty(child) {
			dash := list.Start
			if i > 0 {
				dash = skipBlank(b.text, made.end)
			}
			lacking = &span{dash, b.behind(dash)}
		}
		item := b.value(child, lacking, depth+1)
		if b.stopped {
			return
		}
		list.Items = append(list.Items, item.node)
		made.include(item)
	}
	if list.Flow {
		made.end = endOfFlow(b.text, made.end, ']')
	}
}

func (b *builder) object(n *yaml.Node, made *part, depth int) {
	object := made.node
	object.Kind = Object
	object.Members = make([]Member, 0, len(n.Content)/2)
	braces := object.Flow && !b.isPair(n, object.Start)
	made.end = object.Start
	if braces {
		made.end = b.behind(object.Start)
	}
	var merges []merge
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		var lacking *span
		if isEmpty(k) { // its `?` or `:` is all there is of it
			at := skipBlank(b.text, made.end)
			lacking = &span{at, b.behind(at)}
		}
		key := b.part(k, lacking, depth+1)
		if b.stopped {
			return
		}
		made.include(key)
		if lacking == nil {
			lacking = &span{key.start, key.end}
		}
		value := b.value(v, lacking, depth+1)
		if b.stopped {
			return
		}
		made.include(value)
		if isMerge(k) {
			merges = append(merges, merge{key: key.node, value: value, source: v})
		} else if b.key(k, &key) {
			object.Members = append(object.Members, Member{Key: key.node, Value: value.node})
		}
	}
	b.unique(object.Members)
	b.merge(object, merges)
	if braces {
		made.end = endOfFlow(b.text, made.end, '}')
	}
}

// behind is the offset behind the indicator at offset at.
func (b *builder) behind(at int) int { return min(at+1, len(b.text)) }

// isPair says that an object in flow style, which begins at start, is a single
// pair without braces, as in [key: value].
func (b *builder) isPair(n *yaml.Node, start int) bool {
	if len(n.Content) > 0 && n.Content[0].Line == n.Line && n.Content[0].Column == n.Column {
		return true // a key in braces
	}
	return start == len(b.text) || b.text[start] != '{'
}

// key makes sure that a key is a string, as all keys in JSON are. It says
// whether there is a string that it could be.
func (b *builder) key(k *yaml.Node, key *part) bool {
	n := key.node
	switch n.Kind {
	case String:
		return true
	case Array, Object:
		b.wrong(key.start, key.end, fmt.Sprintf("a key is %s here, and can only be a string", n.Kind),
			"write a string before the `:`; in block style a value that begins with `[` or `{` is put in quotes to be one")
		return false
	}
	if k.Kind == yaml.AliasNode {
		k = k.Alias
	}
	text := k.Value
	switch {
	case text == "":
		b.wrong(key.start, key.end, "a key is missing here", "write a key before the `:`")
	default:
		b.wrong(key.start, key.end, fmt.Sprintf("the key `%s` is %s, and can only be a string", shorten(text), n.Kind),
			fmt.Sprintf("put it in quotes: \"%s\"", shorten(text)))
	}
	named := *n
	named.Kind, named.Text = String, text
	key.node = &named
	return true
}
