package source

import (
	"strings"
	"testing"
)

func TestYAMLPositions(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"block", "# c\nName: audit  # c\nList:\n- a\n-   - b\n    - c: 1\n      d: 2\n\n# low\n", []string{
			`2:1-7:11 an object`, `/Name: 2:1-2:5 a string "Name"`, `/Name 2:7-2:12 a string "audit"`,
			`/List: 3:1-3:5 a string "List"`, `/List 4:1-7:11 a list`, `/List/0 4:3-4:4 a string "a"`,
			`/List/1 5:5-7:11 a list`, `/List/1/0 5:7-5:8 a string "b"`, `/List/1/1 6:7-7:11 an object`,
			`/List/1/1/c: 6:7-6:8 a string "c"`, `/List/1/1/c 6:10-6:11 a number "1"`,
			`/List/1/1/d: 7:7-7:8 a string "d"`, `/List/1/1/d 7:10-7:11 a number "2"`,
		}},
		{"flow", "{a: [ 'b', \"c\" , ], # ] }\n  \"d\":{e, f: }\n }\n", []string{
			`1:1-3:3 an object`, `/a: 1:2-1:3 a string "a"`, `/a 1:5-1:19 a list`, `/a/0 1:7-1:10 a string "b"`, `/a/1 1:12-1:15 a string "c"`,
			`/d: 2:3-2:6 a string "d"`, `/d 2:7-2:15 an object`, `/d/e: 2:8-2:9 a string "e"`, `/d/e 2:8-2:9 null`,
			`/d/f: 2:11-2:12 a string "f"`, `/d/f 2:11-2:12 null`,
		}},
		{"pairs in a list", "[a: b, {c: d}: e, ? f : g]", []string{
			`1:1-1:27 a list`, `/0 1:2-1:6 an object`, `/0/a: 1:2-1:3 a string "a"`, `/0/a 1:5-1:6 a string "b"`,
			`/1 1:8-1:17 an object`, `/2 1:19-1:26 an object`, `/2/f: 1:21-1:22 a string "f"`, `/2/f 1:25-1:26 a string "g"`,
		}},
		{"lines of a plain scalar", "a: one two\n  three # c\nb: x\n\n  y\n\nc: z", []string{
			`1:1-7:5 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-2:8 a string "one two three"`,
			`/b: 3:1-3:2 a string "b"`, `/b 3:4-5:4 a string "x\ny"`, `/c: 7:1-7:2 a string "c"`, `/c 7:4-7:5 a string "z"`,
		}},
		{"lines of quoted scalars", "a: \"x\\\"\n  y\\\n  z\"\nb: 'it''s\n\n  w'  # c", []string{
			`1:1-6:5 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-3:5 a string "x\" yz"`, `/b: 4:1-4:2 a string "b"`, `/b 4:4-6:5 a string "it's\nw"`,
		}},
		{"block scalars", "a: |  # c\n  x\n\n  # y  \n# z\nb: >2-\n   x\n  y\n\n\nc: |+\n\nd: |\n", []string{
			`1:1-13:5 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-4:6 a string "x\n\n# y  \n"`,
			`/b: 6:1-6:2 a string "b"`, `/b 6:4-8:4 a string " x\ny"`,
			`/c: 11:1-11:2 a string "c"`, `/c 11:4-11:6 a string "\n"`, `/d: 13:1-13:2 a string "d"`, `/d 13:4-13:5 a string`,
		}},
		{"anchors, aliases and tags", "a: &x !!str # c\n  5\nb: *x\n&y c : &z\n  !foo\n  - *y\nd: !Ref e", []string{
			`1:1-7:10 an object`, `/a: 1:1-1:2 a string "a"`, `/a 2:3-2:4 a string "5"`,
			`/b: 3:1-3:2 a string "b"`, `/b 2:3-2:4 a string "5"`,
			`/c: 4:4-4:5 a string "c"`, `/c 6:3-6:7 a list !foo`, `/c/0 4:4-4:5 a string "c"`,
			`/d: 7:1-7:2 a string "d"`, `/d 7:9-7:10 a string !Ref "e"`,
		}},
		{"merge keys", "a: &a {x: 1, y: 2}\nb: &b {x: 3, z: 4}\nc:\n  <<: [*a, *b]\n  y: 5\nd: {<<: *a}", []string{
			`1:1-6:12 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:7-1:19 an object`,
			`/a/x: 1:8-1:9 a string "x"`, `/a/x 1:11-1:12 a number "1"`, `/a/y: 1:14-1:15 a string "y"`, `/a/y 1:17-1:18 a number "2"`,
			`/b: 2:1-2:2 a string "b"`, `/b 2:7-2:19 an object`,
			`/b/x: 2:8-2:9 a string "x"`, `/b/x 2:11-2:12 a number "3"`, `/b/z: 2:14-2:15 a string "z"`, `/b/z 2:17-2:18 a number "4"`,
			`/c: 3:1-3:2 a string "c"`, `/c 4:3-5:7 an object`, `/c/y: 5:3-5:4 a string "y"`, `/c/y 5:6-5:7 a number "5"`,
			`/c/x: 1:8-1:9 a string "x"`, `/c/x 1:11-1:12 a number "1"`, `/c/z: 2:14-2:15 a string "z"`, `/c/z 2:17-2:18 a number "4"`,
			`/d: 6:1-6:2 a string "d"`, `/d 6:4-6:12 an object`,
			`/d/x: 1:8-1:9 a string "x"`, `/d/x 1:11-1:12 a number "1"`, `/d/y: 1:14-1:15 a string "y"`, `/d/y 1:17-1:18 a number "2"`,
		}},
		{"a merge key in quotes is a key", `"<<": {a: b}`, []string{
			`1:1-1:13 an object`, `/<<: 1:1-1:5 a string "<<"`, `/<< 1:7-1:13 an object`, `/<</a: 1:8-1:9 a string "a"`, `/<</a 1:11-1:12 a string "b"`,
		}},
		{"empty values", "a:\nb: !!str\nc: &x\nd:\n-\n-\n  # c\n- *x", []string{
			`1:1-8:5 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:1-1:2 null`, `/b: 2:1-2:2 a string "b"`, `/b 2:1-2:2 a string`,
			`/c: 3:1-3:2 a string "c"`, `/c 3:1-3:2 null`,
			`/d: 4:1-4:2 a string "d"`, `/d 5:1-8:5 a list`, `/d/0 5:1-5:2 null`, `/d/1 6:1-6:2 null`, `/d/2 3:1-3:2 null`,
		}},
		{"colons behind an anchor", "&a::: b", []string{`1:1-1:8 an object`, `/::: 1:3-1:5 a string "::"`, `/:: 1:7-1:8 a string "b"`}},
		{"complex keys", "? a\n: b\n? |\n  c\n: - d", []string{
			`1:1-5:6 an object`, `/a: 1:3-1:4 a string "a"`, `/a 2:3-2:4 a string "b"`, "/c\n: 3:3-4:4 a string \"c\\n\"", "/c\n 5:3-5:6 a list", "/c\n/0 5:5-5:6 a string \"d\"",
		}},
		{"documents", "%YAML 1.2\n---\na: 1\n...\n---\n# nothing\n--- b\n---\n", []string{
			`0 3:1-3:5 an object`, `0/a: 3:1-3:2 a string "a"`, `0/a 3:4-3:5 a number "1"`, `1 nothing`, `2 7:5-7:6 a string "b"`, `3 nothing`,
		}},
		{"byte order mark", "\uFEFFa: 1", []string{`1:1-1:5 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-1:5 a number "1"`}},
		{"carriage returns and line feeds", "a: x\r\n  y\r\nb: |\r\n  z\r\n", []string{
			`1:1-4:4 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-2:4 a string "x y"`, `/b: 3:1-3:2 a string "b"`, `/b 3:4-4:4 a string "z\n"`,
		}},
		{"carriage returns", "a: x\rb:\r- z\r", []string{
			`1:1-3:4 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-1:5 a string "x"`, `/b: 2:1-2:2 a string "b"`, `/b 3:1-3:4 a list`, `/b/0 3:3-3:4 a string "z"`,
		}},
		{"wide and combining characters", "日本: e\u0301 # 日\n😀: {é: '日'}", []string{
			`1:1-2:12 an object`, `/日本: 1:1-1:3 a string "日本"`, "/日本 1:5-1:7 a string \"e\u0301\"",
			`/😀: 2:1-2:2 a string "😀"`, `/😀 2:4-2:12 an object`, `/😀/é: 2:5-2:6 a string "é"`, `/😀/é 2:8-2:11 a string "日"`,
		}},
		{"tabs", "a:\tb\t\nc: [\td,\n\te\t]", []string{
			`1:1-3:5 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-1:5 a string "b"`,
			`/c: 2:1-2:2 a string "c"`, `/c 2:4-3:5 a list`, `/c/0 2:6-2:7 a string "d"`, `/c/1 3:2-3:3 a string "e"`,
		}},
		{"line breaks of YAML 1.1 alone", "a: x\u2028y # \u2029\nb: \"\u0085\"\nc: |\n  \u2028\n", []string{
			`1:1-4:4 an object`, `/a: 1:1-1:2 a string "a"`, `/a 1:4-1:7 a string "x\u2028y"`, `/b: 2:1-2:2 a string "b"`, `/b 2:4-2:7 a string "\u0085"`,
			`/c: 3:1-3:2 a string "c"`, `/c 3:4-4:4 a string "\u2028\n"`,
		}},
		{"a scalar", "--- just text\n", []string{`1:5-1:14 a string "just text"`}},
		{"JSON", "{\"a\": \"b\\/\", \"c\": [1, null]}", []string{
			`1:1-1:29 an object`, `/a: 1:2-1:5 a string "a"`, `/a 1:7-1:12 a string "b/"`,
			`/c: 1:14-1:17 a string "c"`, `/c 1:19-1:28 a list`, `/c/0 1:20-1:21 a number "1"`, `/c/1 1:23-1:27 null`,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := parse("a.yaml", test.text)
			diff(t, "outline", test.want, outline(f))
			for _, fault := range f.Faults {
				if test.name != "pairs in a list" { // has an object for a key
					t.Errorf("fault: %s", fault.Message)
				}
			}
		})
	}
}

