package request_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

func parse(t testing.TB, text string) *source.File {
	t.Helper()
	name := "store.yaml"
	if strings.HasPrefix(text, "{\n") {
		name = "store.json"
	}
	return source.Parse(name, []byte(text), source.DefaultLimits())
}

const (
	inYAML = `- Colour: blue
- Name: audit
  AdvancedEventSelectors:
    - FieldSelectors:
        - {Field: eventCategory, Equals: [Data]}
        - Field: eventName
          Equals:
            - a
            - b
      Name: >
        folded
        text
  TagsList: []
  KmsKeyId:
`
	inJSON = `{
  "Name": "audit",
  "AdvancedEventSelectors": [
    {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]}]}
  ]
}`
)

// TestAt looks up paths, and what is shown of each.
func TestAt(t *testing.T) {
	yaml, json := parse(t, inYAML), parse(t, inJSON)
	list := request.New(yaml, yaml.Documents[0].Root.Items[1], "/1")
	object := request.New(json, json.Documents[0].Root, "")
	for _, c := range []struct {
		r       *request.Request
		path    []any
		pointer string
		found   bool
		shown   string // line:column and the text there
	}{
		// Scalars are shown themselves.
		{list, []any{"Name"}, "/1/Name", true, "2:9 audit"},
		{list, []any{"AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 1}, "/1/AdvancedEventSelectors/0/FieldSelectors/1/Equals/1", true, "9:15 b"},
		{list, []any{"AdvancedEventSelectors", 0, "Name"}, "/1/AdvancedEventSelectors/0/Name", true, "10:13 >\n        folded\n        text"},
		{list, []any{"KmsKeyId"}, "/1/KmsKeyId", true, "14:3 KmsKeyId"},
		{object, []any{"Name"}, "/Name", true, `2:11 "audit"`},
		{list, []any{"TagsList"}, "/1/TagsList", true, "13:13 []"}, // there is nothing in it to hide
		// Lists and objects by their key.
		{list, []any{"AdvancedEventSelectors"}, "/1/AdvancedEventSelectors", true, "3:3 AdvancedEventSelectors"},
		{object, []any{"AdvancedEventSelectors", 0, "FieldSelectors", 0, "Equals"}, "/AdvancedEventSelectors/0/FieldSelectors/0/Equals", true, `4:52 "Equals"`},
		// Those without one by what they begin with.
		{list, nil, "/1", true, "2:3 Name"},
		{list, []any{"AdvancedEventSelectors", 0}, "/1/AdvancedEventSelectors/0", true, "4:7 FieldSelectors"},
		{list, []any{"AdvancedEventSelectors", 0, "FieldSelectors", 0}, "/1/AdvancedEventSelectors/0/FieldSelectors/0", true, "5:11 {"},
		{list, []any{"AdvancedEventSelectors", 0, "FieldSelectors", 1}, "/1/AdvancedEventSelectors/0/FieldSelectors/1", true, "6:11 Field"},
		{object, []any{}, "", true, "1:1 {"},
		{object, []any{"AdvancedEventSelectors", 0}, "/AdvancedEventSelectors/0", true, "4:5 {"},
		// What isn't there stands at the nearest that is.
		{list, []any{"RetentionPeriod"}, "/1", false, "2:3 Name"},
		{list, []any{"AdvancedEventSelectors", 1, "Name"}, "/1/AdvancedEventSelectors", false, "3:3 AdvancedEventSelectors"},
		{list, []any{"AdvancedEventSelectors", -1}, "/1/AdvancedEventSelectors", false, "3:3 AdvancedEventSelectors"},
		{list, []any{"AdvancedEventSelectors", "0"}, "/1/AdvancedEventSelectors", false, "3:3 AdvancedEventSelectors"},
		{list, []any{"Name", "x", 0}, "/1/Name", false, "2:9 audit"},
		{list, []any{0}, "/1", false, "2:3 Name"},
		{list, []any{1.5}, "/1", false, "2:3 Name"},
		{object, []any{"AdvancedEventSelectors", 0, "FieldSelectors", 0, "StartsWith", 3}, "/AdvancedEventSelectors/0/FieldSelectors/0", false, "4:25 {"},
	} {
		place := c.r.At(c.path)
		start, end := place.Span()
		at := c.r.File.Position(start)
		shown := fmt.Sprintf("%d:%d %s", at.Line, at.Column, c.r.File.Content[start:end])
		if place.Pointer != c.pointer || place.Found != c.found || shown != c.shown || !place.Known {
			t.Errorf("%v: at %q, found %v, known %v, shown as %q;\nwant at %q, found %v, known, shown as %q",
				c.path, place.Pointer, place.Found, place.Known, shown, c.pointer, c.found, c.shown)
		}
	}
}

func TestHead(t *testing.T) {
	for text, want := range map[string]string{
		"Name: a\n":                "Name",
		"# comment\n\n'Name': a\n": "'Name'",
		"? Name\n: a\n":            "?", // the object begins before its first key
		"{Name: a}\n":              "{",
		"&a {Name: a}\n":           "{",
		"&a\nName: a\n":            "Name",
		"{}\n":                     "{",
		"- a\n- b\n":               "-",
		"[a]\n":                    "[",
		"<<: {Name: a}\n":          "<", // its first member stands elsewhere
		`{"Name": "a"}`:            "{",
		"{\n\"Name\": \"a\"}":      "{",
	} {
		file := parse(t, text)
		start, end := request.Head(file.Documents[0].Root)
		if got := string(file.Content[start:end]); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
}

func TestEscape(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "Name": "Name", "a/b": "a~1b", "a~b": "a~0b", "~1": "~01", "/~/": "~1~0~1", "ä %20": "ä %20",
	} {
		if got := request.Escape(name); got != want {
			t.Errorf("%q is escaped as %q, want %q", name, got, want)
		}
	}
	file := parse(t, `{"a/b~c": {"": [5]}}`)
	r := request.New(file, file.Documents[0].Root, "/7")
	if place := r.At([]any{"a/b~c", "", 0}); !place.Found || place.Pointer != "/7/a~1b~0c//0" {
		t.Errorf("found %v at %q", place.Found, place.Pointer)
	}
}

// TestRename looks a misspelt member up by the name that the API has for it,
// and points at it as it is spelt.
func TestRename(t *testing.T) {
	file := parse(t, "nAme: audit\nTags: [{key: a}]\n")
	r := request.New(file, file.Documents[0].Root, "")
	if r.Name() != "" || r.At([]any{"Name"}).Found {
		t.Error("there is a Name before there is one")
	}
	tags := r.Root.Members[1]
	r.Rename(r.Root.Members[0].Key, "Name")
	r.Rename(tags.Key, "TagsList")
	r.Rename(tags.Value.Items[0].Members[0].Key, "Key")
	if got := r.Name(); got != "audit" {
		t.Errorf("the name is %q", got)
	}
	place := r.At([]any{"TagsList", 0, "Key"})
	if !place.Found || place.Pointer != "/Tags/0/key" || place.Value.Text != "a" {
		t.Errorf("found %v at %q: %+v", place.Found, place.Pointer, place.Value)
	}
	if r.At([]any{"Tags"}).Found {
		t.Error("the member is still found as it was misspelt")
	}
	if other := request.New(file, file.Documents[0].Root, ""); other.Name() != "" {
		t.Error("what one request knows, another of the same object knows too")
	}
}

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"Name: audit": "audit", "Name: 5": "", "Name: [a]": "", "Name: ''": "", "{}": "", "name: a": "",
		`{"Name": "first", "Name": "last"}`: "last", // as readers of JSON take it
	} {
		file := parse(t, text)
		if got := request.New(file, file.Documents[0].Root, "").Name(); got != want {
			t.Errorf("%s: the name is %q, want %q", text, got, want)
		}
	}
}

func TestUnknown(t *testing.T) {
	file := parse(t, "Name: audit\nTagsList: [{Key: a}, {Key: b}]\n")
	r := request.New(file, file.Documents[0].Root, "")
	second := []any{"TagsList", 1}
	r.MarkUnknown(r.At(second).Value)
	for _, c := range []struct {
		path  []any
		known bool
	}{
		{nil, true},
		{[]any{"TagsList"}, true},
		{[]any{"TagsList", 0, "Key"}, true},
		{second, false},
		{[]any{"TagsList", 1, "Key"}, false},   // in it
		{[]any{"TagsList", 1, "Value"}, false}, // missing in it
		{[]any{"TagsList", 2}, true},
	} {
		if got := r.At(c.path).Known; got != c.known {
			t.Errorf("%v: known %v, want %v", c.path, got, c.known)
		}
	}
	r.MarkUnknown(r.Root)
	if r.At(nil).Known || r.At([]any{"Name"}).Known {
		t.Error("a part of an unknown request is known")
	}
	if !r.Unknown(r.Root) || r.Unknown(r.Root.Members[0].Key) {
		t.Error("what is unknown is the root alone")
	}
}
