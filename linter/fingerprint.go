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
// selectors change places, or another fault appears beside this one. It is made
// of the rule, the file, the path with indexes replaced by what identifies the
// element, the value if it is a scalar, for what a list or object holds can have
// faults of its own, and a count where all that is equal. The identity is the
// same without file and count, and behind a dash a hash of what also tells where
// the finding is, but changes more easily.
func (p *placer) fingerprint(rule string, f fault) (identity, whole string) {
	var of, within strings.Builder
	fmt.Fprintf(&of, "%s\x00", rule)
	if f.ofFile {
		of.Write(p.file.Content[f.start:f.end])
	} else {
		p.identify(&of, &within, f)
	}
	identity = short(of.String(), 16)
	p.counts[identity]++
	whole = short(fmt.Sprintf("%s\x00%s\x00%d", identity, p.file.Name, p.counts[identity]), 16)
	return identity + "-" + short(within.String(), 8), whole
}

func short(text string, digits int) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])[:digits]
}

// identify writes the path to a fault, and the value there if it is a scalar.
// What it writes to within are the name of the request and what selectors
// without a name on the way are about: a fault there must change no other.
func (p *placer) identify(of, within io.Writer, f fault) {
	node := p.root(f.start)
	if node == nil {
		return
	}
	if name := nameOf(node); name != nil {
		fmt.Fprintf(within, "/%s", name.Text)
	}
	for _, step := range strings.Split(f.pointer, "/")[1:] {
		if node.Kind == source.Array {
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(node.Items) {
				return
			}
			node = node.Items[i]
			step = identity(node)
			if step == "" {
				fmt.Fprintf(within, "/%s", p.about(node))
			}
		} else if node = node.Get(request.Unescape(step)); node == nil {
			fmt.Fprintf(of, "/%s", step)
			return
		}
		fmt.Fprintf(of, "/%s", step)
	}
	if isScalar(node) {
		fmt.Fprintf(of, "\x00%d%s", node.Kind, node.Text)
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
func identity(n *source.Node) string {
	if isScalar(n) {
		return fmt.Sprintf("%d%s", n.Kind, n.Text)
	}
	if name := nameOf(n); name != nil {
		return name.Text
	}
	return ""
}

func nameOf(n *source.Node) *source.Node {
	for _, name := range []string{"Name", "Field", "Key"} {
		if v := member(n, name); v != nil && isScalar(v) {
			return v
		}
	}
	return nil
}

// about lists the categories and types of resources of a selector.
func (p *placer) about(selector *source.Node) string {
	if known, ok := p.selectors[selector]; ok {
		return known
	}
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
	p.selectors[selector] = strings.Join(slices.Compact(about), ",")
	return p.selectors[selector]
}

func isScalar(n *source.Node) bool { return n.Kind != source.Array && n.Kind != source.Object }
