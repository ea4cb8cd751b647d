package cloudformation

import (
	"strings"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

const (
	ref       = "Ref"
	condition = "Condition"
	prefix    = "Fn::"
	forEach   = "Fn::ForEach::"
	noValue   = "AWS::NoValue"
)

// intrinsic returns the function that a node calls, as the long form spells it,
// and its argument: of !Sub x the node itself.
func intrinsic(n *source.Node, path *dialect.Path) (function string, argument *source.Node, at *dialect.Path, ok bool) {
	if name, short := strings.CutPrefix(n.Tag, "!"); short {
		if name != ref && name != condition {
			name = prefix + name
		}
		return name, n, path, true
	}
	if len(n.Members) != 1 {
		return "", nil, nil, false
	}
	m := n.Members[0]
	name := m.Key.Text
	if name == ref || strings.HasPrefix(name, prefix) && !strings.HasPrefix(name, forEach) {
		return name, m.Value, path.To(name), true
	}
	return "", nil, nil, false
}

// isText reports whether a node is a scalar that says what it says.
func isText(n *source.Node) bool {
	return n.Tag == "" && (n.Kind == source.String || n.Kind == source.Number || n.Kind == source.Bool || n.Kind == source.Timestamp)
}

// text returns the argument's text: of !Ref x, and of Ref: x.
func text(n *source.Node) string {
	if n.Kind == source.Array || n.Kind == source.Object {
		return ""
	}
	return n.Text
}
