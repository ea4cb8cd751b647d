package source

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Expression returns what a string stands for where it is not its own value:
// of a file of HCL what is Computed, of another a template, as in Terraform's
// JSON syntax. In the first case its ranges are those of the file. It returns
// nil for other nodes, and false for what can't be read.
func (f *File) Expression(n *Node) (x hclsyntax.Expression, ok bool) {
	defer func() {
		if recover() != nil { // as in loadHCL
			x, ok = nil, false
		}
	}()
	if n.Kind != String {
		return nil, true
	}
	depth := DefaultLimits().Depth
	var diagnostics hcl.Diagnostics
	if f.hcl {
		if !n.Computed {
			return nil, true
		}
		start := hcl.Pos{Line: 1, Column: 1, Byte: n.Start}
		text := append(bytes.Clone(f.Content[n.Start:n.End]), '\n') // without which a text behind `<<` has no end
		x, diagnostics = hclsyntax.ParseExpression(text, "", start)
		return x, !diagnostics.HasErrors()
	}
	if !strings.Contains(n.Text, "${") && !strings.Contains(n.Text, "%{") {
		return nil, true
	}
	tokens, _ := hclsyntax.LexTemplate([]byte(n.Text), "", hcl.InitialPos)
	if _, why := tooMuch(tokens, depth); why != "" {
		return nil, false
	}
	x, diagnostics = hclsyntax.ParseTemplate([]byte(n.Text), "", hcl.InitialPos)
	return x, !diagnostics.HasErrors()
}