func TestYAMLWithoutContent(t *testing.T) {
	for _, text := range []string{"", "\n", "# only\n", "---\n", "---\n---\n...\n", "\uFEFF", "--- &a\n", "%YAML 1.2\n---\n"} {
		f := parse("a.yaml", text)
		if f.Documents != nil || f.Faults != nil {
			t.Errorf("%q: %d documents, faults %v", text, len(f.Documents), faultLines(f))
		}
	}
}

// Aliases and merge keys bring in the nodes themselves.
func TestYAMLSharedNodes(t *testing.T) {
	f := parse("a.yaml", "a: &a {k: v}\nb: *a\nc: {<<: *a}")
	root := f.Documents[0].Root
	if root.Get("a") != root.Get("b") {
		t.Error("the alias is a copy")
	}
	if root.Get("a").Get("k") != root.Get("c").Get("k") || root.Get("a").Members[0].Key != root.Get("c").Members[0].Key {
		t.Error("the merged member is a copy")
	}
}

func TestYAMLNodeStyle(t *testing.T) {
	f := parse("a.yaml", "[a, 'b', {}, ]")
	root := f.Documents[0].Root
	if !root.Flow || !root.Items[2].Flow || !root.Items[0].Plain || root.Items[1].Plain {
		t.Errorf("flow %v %v, plain %v %v", root.Flow, root.Items[2].Flow, root.Items[0].Plain, root.Items[1].Plain)
	}
	f = parse("a.yaml", "- a: |\n    x\n")
	root = f.Documents[0].Root
	if root.Flow || root.Items[0].Flow || root.Items[0].Get("a").Plain {
		t.Error("a block is taken for flow or plain")
	}
}

