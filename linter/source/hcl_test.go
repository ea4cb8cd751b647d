package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHCL: blocks become what Terraform's JSON syntax has for them.
func TestHCL(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"literals": {
			"a = 1\nb = \"x\\n$${y}\"\nc = true\nd = null\ne = -2.50\nf = (007)\n", []string{
				"1:1-6:10 an object",
				`/a: 1:1-1:2 a string "a"`, `/a 1:5-1:6 a number "1"`,
				`/b: 2:1-2:2 a string "b"`, `/b 2:5-2:15 a string "x\n${y}"`,
				`/c: 3:1-3:2 a string "c"`, `/c 3:5-3:9 a boolean "true"`,
				`/d: 4:1-4:2 a string "d"`, `/d 4:5-4:9 null`,
				`/e: 5:1-5:2 a string "e"`, `/e 5:5-5:10 a number "-2.50"`,
				`/f: 6:1-6:2 a string "f"`, `/f 6:6-6:9 a number "7"`,
			},
		},
		"lists, objects and what is computed": {
			"a = [\"é\", b.c, <<E\nx\nE\n]\nd = { e = 1, \"f\" : [], (g) = 2 }\nh = { e = \"${i}-\" }\n", []string{
				"1:1-6:20 an object",
				`/a: 1:1-1:2 a string "a"`, "/a 1:5-4:2 a list",
				`/a/0 1:6-1:9 a string "é"`, `/a/1 1:11-1:14 a string "b.c"`, `/a/2 1:16-3:2 a string "x\n"`,
				`/d: 5:1-5:2 a string "d"`, `/d 5:5-5:33 a string "{ e = 1, \"f\" : [], (g) = 2 }"`,
				`/h: 6:1-6:2 a string "h"`, "/h 6:5-6:20 an object",
				`/h/e: 6:7-6:8 a string "e"`, `/h/e 6:11-6:18 a string "\"${i}-\""`,
			},
		},
		"blocks": {
			"# c\nr \"t\" \"a\" {\n  s {}\n  s { x = 1 }\n}\nr \"t\" b {}\nr \"u\" \"a\" {}\n", []string{
				"2:1-7:13 an object",
				`/r: 2:1-2:2 a string "r"`, "/r 2:3-5:2 an object",
				`/r/t: 2:3-2:6 a string "t"`, "/r/t 2:7-5:2 an object",
				`/r/t/a: 2:7-2:10 a string "a"`, "/r/t/a 2:1-5:2 an object",
				`/r/t/a/s: 3:3-3:4 a string "s"`, "/r/t/a/s 3:3-3:7 a list",
				"/r/t/a/s/0 3:3-3:7 an object",
				"/r/t/a/s/1 4:3-4:14 an object",
				`/r/t/a/s/1/x: 4:7-4:8 a string "x"`, `/r/t/a/s/1/x 4:11-4:12 a number "1"`,
				`/r/t/b: 6:7-6:8 a string "b"`, "/r/t/b 6:1-6:11 an object",
				`/r/u: 7:3-7:6 a string "u"`, "/r/u 7:7-7:13 an object",
				`/r/u/a: 7:7-7:10 a string "a"`, "/r/u/a 7:1-7:13 an object",
			},
		},
		"one block twice": {
			"r \"a\" {}\nr \"a\" {}\nr \"a\" {}\n", []string{
				"1:1-3:9 an object",
				`/r: 1:1-1:2 a string "r"`, "/r 1:3-1:9 an object",
				`/r/a: 1:3-1:6 a string "a"`, "/r/a 1:1-1:9 a list",
				"/r/a/0 1:1-1:9 an object", "/r/a/1 2:1-2:9 an object", "/r/a/2 3:1-3:9 an object",
			},
		},
		"a byte order mark": {
			"\uFEFFa = b.c\n", []string{"1:1-1:8 an object", `/a: 1:1-1:2 a string "a"`, `/a 1:5-1:8 a string "b.c"`},
		},
		"nothing":  {"", nil},
		"comments": {"# a\n/* b */\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			file := Parse("main.tf", []byte(test.text), DefaultLimits())
			if len(file.Faults) > 0 {
				t.Fatal(faultLines(file))
			}
			if diff := cmp.Diff(test.want, outline(file)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestHCLFaults: what can't be read is said at its place.
func TestHCLFaults(t *testing.T) {
	limits := DefaultLimits()
	limits.Nodes, limits.Depth, limits.Digits = 3000, 8, 20
	for text, want := range map[string]string{
		"a = ":                                  "1:3-1:4 syntax-error: this is no HCL: missing expression",
		"a {":                                   "1:3-1:4 syntax-error: this is no HCL: unclosed configuration block",
		"a = 1\na = 2\n":                        "2:1-2:2 syntax-error: this is no HCL: attribute redefined",
		"resource: x\n":                         "1:1-1:9 syntax-error: this is no HCL: argument or block definition required",
		"a = \"x\n":                             "1:7-2:1 syntax-error: this is no HCL: invalid multi-line string",
		"a = '\x1b[31m'":                        "1:5-1:6 syntax-error: this is no HCL: invalid character",
		"a = 1e21":                              "1:5-1:9 over-limit: the number has an exponent beyond 20, the most that edslint reads",
		"a = [[[[[[[[[]":                        "1:13-1:14 over-limit: brackets and quotes are nested more than 8 deep, the most that edslint reads",
		"a { b { c { } }":                       "1:5-1:8 syntax-error: this is no HCL: argument definition required",
		"a = 1\n" + strings.Repeat("b{}", 1100): "1:1-1:1 over-limit: the file holds more than 3000 words and signs, the most that edslint reads",
		"\xff":                                  "1:1-1:2 not-utf8: the byte 0xFF is not UTF-8, and the file must be in UTF-8",
	} {
		file := Parse("main.tf", []byte(text), limits)
		if got := strings.Join(faultLines(file), "; "); got != want {
			t.Errorf("%.40q:\n got %s\nwant %s", text, got, want)
		}
		if file.Documents != nil {
			t.Errorf("%.40q: has a document", text)
		}
	}
}

// TestHCLStrung: what would have the library call itself for ever is refused.
func TestHCLStrung(t *testing.T) {
	for name, text := range map[string]string{
		"brackets":      strings.Repeat("[", 1<<20),
		"blocks":        strings.Repeat("a {\n", 1<<18),
		"templates":     strings.Repeat(`"${`, 1<<18),
		"directives":    "a = \"" + strings.Repeat(`%{if a}`, 1<<16) + `"`,
		"denials":       "a = " + strings.Repeat("!", 1<<18),
		"minuses":       "a = " + strings.Repeat("-", 1<<18),
		"conditions":    "a = " + strings.Repeat("b?", 1<<17),
		"alternatives":  "a = " + strings.Repeat("b?c:", 1<<16) + "d",
		"sums":          "a = 1" + strings.Repeat("+1", 1<<17),
		"lines":         "a = (1" + strings.Repeat("+\n1", 1<<17) + ")",
		"indexes":       "a = b" + strings.Repeat("[c]", 1<<16),
		"lines of text": "a = <<E\n" + strings.Repeat(strings.Repeat("x", 60)+"\n", 20_000) + "E\n",
		"calls":         "a = " + strings.Repeat("b(", 1<<17),
	} {
		file := Parse("main.tf", []byte(text), DefaultLimits())
		if len(file.Faults) != 1 || file.Faults[0].Rule != RuleOverLimit || file.Documents != nil {
			t.Errorf("%s: got %v", name, faultLines(file))
		}
	}
}

// TestHCLComments: each with its sign, without what is in strings.
func TestHCLComments(t *testing.T) {
	text := "# a \n// b\r\nc = \"# no\" /* d\n e */ # f\ng = <<E\n# no\nE\n"
	file := Parse("main.tf", []byte(text), DefaultLimits())
	var got []string
	for _, c := range file.Comments() {
		got = append(got, text[c.Start:c.End])
	}
	if diff := cmp.Diff([]string{"# a", "// b", "/* d\n e */", "# f"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestExpression: what is computed can be read again where it stands.
func TestExpression(t *testing.T) {
	text := "\uFEFFa = [b.c, d ? 1 : 2, f(1,\n 2)[0], [for g in h : g], \"x${i}\", <<E\n${j}\nE\n, k[*].l, !m, n.0, \"${o}\", <<-E\n  ${p}\n  E\n]\n"
	file := Parse("main.tf", []byte(text), DefaultLimits())
	list := file.Documents[0].Root.Get("a")
	for _, item := range list.Items {
		x, ok := file.Expression(item)
		if !ok || x == nil || !item.Computed {
			t.Fatalf("%q can't be read again", item.Text)
		}
		if at := x.Range(); at.Start.Byte != item.Start || at.End.Byte != item.End {
			t.Errorf("%q stands at %d-%d, and then at %d-%d", item.Text, item.Start, item.End, at.Start.Byte, at.End.Byte)
		}
	}
	if len(list.Items) != 11 {
		t.Errorf("%d items", len(list.Items))
	}
	templates := Parse("main.tf.json", []byte(`["a", "${b}", "%{ if c }d%{ endif }", "${", "`+strings.Repeat("${[", 200)+`"]`), DefaultLimits())
	var got []string
	for _, item := range templates.Documents[0].Root.Items {
		switch x, ok := templates.Expression(item); {
		case !ok:
			got = append(got, "wrong")
		case x == nil:
			got = append(got, "itself")
		default:
			got = append(got, "template")
		}
	}
	if diff := cmp.Diff([]string{"itself", "template", "template", "wrong", "wrong"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzHCL(f *testing.F) {
	for _, seed := range []string{
		"", "\uFEFFa = 1", "a = [1, -2.5e3, true, null, \"x\", b.c]\n", "r \"t\" \"a\" {\n  s {\n    x = { y = \"${z}\", (v) = 1 }\n  }\n}\nr t b {}\n",
		"a = <<E\nx ${y}\nE\n", "a = b ? c : d[*].e # f", "a = \"%{ for x in y }${x}%{ endfor }\"", "a {", "a = '", "/* ", "a = [for k, v in x : k => v if w...]",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := Parse("main.tf", text, DefaultLimits())
		checkFaults(t, file)
		fatal := 0
		for _, fault := range file.Faults {
			if fault.Fatal {
				fatal++
			}
		}
		if fatal > 1 || fatal > 0 && file.Documents != nil {
			t.Fatalf("%d fatal faults, %d documents", fatal, len(file.Documents))
		}
		for _, c := range file.Comments() {
			if c.Start >= c.End || c.End > len(text) {
				t.Fatalf("a comment at %d-%d", c.Start, c.End)
			}
		}
		for _, d := range file.Documents {
			eachScalar(d.Root, func(n *Node) {
				if n.Start < 0 || n.Start > n.End || n.End > len(text) {
					t.Fatalf("%q stands at %d-%d", n.Text, n.Start, n.End)
				}
				if _, ok := file.Expression(n); !ok {
					t.Fatalf("%q can't be read again", n.Text)
				}
			})
		}
	})
}
