package convert

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/edslint/edslint/linter/source"
)

// JSON writes requests: one as an object, several as a list.
func JSON(requests []*source.Node) ([]byte, error) {
	root := &source.Node{Kind: source.Array, Items: requests}
	if len(requests) == 1 {
		root = requests[0]
	}
	var compact, text bytes.Buffer
	if err := writeJSON(&compact, root); err != nil {
		return nil, err
	}
	if err := json.Indent(&text, compact.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	text.WriteByte('\n')
	return text.Bytes(), nil
}

func writeJSON(b *bytes.Buffer, n *source.Node) error {
	switch n.Kind {
	case source.Object:
		b.WriteByte('{')
		for i, m := range n.Members {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeText(b, m.Key.Text); err != nil {
				return err
			}
			b.WriteByte(':')
			if err := writeJSON(b, m.Value); err != nil {
				return err
			}
		}
		b.WriteByte('}')
	case source.Array:
		b.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeJSON(b, item); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	case source.Bool:
		b.WriteString(n.Text)
	case source.Number:
		if json.Valid([]byte(n.Text)) { // but not NaN, which YAML has
			b.WriteString(n.Text)
			return nil
		}
		return writeText(b, n.Text)
	case source.Null:
		b.WriteString("null")
	default:
		return writeText(b, n.Text)
	}
	return nil
}

func writeText(b *bytes.Buffer, text string) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line break
	return nil
}

// YAML writes requests, each as a document.
func YAML(requests []*source.Node) ([]byte, error) {
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	for _, n := range requests {
		if err := e.Encode(tree(n)); err != nil {
			return nil, err
		}
	}
	if err := e.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func tree(n *source.Node) *yaml.Node {
	switch n.Kind {
	case source.Object:
		made := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		if len(n.Members) == 0 {
			made.Style = yaml.FlowStyle
		}
		for _, m := range n.Members {
			made.Content = append(made.Content, text(m.Key.Text), tree(m.Value))
		}
		return made
	case source.Array:
		made := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		if len(n.Items) == 0 {
			made.Style = yaml.FlowStyle
		}
		for _, item := range n.Items {
			made.Content = append(made.Content, tree(item))
		}
		return made
	case source.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: n.Text}
	case source.Number:
		if !json.Valid([]byte(n.Text)) {
			return text(n.Text)
		}
		kind := "!!int"
		if strings.ContainsAny(n.Text, ".eE") {
			kind = "!!float"
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: kind, Value: n.Text}
	case source.Null:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	default:
		return text(n.Text)
	}
}

// bare is what every reader of YAML takes for a string without quotes; the words
// that some take for booleans and nulls are the exception.
var bare = sync.OnceValues(func() (is, word *regexp.Regexp) {
	return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._/-]*(?:::?[A-Za-z0-9._/-]+)*$`), regexp.MustCompile(`(?i)^(?:y|n|yes|no|on|off|true|false|null)$`)
})

func text(value string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
	if is, word := bare(); !is.MatchString(value) || word.MatchString(value) {
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}
