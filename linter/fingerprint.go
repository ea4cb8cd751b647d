package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// fingerprint stays when lines move, a file is written in another style,
// selectors change places, or another fault appears beside this one. Its
// identity is made of the rule, the path with indexes replaced by what
// identifies the element, and the value if it is a scalar, for what a list or
// object holds can have faults of its own. The whole is also of the file and of
// a count where all that is equal.
func (p *placer) fingerprint(rule string, f fault) (identity, whole string) {
	hash := sha256.New()
	fmt.Fprintf(hash, "%s\x00", rule)
	if f.ofFile {
		hash.Write(p.file.Content[f.start:f.end]) // a hash takes all
	} else {
		p.identify(hash, f)
	}
	identity = short(hash.Sum(nil))
	p.counts[identity]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", identity, p.file.Name, p.counts[identity]))
	return identity, short(sum[:])
}

func short(sum []byte) string { return hex.EncodeToString(sum)[:16] }

// identify writes the path to a fault, and the value there if it is a scalar.
func (p *placer) identify(w io.Writer, f fault) {
	node := p.root(f.start)
	if node == nil {
		return
	}
	if node.Kind == source.Object { // one of several documents, as if they were a list
		fmt.Fprintf(w, "/%s", p.identity(node))
	}
	for _, step := range strings.Split(f.pointer, "/")[1:] {
		if node.Kind == source.Array {
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(node.Items) {
				return
			}
			node = node.Items[i]
			step = p.identity(node)
		} else if node = node.Get(request.Unescape(step)); node == nil {
			fmt.Fprintf(w, "/%s", step)
			return
		}
		fmt.Fprintf(w, "/%s", step)
	}
	if isScalar(node) {
		fmt.Fprintf(w, "\x00%d%s", node.Kind, node.Text)
	}
}

func (p *placer) root(offset int) *source.Node {
	for _, doc := range p.file.Documents {
		if doc.Root != nil && offset <= doc.Root.End {
			return doc.Root
		}
	}
	return nil
}

// identity is what tells an element of a list from its neighbours: not all that
// it holds, for that changes with every fault in it.
func (p *placer) identity(n *source.Node) string {
	if known, ok := p.identities[n]; ok {
		return known
	}
	identity := ""
	if isScalar(n) {
		identity = fmt.Sprintf("%d%s", n.Kind, n.Text)
	} else if name := nameOf(n); name != nil {
		identity = name.Text
	} else {
		identity = strings.Join(selects(n), ",")
	}
	p.identities[n] = identity
	return identity
}

func nameOf(n *source.Node) *source.Node {
	for _, name := range []string{"Name", "Field", "Key"} {
		if v := member(n, name); v != nil && isScalar(v) {
			return v
		}
	}
	return nil
}

// selects lists what a selector without a name is about: its categories and
// types of resources.
func selects(selector *source.Node) []string {
	var about []string
	eachField(selector, func(field string, values []*source.Node) {
		if field != "eventCategory" && field != "resources.type" {
			return
		}
		for _, value := range values {
			about = append(about, fmt.Sprintf("%s=%s", field, value.Text))
		}
	})
	slices.Sort(about)
	return slices.Compact(about)
}

func isScalar(n *source.Node) bool { return n.Kind != source.Array && n.Kind != source.Object }