func TestYAMLFaults(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a:\n\t\tb: c", "2:1-2:3 syntax-error: a tab can't indent YAML"},
		{"a: b\n\tc: d", "2:1-2:2 syntax-error: a tab can't indent YAML"},
		{"\uFEFF\uFEFFa: b", "1:1-1:2 syntax-error: a second byte order mark stands at the beginning of the file, where only one is passed over"},
		{"\ta: b", "1:1-1:2 syntax-error: a tab can't indent YAML"},
		{"- a\n\t- b", "2:1-2:2 syntax-error: a tab can't indent YAML"},
		{"a: |\n\tb", "2:1-2:2 syntax-error: a tab can't indent YAML"},
		{"a: b: c", "1:5-1:6 syntax-error: a `:` can't stand here"},
		{"key: value\n  other: value", "2:3-2:9 syntax-error: a key can't stand here, because what is above it is a value without members"},
		{`a: "x" y`, "1:8-1:9 syntax-error: text behind the closing quote of a string"},
		{"a: 'don't'", "1:9-1:10 syntax-error: text behind the closing quote of a string"},
		{"a:\n  b: c\n d: e", "3:2-3:3 syntax-error: a key was expected here"},
		{"- a\nb: c", "2:1-2:2 syntax-error: a `-` was expected here"},
		{"a: - b", "1:4-1:5 syntax-error: a list can't begin here"},
		{"a: b\nc d  \ne: f", "2:1-2:4 syntax-error: there is no `:` behind this key"},
		{"a: [b, c\n", "1:8-1:9 syntax-error: the file ends here, but its `[` is not closed (1:4 opened here)"},
		{"a: {b: é", "1:8-1:9 syntax-error: the file ends here, but its `{` is not closed (1:4 opened here)"},
		{"a: [", "1:4-1:5 syntax-error: the file ends where a value was expected"},
		{"[a, b}", "1:6-1:7 syntax-error: a `,` or `]` is missing before this (1:1 opened here)"},
		{"{a: b]", "1:6-1:7 syntax-error: a `,` or `}` is missing before this (1:1 opened here)"},
		{"[a,,b]", "1:4-1:5 syntax-error: a value was expected here"},
		{"a: ]", "1:4-1:5 syntax-error: a value was expected here"},
		{"a: \"x\nb: c\n", "1:4-1:6 syntax-error: this string has no closing quote"},
		{"a: 'x\n---\nb", "1:4-1:6 syntax-error: this string has no closing quote before the end of its document"},
		{"a: @x", "1:4-1:5 syntax-error: a value can't begin with `@`"},
		{"a: `x`", "1:4-1:5 syntax-error: a value can't begin with a backtick"},
		{"é: %x", "1:4-1:5 syntax-error: a value can't begin with `%`"},
		{`a: "\é"`, "1:5-1:7 syntax-error: `\\é` is no escape that YAML knows"},
		{`a: "\xzz"`, "1:7-1:8 syntax-error: the escape here lacks hexadecimal digits"},
		{`a: "\ud83d"`, "1:7-1:8 syntax-error: the escape here names no character"},
		{"a: *x-y", "1:4-1:8 syntax-error: the alias `*x-y` has no anchor `&x-y` before it"},
		{"a: [*]", "1:5-1:6 syntax-error: a name must stand behind `*`"},
		{"a: & b", "1:4-1:5 syntax-error: a name must stand behind `&`"},
		{"a: &a [b, *a]", "1:11-1:13 syntax-error: the alias `*a` stands inside of `&a`, which it repeats"},
		{"a: &a\n  b: {<<: *a}", "2:11-2:13 syntax-error: the alias `*a` stands inside of `&a`, which it repeats"},
		{"a: > x", "1:6-1:7 syntax-error: text that can't stand on this line"},
		{"a: |0", "1:5-1:6 syntax-error: a block can't be indented by 0"},
		{"a: !x!y z", "1:4-1:5 syntax-error: this tag begins with a handle that no %TAG line defines"},
		{"a: !<x", "1:6-1:7 syntax-error: the tag is not closed"},
		{"{a: b} c", "1:8-1:9 syntax-error: text after the end of the document"},
		{"a: b\n... c", "2:5-2:6 syntax-error: text behind the `...` that ends a document"},
		{"%YAML 1.2 x\n---\na", "1:11-1:12 syntax-error: text that can't stand on this line"},
		{"%YAML 3.0\n---\na", "1:1-1:2 syntax-error: this version of YAML can't be read"},
		{"a: \"b\"#c", "1:7-1:8 syntax-error: a comment needs a space before its `#`"},
		{"a: b\x00", "1:5-1:6 syntax-error: the control character U+0000 can't stand in YAML"},
		{"# \x1b", "1:3-1:4 syntax-error: the control character U+001B can't stand in YAML"},
		{"a: \x7f", "1:4-1:5 syntax-error: the control character U+007F can't stand in YAML"},
		{"é: \u0086", "1:4-1:5 syntax-error: the control character U+0086 can't stand in YAML"},
		{"a: \uFFFF", "1:4-1:5 syntax-error: the control character U+FFFF can't stand in YAML"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			f := parse("a.yaml", test.text)
			diff(t, "faults", []string{test.want}, faultLines(f))
			if f.Documents != nil || !f.Faults[0].Fatal {
				t.Errorf("%d documents, fatal: %v", len(f.Documents), f.Faults[0].Fatal)
			}
		})
	}
}

