// Package convert writes requests of any shape as the API spells them.
package convert

import (
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// Result is a request as the API spells it, and what of the file is not in it.
type Result struct {
	Root *source.Node // its nodes still stand where the file's do
	// Unknown are the values that can't be known, in the order of the request,
	// by what their members are called in the file.
	Unknown []Loss
	// Without are the members of the file's object that a request has no place
	// for, in the order of the file.
	Without []Loss
}

// Loss is something that could not be carried over.
type Loss struct {
	Name  string       // of the member in the file, in backticks: "`KmsKeyId`", "an item of `Values`"
	Value *source.Node // where it stands
}

// Of converts a request. Declared is the object in the file that it was made of,
// or nil.
func Of(r *request.Request, declared *source.Node) Result {
	c := conversion{Request: r}
	c.result.Root = c.value(r.Root, "the request")
	if c.result.Root == nil { // none of it can be known
		c.result.Root = &source.Node{Kind: source.Object, Start: r.Root.Start, End: r.Root.End}
	}
	c.without(declared)
	return c.result
}

type conversion struct {
	*request.Request
	result Result
}

// called is what the file calls a member.
func (c *conversion) called(key *source.Node) string {
	if name, ok := c.Origin().Names[key.Text]; ok {
		return name
	}
	return key.Text
}

// value copies a value without what can't be known; nil where that is all of it.
func (c *conversion) value(n *source.Node, name string) *source.Node {
	if c.Unknown(n) {
		c.result.Unknown = append(c.result.Unknown, Loss{name, n})
		return nil
	}
	copied := *n
	copied.Members, copied.Items = nil, nil
	for _, m := range n.Members {
		if c.Strange(m.Key) {
			c.result.Without = append(c.result.Without, Loss{"`" + m.Key.Text + "`", m.Key})
			continue
		}
		if value := c.value(m.Value, "`"+c.called(m.Key)+"`"); value != nil {
			copied.Members = append(copied.Members, source.Member{Key: m.Key, Value: value})
		}
	}
	for _, item := range n.Items {
		if value := c.value(item, "an item of "+strings.TrimPrefix(name, "an item of ")); value != nil {
			copied.Items = append(copied.Items, value)
		}
	}
	return &copied
}

// without finds the members of the file's object of which nothing became.
func (c *conversion) without(declared *source.Node) {
	if declared == nil || declared == c.Root || declared.Kind != source.Object {
		return
	}
	taken := func(key *source.Node) bool {
		return slices.ContainsFunc(c.Root.Members, func(m source.Member) bool {
			return m.Key.Start == key.Start && m.Key.End == key.End
		})
	}
	for _, m := range declared.Members {
		if !taken(m.Key) {
			c.result.Without = append(c.result.Without, Loss{"`" + m.Key.Text + "`", m.Key})
		}
	}
}
