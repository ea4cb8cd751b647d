// Package editor makes the JSON Schemas that editors read: the schema that lint
// validates with or reads a config by, and what helps somebody who writes, drawn
// from the facts of an edition and from the rules. What is added explains and
// suggests, and never makes an editor report what edslint doesn't.
package editor

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/edslint/edslint/rules"
)

// published is where the schemas are that are made of editions alone.
const published = "https://raw.githubusercontent.com/edslint/edslint/main/schema/editors/"

//go:embed words.json
var wordsText []byte

// words are what is said in editors and stands in no other file.
type words struct {
	Types      map[string]aboutType   `json:"types"`   // by definition, "" for the request
	Members    map[string]aboutMember `json:"members"` // "Name", "Tag.Key"
	Values     map[string]string      `json:"values"`  // of closed lists
	Fields     map[string]aboutField  `json:"fields"`
	Categories map[string]string      `json:"categories"`
	Config     aboutConfig            `json:"config"`
}

type aboutType struct{ Title, Description string }

type aboutMember struct {
	Title    string
	Default  any
	Examples []any
	Rules    []string // the ids of rules that judge the member
}

type aboutField struct{ Description, Example string }

// aboutConfig is by the pointer into the config's schema.
type aboutConfig struct {
	Enums    map[string][]string
	Titles   map[string]string
	Examples map[string][]any
	Snippets map[string][]json.RawMessage // whose bodies keep their order
}

func readWords() (words, error) {
	var w words
	if err := json.Unmarshal(wordsText, &w); err != nil {
		return w, fmt.Errorf("could not read the words for editors: %w", err)
	}
	return w, nil
}

// object is a JSON object of a schema.
type object = map[string]any

func member(o object, name string) object {
	found, _ := o[name].(object)
	return found
}

// ordered is a JSON object whose members keep their order: a snippet's body is
// inserted as it stands.
type ordered []pair

type pair struct {
	name  string
	value any
}

func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for _, part := range []any{p.name, p.value} {
			text, err := encode(part, "")
			if err != nil {
				return nil, err
			}
			b.Write(bytes.TrimSpace(text))
			b.WriteByte(':')
		}
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func encode(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(v)
	return b.Bytes(), err
}

// suggestion is a value that an editor offers.
type suggestion struct{ value, says string }

// suggest makes a string's schema offer values. Any other string passes too: by
// the last alternative, which is no empty schema because the YAML language server
// would then take a value that isn't written yet for one that is complete. Of
// what is no string all alternatives say the same, which editors show once.
func suggest(s object, values []suggestion) {
	if len(values) == 0 {
		return
	}
	alternatives := make([]any, 0, len(values)+1)
	for _, v := range append(values, suggestion{}) {
		one := object{"type": "string"}
		if v.value != "" {
			one["const"] = v.value
		}
		if s["errorMessage"] != nil {
			one["errorMessage"] = s["errorMessage"]
		}
		describe(one, v.says)
		alternatives = append(alternatives, one)
	}
	s["anyOf"] = alternatives
}

// offer makes an object's schema offer snippets until the object has a member.
// The alternatives together take what the schema itself takes.
func offer(s object, until string, snippets any) {
	s["anyOf"] = []any{
		object{"type": "object", "not": object{"required": []any{until}}, "defaultSnippets": snippets},
		object{"type": s["type"]},
	}
}

var link = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)

// describe gives a schema a description of Markdown, of which plain editors get
// the plain text.
func describe(s object, markdown string) {
	if markdown == "" {
		return
	}
	plain := strings.ReplaceAll(link.ReplaceAllString(markdown, "$1"), "`", "")
	s["description"] = plain
	delete(s, "markdownDescription")
	if plain != markdown {
		s["markdownDescription"] = markdown
	}
}

// links names rules, each with its page.
func links(ids []string, all map[string]rules.Rule) string {
	texts := make([]string, 0, len(ids))
	for _, id := range ids {
		rule := all[id]
		texts = append(texts, fmt.Sprintf("- [%s](%s): %s", id, rule.HelpURI, rule.Title))
	}
	return strings.Join(texts, "\n")
}

func byID(all []rules.Rule) map[string]rules.Rule {
	found := make(map[string]rules.Rule, len(all))
	for _, rule := range all {
		found[rule.ID] = rule
	}
	return found
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
