package source

import (
	"bytes"
	"fmt"
	"testing"
)

// comments writes each comment of a file with its place.
func comments(f *File) []string {
	var lines []string
	for _, c := range f.Comments() {
		at := f.Position(c.Start)
		lines = append(lines, fmt.Sprintf("%d:%d %s", at.Line, at.Column, f.Content[c.Start:c.End]))
	}
	return lines
}

func TestComments(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                nil,
		"# a":                             {"1:1 # a"},
		"\uFEFF# a\n#b":                   {"1:1 # a", "2:1 #b"},
		"Name: x # a \t\n":                {"1:9 # a"},
		"Name: x# a\n":                    nil,
		"Name: x\t#a # b\n":               {"1:9 #a # b"},
		"Name: é # a\r\n# b\r\n\r\n#c\r":  {"1:9 # a", "2:1 # b", "4:1 #c"},
		"Name: \"x # a\" # b":             {"1:15 # b"},
		"Name: 'it''s # a' # b":           {"1:19 # b"},
		"Name: \"x\n  # a\n  y\" # b":     {"3:6 # b"},
		"Name: x\n  y # a\n":              {"2:5 # a"},
		"a: x #b\nc: y#d #e":              {"1:6 #b", "2:8 #e"},
		"\"a # b\": c # d":                {"1:12 # d"},
		"a: | # b\n  # c\n  d # e\n# f\n": {"1:6 # b", "4:1 # f"},
		"a: >-\n  b\n\n  # c\n\n#d":       {"6:1 #d"},
		"- |\n # a\n\n# b\n- c # d":       {"4:1 # b", "5:5 # d"},
		"--- # a\n- b\n... # c\n---\n#d":  {"1:5 # a", "3:5 # c", "5:1 #d"},
		"---\n# a\n--- # b\nName: x":      {"2:1 # a", "3:5 # b"},
		"%YAML 1.2 # a\n--- # b\nc: d":    {"1:11 # a", "2:5 # b"},
		"a: &b#c x # d\ne: *b#c # f":      {"1:11 # d", "2:9 # f"},
		"a: &b # c\n  d: e\nf: *b # g":    {"1:7 # c", "3:7 # g"},
		"a: !t x # b":                     {"1:9 # b"},
		"[a, # b\n c] # d":                {"1:5 # b", "2:5 # d"},
		"{a: b, # c\n 'd # e': f#g}":      {"1:8 # c"},
		// What merging leaves out, and keys that are no strings, are text too.
		"a: 1\n<<: {a: 'b # c'} # d":   {"2:18 # d"},
		"{['a # b']: c} # d":           {"1:16 # d"},
		"? 'a # b'\n: 'c # d' # e":     {"2:11 # e"},
		"a: \u2028# b\nc: \u0085 # d":  {"2:6 # d"},
		"a: b # c\n---\nd: [ # e\n":    {"1:6 # c"},
		"# a\nb: [ # c\n":              nil,
		"a: 'x\r# b\r  y' # c\rd: # e": {"3:6 # c", "4:4 # e"},
	} {
		diff(t, fmt.Sprintf("comments of %q", text), want, comments(parse("a.yaml", text)))
	}
	for name, text := range map[string]string{"a.json": "{\"a\": \"b # c\"}", "b.json": "# a\n{}", "c": `{"a": " # b"}`, "d.yaml": "\xff # a"} {
		if got := comments(parse(name, text)); got != nil {
			t.Errorf("%s has the comments %q", name, got)
		}
	}
}

// FuzzComments: what stands in a comment is nothing to the rest of the file.
func FuzzComments(f *testing.F) {
	for _, seed := range []string{
		"# a\nb: 'c # d' # e\n", "a: |2 # b\n   # c\n# d", "\uFEFF#a\r\n- \"b\n # c\" #d", "--- # a\n&b [c, #d\n {e: f}] # g\n...\n# h", "a: b #c\n---\n[ #d",
		"%YAML 1.2 # a\n--- >- # b\n  # c\n", "? # a\n: # b\n- #c", "a: x\n  # b\nc: *d # e",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := Parse("a.yaml", text, DefaultLimits())
		last := 0
		blank := bytes.Clone(text)
		for _, c := range file.Comments() {
			if c.Start < last || c.End <= c.Start || c.End > len(text) || text[c.Start] != '#' {
				t.Fatalf("a comment out of place: %+v", c)
			}
			if bytes.ContainsAny(text[c.Start:c.End], "\r\n") {
				t.Fatalf("the comment %q has several lines", text[c.Start:c.End])
			}
			last = c.End
			for i := c.Start + 1; i < c.End; i++ {
				blank[i] = 'x'
			}
		}
		if len(file.Faults) > 0 {
			return // of which some are about what a comment may hold
		}
		again := Parse("a.yaml", blank, DefaultLimits())
		diff(t, "nodes", outline(file), outline(again))
		diff(t, "faults", []string(nil), faultLines(again))
	})
}
