package source

import (
	"fmt"

	"go.yaml.in/yaml/v4"
)

// alias returns the part that an alias stands for.
func (b *builder) alias(n *yaml.Node, at, depth int) part {
	end := min(at+len("*")+len(n.Value), len(b.text))
	target := b.built[n.Alias]
	if target.node == nil {
		b.syntax(at, end, fmt.Sprintf("the alias `*%s` stands inside of `&%s`, which it repeats", n.Value, n.Value),
			"write out what is meant, without the alias")
		return target
	}
	if depth+target.height-1 > b.limits.Depth {
		b.tooDeep(at, end)
	}
	b.add(target.size, at, end)
	target.start, target.end = at, end
	return target
}

// add counts nodes that an alias or a merge key adds to the document.
func (b *builder) add(nodes, start, end int) {
	b.added = saturate(b.added, nodes)
	if b.added > b.limits.AliasNodes {
		b.overLimit(start, end, fmt.Sprintf("the aliases up to here add more than %d keys and values to the document, the most that edslint reads", b.limits.AliasNodes))
	}
}

// merge is a merge key and its value.
type merge struct {
	key    *Node
	value  part
	source *yaml.Node // of the value
}

// isMerge says that a key is `<<`, which in quotes is a key like any other.
func isMerge(k *yaml.Node) bool {
	return isPlain(k) && k.Value == "<<" && (k.Style&yaml.TaggedStyle == 0 || k.Tag == "!!merge")
}

// merge adds the members that merge keys bring in. Those of the object itself
// count before them, and earlier ones before later ones.
func (b *builder) merge(object *Node, merges []merge) {
	if len(merges) == 0 {
		return
	}
	taken := make(map[string]bool, len(object.Members))
	for _, m := range object.Members {
		taken[m.Key.Text] = true
	}
	for i, m := range merges {
		if i > 0 {
			b.duplicate(merges[0].key, m.key)
		}
		for _, from := range b.mergeSources(m) {
			for _, member := range from.Members {
				if !taken[member.Key.Text] {
					taken[member.Key.Text] = true
					object.Members = append(object.Members, member)
				}
			}
		}
	}
}

// mergeSources returns the objects that a merge key names.
func (b *builder) mergeSources(m merge) []*Node {
	const help = "write an alias of an object, as in `<<: *name`, or a list of such"
	nodes, sources := []*Node{m.value.node}, []*yaml.Node{m.source}
	if m.value.node.Kind == Array {
		nodes = m.value.node.Items
		if sources = m.source.Content; m.source.Kind == yaml.AliasNode {
			sources = m.source.Alias.Content
		}
	}
	objects := nodes[:0:0]
	for i, n := range nodes {
		if n.Kind != Object {
			b.wrong(m.value.start, m.value.end, fmt.Sprintf("the merge key `<<` can only bring in objects, and this is %s", n.Kind), help)
			continue
		}
		if sources[i].Kind != yaml.AliasNode { // else it was counted as an alias
			b.add(2*len(n.Members), m.value.start, m.value.end)
		}
		if b.stopped {
			break
		}
		objects = append(objects, n)
	}
	return objects
}