// Faults behind which reading goes on.
func TestYAMLLesserFaults(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"a: 1\nb: {c: 1, 'c': 2}\n\"a\": 2", []string{
			"2:11-2:14 duplicate-key: the key `c` stands twice in one object (2:5 first here)",
			"3:1-3:4 duplicate-key: the key `a` stands twice in one object (1:1 first here)"}},
		{"200: a\n\"200\": b", []string{
			"1:1-1:4 syntax-error: the key `200` is a number, and can only be a string",
			"2:1-2:6 duplicate-key: the key `200` stands twice in one object (1:1 first here)"}},
		{"true: a", []string{"1:1-1:5 syntax-error: the key `true` is a boolean, and can only be a string"}},
		{"2020-01-01: a", []string{"1:1-1:11 syntax-error: the key `2020-01-01` is a date, and can only be a string"}},
		{"~: a", []string{"1:1-1:2 syntax-error: the key `~` is null, and can only be a string"}},
		{": a", []string{"1:1-1:2 syntax-error: a key is missing here"}},
		{"b: c\n? \n: a", []string{"2:1-2:2 syntax-error: a key is missing here"}},
		{"[a]: b", []string{"1:1-1:4 syntax-error: a key is a list here, and can only be a string"}},
		{"? {a: b}\n: c", []string{"1:3-1:9 syntax-error: a key is an object here, and can only be a string"}},
		{"a: &x 5\n*x : b", []string{"2:1-2:3 syntax-error: the key `5` is a number, and can only be a string"}},
		{"<<: 5", []string{"1:5-1:6 syntax-error: the merge key `<<` can only bring in objects, and this is a number"}},
		{"<<:", []string{"1:1-1:3 syntax-error: the merge key `<<` can only bring in objects, and this is null"}},
		{"a: &a [x]\n<<: *a", []string{"2:5-2:7 syntax-error: the merge key `<<` can only bring in objects, and this is a string"}},
		{"<<: {a: 1}\n<<: {b: 2}", []string{"2:1-2:3 duplicate-key: the key `<<` stands twice in one object (1:1 first here)"}},
		{"a: =\nb: [<<]", []string{
			"1:4-1:5 syntax-error: without quotes `=` has a meaning of its own in YAML, and can't be a value",
			"2:5-2:7 syntax-error: without quotes `<<` has a meaning of its own in YAML, and can't be a value"}},
		{"a: !!int x", []string{"1:10-1:11 syntax-error: the value \"x\" can't be read as `!!int`"}},
		{"a: !!str [b]", []string{"1:10-1:11 syntax-error: `!!str` stands before a list, which it does not fit"}},
		{"a: !!map [b]", []string{"1:10-1:11 syntax-error: `!!map` stands before a list, which it does not fit"}},
		{"a: !!seq b", []string{"1:10-1:11 syntax-error: the value \"b\" can't be read as `!!seq`"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			f := parse("a.yaml", test.text)
			diff(t, "faults", test.want, faultLines(f))
			if len(f.Documents) != 1 || f.Faults[0].Fatal {
				t.Errorf("%d documents, fatal: %v", len(f.Documents), f.Faults[0].Fatal)
			}
		})
	}
	f := parse("a.yaml", "{200: a, [b]: c, ~: d}")
	diff(t, "members", []string{`1:1-1:23 an object`, `/200: 1:2-1:5 a string "200"`, `/200 1:7-1:8 a string "a"`,
		`/~: 1:18-1:19 a string "~"`, `/~ 1:21-1:22 a string "d"`}, outline(f))
}

