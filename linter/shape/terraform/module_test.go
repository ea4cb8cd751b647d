package terraform_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/shape/terraform"
	"github.com/edslint/edslint/linter/source"
)

// TestModule: what a file refers to is looked for in its folder, as Terraform
// does. What stands in another file has the place of what refers to it.
func TestModule(t *testing.T) {
	const store = `resource "aws_cloudtrail_event_data_store" "s" {
  name             = local.name
  retention_period = var.days
  kms_key_id       = local.keys["main"].alias
}
`
	for name, test := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"siblings": {
			map[string]string{
				"locals.tf":       "locals {\n  name = \"audit-${var.stage}\"\n  keys = { main = { alias = \"alias/a\" } }\n}\n",
				"variables.tf":    "variable \"stage\" {\n  default = \"prod\"\n}\nvariable \"days\" {\n  type = number\n  default = 90\n}\n",
				"sub/locals.tf":   `locals { name = "sub" }`,
				"test.tftest.hcl": `variables { stage = "test" }`,
			},
			[]string{`2:22 Name "audit-prod"`, "3:22 RetentionPeriod 90", `4:22 KmsKeyId "alias/a"`},
		},
		"JSON, and values that are given": {
			map[string]string{
				"locals.tf.json":    `{"locals": {"name": "audit-${var.stage}", "keys": {"main": {"alias": ""}}}}`,
				"variables.tf.json": `{"variable": {"stage": {"default": ""}, "days": {"type": "number", "default": 90}}}`,
				"terraform.tfvars":  "days = \"91\"\nstage = \"given\"\nunheard_of = 1\n",
				"b.auto.tfvars":     "days = 93\n",
				"a.auto.tfvars":     "days = 92\n",
				"prod.tfvars":       "days = 94\n",
			},
			[]string{`2:22 Name "audit-given"`, "3:22 RetentionPeriod 93"},
		},
		"overrides": {
			map[string]string{
				"a_override.tf": "locals {\n  name = \"over\"\n}\nvariable \"days\" {\n  default = 95\n}\n",
				"locals.tf":     "locals {\n  name = \"under\"\n  keys = {}\n}\nvariable \"days\" {\n  type = string\n  default = 90\n}\n",
			},
			[]string{`2:22 Name "over"`, "3:22 RetentionPeriod 95", "4:22 KmsKeyId ?"},
		},
		"what can't be read is unknown": {
			map[string]string{"locals.tf": "locals {\n  name = \"x\"\n", "variables.tf": `variable "days" {}`},
			[]string{"2:22 Name ?", "3:22 RetentionPeriod ?", "4:22 KmsKeyId ?"},
		},
		"a provider's tags": {
			map[string]string{"provider.tf": "provider \"aws\" {\n  default_tags {\n    tags = {}\n  }\n}\n"},
			[]string{"2:22 Name ?", "3:22 RetentionPeriod ?", "4:22 KmsKeyId ?", "1:1 TagsList ?"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			test.files["main.tf"] = store
			for name, text := range test.files {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			file, err := source.Read(filepath.Join(dir, "main.tf"), "main.tf", source.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, members(t, file)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// members writes the members of the one store of a file.
func members(t *testing.T, file *source.File) []string {
	t.Helper()
	found, _ := terraform.NewConfiguration(source.DefaultLimits()).Find(file, file.Documents[0], true)
	if len(found) != 1 {
		t.Fatalf("%d requests", len(found))
	}
	var got []string
	for _, m := range found[0].Root.Members {
		at := file.Position(m.Value.Start)
		value := m.Value.Text
		if m.Value.Kind == source.String {
			value = fmt.Sprintf("%q", value)
		}
		if found[0].Unknown(m.Value) {
			value = "?"
		}
		got = append(got, fmt.Sprintf("%d:%d %s %s", at.Line, at.Column, m.Key.Text, value))
	}
	return got
}

// TestCost: what would take more than a machine has is unknown, and soon.
func TestCost(t *testing.T) {
	doubled := func(first, next string) string {
		var text strings.Builder
		fmt.Fprintf(&text, "locals {\n  l0 = %s\n", first)
		for i := range 60 {
			fmt.Fprintf(&text, "  l%d = %s\n", i+1, strings.ReplaceAll(next, "X", fmt.Sprintf("local.l%d", i)))
		}
		return text.String() + "}\n"
	}
	large := func(x string) string {
		return "locals {\n  x = \"1e646456990\"\n  l60 = " + x + "\n}\n"
	}
	for name, text := range map[string]string{
		"a large number":               large("tonumber(local.x)"),
		"formatted as a number":        large(`format("%d", local.x)`),
		"all formatted as numbers":     large(`formatlist("%d", [local.x])[0]`),
		"the greatest":                 large(`upper(max(local.x, 1))`),
		"encoded":                      large(`jsonencode(min("1e646456990"))`),
		"calculated with":              large(`upper(local.x * 3)`),
		"negated":                      large(`upper(-local.x)`),
		"calculated with in a loop":    large(`[for x in [local.x] : "${x + 1}"][0]`),
		"the index of a list":          large("range(3)[local.x]"),
		"the literal index of a list":  large(`range(3)["1e646456990"]`),
		"the index of a tuple":         large(`[1, 2][local.x]`),
		"an index, as a template":      large(`tolist([1, 2])["${local.x}"]`),
		"an index, put together":       large(`tolist([1, 2])["1e${646456990}"]`),
		"an index, in other letters":   large(`tolist([1, 2])[upper(local.x)]`),
		"an index, as a function made": large(`tolist([1, 2])[join("", ["1e", "646456990"])]`),
		"an index, in a loop":          large(`[for x in [local.x] : range(3)[x]][0]`),
		"lists":                        doubled("[1]", "concat(X, X)"),
		"strings":                      doubled(`"xxxxxxxx"`, `"${X}${X}"`),
		"nested lists":                 doubled("[1]", "[X, X]"),
		"joined":                       doubled(`"xxxxxxxx"`, `join("", [X, X])`),
		"numbers":                      doubled("1e300", "X * X"),
		"replaced":                     doubled(`"xx"`, `replace(X, "x", X)`),
		"formatted":                    "locals {\n  l60 = format(\"%1000000000d\", 1)\n}\n",
		"loops":                        "locals {\n  l60 = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]\n}\n",
		"itself":                       "locals {\n  l60 = local.l60\n}\n",
		"in turns":                     "locals {\n  l60 = local.a\n  a = local.b\n  b = local.l60\n}\n",
		"an iterator":                  "locals {\n  l60 = each.value\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			text += "resource \"aws_cloudtrail_event_data_store\" \"s\" {\n  name = \"audit\"\n  retention_period = 9\n  kms_key_id = local.l60\n}\n"
			file := source.Parse("main.tf", []byte(text), source.DefaultLimits())
			if len(file.Faults) > 0 {
				t.Fatal(file.Faults[0].Message)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := members(t, file)
			if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 300<<20 {
				t.Errorf("it took %d MiB", (after.TotalAlloc-before.TotalAlloc)>>20)
			}
			if !strings.HasSuffix(got[2], " KmsKeyId ?") {
				t.Errorf("got %.200s", got[2])
			}
		})
	}
}

// TestNumbersOfTexts: what calculates with texts, or looks something up by them, is
// worked out where none of them is the text of a large number.
func TestNumbersOfTexts(t *testing.T) {
	for expression, want := range map[string]string{
		`"${2 * "15"}"`:                                   `"30"`,
		`"${var.days * 2}"`:                               `"180"`,
		`"${-var.text}"`:                                  `"-7"`,
		`local.m["a"]`:                                    `"alias/a"`,
		`local.m[var.key]`:                                `"alias/a"`,
		`local.m[lower("A")]`:                             `"alias/a"`,
		`local.m["${var.key}"]`:                           `"alias/a"`,
		`local.m["${var.key}-b"]`:                         `"alias/b"`,
		`[for k in ["a"] : local.m[k]][0]`:                `"alias/a"`,
		`"${[for d in [1, "2"] : d * 3][1]}"`:             `"6"`,
		`values(local.m)["1"]`:                            `"alias/b"`,
		`join("", [for k, v in local.m : v])`:             `"alias/aalias/b"`,
		`join("", [for k in ["a"] : local.m[k]])`:         "?", // join might have made k, as far as anybody looks
		`{"1e646456990" = "b"}["1e646456990"]`:            "?",
		`keys({"1e646456990" = "b"})[0] == 1 ? "a" : "b"`: `"b"`,
	} {
		text := "variable \"days\" {\n  default = 90\n}\nvariable \"text\" {\n  default = \"7\"\n}\nvariable \"key\" {\n  default = \"a\"\n}\n" +
			"locals {\n  m = {a = \"alias/a\", a-b = \"alias/b\"}\n}\n" +
			"resource \"aws_cloudtrail_event_data_store\" \"s\" {\n  name = \"audit\"\n  kms_key_id = " + expression + "\n}\n"
		file := source.Parse("main.tf", []byte(text), source.DefaultLimits())
		if len(file.Faults) > 0 {
			t.Fatal(file.Faults[0].Message)
		}
		if got := members(t, file); !strings.HasSuffix(got[1], " KmsKeyId "+want) {
			t.Errorf("%s is%s, want %s", expression, strings.TrimPrefix(got[1], "16:16 KmsKeyId"), want)
		}
	}
}

// TestWays: conditions go together as they can.
func TestWays(t *testing.T) {
	for name, test := range map[string]struct {
		body string
		want []string // in each form, the key and the mode
	}{
		"one":                 {"kms_key_id = var.a ? \"1\" : \"2\"\nbilling_mode = \"m\"", []string{"1 m", "2 m"}},
		"the same twice":      {"kms_key_id = var.a ? \"1\" : \"2\"\nbilling_mode = !(var.a) ? \"3\" : \"4\"", []string{"1 4", "2 3"}},
		"two":                 {"kms_key_id = var.a ? \"1\" : \"2\"\nbilling_mode = var.b ? \"3\" : \"4\"", []string{"1 3", "1 4", "2 3", "2 4"}},
		"two about one":       {"kms_key_id = var.a == 1 ? \"1\" : \"2\"\nbilling_mode = var.a == 2 ? \"3\" : \"4\"", []string{"1 ?", "2 ?"}},
		"two about parts":     {"kms_key_id = var.a.b ? \"1\" : \"2\"\nbilling_mode = var.a.c ? \"3\" : \"4\"", []string{"1 3", "1 4", "2 3", "2 4"}},
		"one within another":  {"kms_key_id = var.a ? (var.b ? \"1\" : \"2\") : \"3\"\nbilling_mode = \"m\"", []string{"1 m", "2 m", "3 m"}},
		"not made":            {"count = var.a ? 1 : 0\nkms_key_id = var.a ? \"1\" : \"2\"\nbilling_mode = \"m\"", []string{"1 m"}},
		"not made by default": {"count = var.off ? 1 : 0\nkms_key_id = var.off ? \"1\" : \"2\"\nbilling_mode = \"m\"", []string{"1 m"}},
		"never made":          {"count = 0\nkms_key_id = var.a ? \"1\" : \"2\"\nbilling_mode = \"m\"", []string{"1 m", "2 m"}},
		"through a local":     {"kms_key_id = local.l ? \"1\" : \"2\"\nbilling_mode = var.a == 2 ? \"3\" : \"4\"", []string{"1 ?", "2 ?"}},
		"by a default":        {"kms_key_id = var.off ? \"1\" : \"2\"\nbilling_mode = \"m\"", []string{"2 m"}},
		"too many": {
			"kms_key_id = \"${var.a ? 1 : 2}${var.b ? 1 : 2}${var.c ? 1 : 2}${var.d ? 1 : 2}\"\nbilling_mode = var.e ? \"3\" : \"4\"",
			strings.Split("1111 ?,1112 ?,1121 ?,1122 ?,1211 ?,1212 ?,1221 ?,1222 ?,2111 ?,2112 ?,2121 ?,2122 ?,2211 ?,2212 ?,2221 ?,2222 ?", ","),
		},
	} {
		t.Run(name, func(t *testing.T) {
			text := "locals {\n  l = var.a == 1\n}\nvariable \"off\" {\n  default = false\n}\nresource \"aws_cloudtrail_event_data_store\" \"s\" {\n" + test.body + "\n}\n"
			file := source.Parse("main.tf", []byte(text), source.DefaultLimits())
			found, _ := terraform.NewConfiguration(source.DefaultLimits()).Find(file, file.Documents[0], true)
			var got []string
			for _, r := range found {
				var values []string
				for _, name := range []string{"KmsKeyId", "BillingMode"} {
					value := r.Root.Get(name)
					if r.Unknown(value) {
						values = append(values, "?")
					} else {
						values = append(values, value.Text)
					}
				}
				got = append(got, strings.Join(values, " "))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzConfiguration(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		if filepath.Ext(name) != ".txt" {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text, strings.HasSuffix(name, ".json"))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, json bool) {
		name := "main.tf"
		if json {
			name = "main.tf.json"
		}
		file := source.Parse(name, text, source.DefaultLimits())
		for _, doc := range file.Documents {
			requests, others := find(file, doc, true)
			for _, other := range others {
				if other.Value == nil || other.Reason == "" {
					t.Errorf("no request, but without a reason: %+v", other)
				}
			}
			for _, r := range requests {
				within(t, file, r.Root)
			}
		}
	})
}

// within holds a tree to the file that it is of.
func within(t *testing.T, file *source.File, n *source.Node) {
	t.Helper()
	if n.Start < 0 || n.Start > n.End || n.End > len(file.Content) {
		t.Fatalf("%s stands at %d-%d", n.Kind, n.Start, n.End)
	}
	for _, m := range n.Members {
		within(t, file, m.Key)
		within(t, file, m.Value)
	}
	for _, item := range n.Items {
		within(t, file, item)
	}
}
