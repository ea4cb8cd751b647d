package config

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

//go:embed config.schema.json
var schemaText []byte

// SchemaText returns the JSON Schema of a config, for editors.
func SchemaText() []byte { return slices.Clone(schemaText) }

// shape is a JSON Schema, as far as the config's own uses it.
type shape struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Properties map[string]*shape `json:"properties"`
	Others     *others           `json:"additionalProperties"`
	Required   []string          `json:"required"`
	Items      *shape            `json:"items"`
	MinItems   int               `json:"minItems"`
	Enum       []string          `json:"enum"`
	MinLength  int               `json:"minLength"`
	Pattern    string            `json:"pattern"`
	Says       string            `json:"patternErrorMessage"`
	Format     string            `json:"format"`
	OneOf      []*shape          `json:"oneOf"`

	Definitions map[string]*shape `json:"definitions"`
}

// others is what members that aren't declared may be: nothing, or of a shape.
type others struct{ shape *shape }

func (o *others) UnmarshalJSON(text []byte) error {
	if string(text) == "false" {
		return nil
	}
	return json.Unmarshal(text, &o.shape)
}

// checker holds a config to its schema.
type checker struct {
	definitions map[string]*shape
	mistake     func(at *source.Node, format string, args ...any)
}

// check reports what of a value is not of the shape. path is the key that the
// value stands under, for messages; empty for the whole.
func (c *checker) check(n *source.Node, s *shape, path string) {
	s = c.resolve(s)
	if n.Tag != "" {
		c.mistake(n, "the config knows no YAML tag such as %s: write the value itself", n.Tag)
		return
	}
	if len(s.OneOf) > 0 { // they are told apart by their types
		i := slices.IndexFunc(s.OneOf, func(one *shape) bool { return c.resolve(one).takes(n) })
		if i < 0 {
			c.wrongType(n, path, s.OneOf...)
			return
		}
		s = c.resolve(s.OneOf[i])
	}
	switch {
	case !s.takes(n):
		c.wrongType(n, path, s)
	case n.Kind == source.Object:
		c.object(n, s, path)
	case n.Kind == source.Array:
		if len(n.Items) < s.MinItems {
			c.mistake(n, "%s is empty: name at least one", called(path))
		}
		for _, item := range n.Items {
			if s.Items != nil {
				c.check(item, s.Items, path)
			}
		}
	case n.Kind == source.String:
		c.text(n, s, path)
	}
}

func (c *checker) object(n *source.Node, s *shape, path string) {
	declared := slices.Sorted(maps.Keys(s.Properties))
	for _, m := range n.Members {
		switch property := s.Properties[m.Key.Text]; {
		case property != nil:
			c.check(m.Value, property, m.Key.Text)
		case s.Others == nil: // any
		case s.Others.shape != nil:
			c.check(m.Value, s.Others.shape, m.Key.Text)
		default:
			c.mistake(m.Key, "%s has no key `%s`; there are %s%s", called(path), brief(m.Key.Text), spelling.And(declared), didYouMean(m.Key.Text, declared))
		}
	}
	for _, name := range s.Required {
		misspelt := slices.ContainsFunc(n.Members, func(m source.Member) bool {
			return s.Properties[m.Key.Text] == nil && spelling.Nearest(m.Key.Text, declared) == name
		})
		if n.Get(name) == nil && !misspelt { // which was said
			c.mistake(head(n), "`%s` is missing: %s", name, map[string]string{
				"reason":           "say why the findings may stay, as in `reason: agreed with audit`",
				"paths":            "name the files that the override is for, as in `paths: [\"sandbox/**\"]`",
				"rules":            "say what the override sets, as in `rules: {EDS801: off}`",
				"event-categories": "name the event categories that have the field, as in `event-categories: [Data]`",
			}[name])
		}
	}
}

func (c *checker) text(n *source.Node, s *shape, path string) {
	pattern, err := regexp.Compile(s.Pattern)
	switch {
	case s.Enum != nil && !slices.Contains(s.Enum, n.Text):
		c.mistake(n, "%s can't be %q: it takes %s%s", called(path), brief(n.Text), spelling.Or(s.Enum), didYouMean(n.Text, s.Enum))
	case utf8.RuneCountInString(n.Text) < s.MinLength:
		c.mistake(n, "%s is empty", called(path))
	case err == nil && !pattern.MatchString(n.Text):
		c.mistake(n, "%s can't be %q: it takes %s", called(path), brief(n.Text), s.Says)
	}
}

func (c *checker) resolve(s *shape) *shape {
	for s.Ref != "" {
		s = c.definitions[strings.TrimPrefix(s.Ref, "#/definitions/")]
	}
	return s
}

// takes reports whether a value has the type of the shape. A date that isn't in
// quotes is for YAML no string.
func (s *shape) takes(n *source.Node) bool {
	switch s.Type {
	case "string":
		return n.Kind == source.String || n.Kind == source.Timestamp && s.Format == "date"
	case "boolean":
		return n.Kind == source.Bool
	case "array":
		return n.Kind == source.Array
	case "object":
		return n.Kind == source.Object
	}
	return true
}

func (c *checker) wrongType(n *source.Node, path string, shapes ...*shape) {
	var types []string
	var words []string
	for _, s := range shapes {
		s = c.resolve(s)
		types = append(types, c.typeName(s))
		words = append(words, s.Enum...)
	}
	message := fmt.Sprintf("%s must be %s, not %s", called(path), strings.Join(types, " or "), n.Kind)
	switch {
	case n.Kind == source.Null:
		message = fmt.Sprintf("%s has no value: write %s, or leave the key out", called(path), strings.Join(types, " or "))
	case n.Kind == source.Bool && slices.Contains(words, "off"):
		message += `; did you mean "off"?`
	case words == nil && c.resolve(shapes[0]).Type == "string" && (n.Kind == source.Number || n.Kind == source.Bool || n.Kind == source.Timestamp):
		message += ": put it in quotes"
	case n.Kind == source.String && shapes[0].Type == "array":
		message += fmt.Sprintf(": write [%q]", brief(n.Text))
	}
	c.mistake(n, "%s", message)
}

func (c *checker) typeName(s *shape) string {
	switch {
	case s.Enum != nil:
		return spelling.Or(s.Enum)
	case s.Type == "string":
		return "a string"
	case s.Type == "boolean":
		return "true or false"
	case s.Type == "array" && s.Items != nil && c.resolve(s.Items).Type == "string":
		return "a list of strings"
	case s.Type == "array":
		return "a list"
	}
	keys := slices.Sorted(maps.Keys(s.Properties))
	if len(keys) == 0 {
		return "an object"
	}
	return "an object with " + spelling.And(keys)
}