func TestYAMLDocumentsBeforeAFault(t *testing.T) {
	f := parse("a.yaml", "a: 1\n---\nb: 2\n---\nc: [\n---\nd: 4\n")
	if len(f.Documents) != 2 || len(f.Faults) != 1 || !f.Faults[0].Fatal {
		t.Errorf("%d documents, faults %v", len(f.Documents), faultLines(f))
	}
}

func BenchmarkYAML(b *testing.B) {
	text := []byte(requestYAML())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if f := Parse("a.yaml", text, DefaultLimits()); len(f.Faults) > 0 {
			b.Fatal(faultLines(f))
		}
	}
}

// requestYAML is a request of about 3 kB.
func requestYAML() string {
	const selector = `
  - Name: S3 data events
    FieldSelectors:
      - Field: eventCategory
        Equals: [Data]
      - {Field: resources.type, Equals: ["AWS::S3::Object"]}
      - Field: resources.ARN
        StartsWith:
          - arn:aws:s3:::my-bucket/
          - arn:aws:s3:::my-other/
      - {Field: readOnly, Equals: ["true"]}   # only reads
      - {Field: eventName, NotEquals: [GetObject, PutObject]}
`
	return "Name: audit\nRetentionPeriod: 2557\nAdvancedEventSelectors:" + strings.Repeat(selector, 8)
}
