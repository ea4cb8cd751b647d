package regotest_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/regotest"
)

// folder writes files and makes their folder the working folder.
func folder(t testing.TB, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// mistakes are the lines that keep files from being run.
func mistakes(t *testing.T, paths, data []string) []string {
	t.Helper()
	sources, err := regotest.Read(paths, data)
	if err == nil {
		_, err = sources.Run(t.Context(), regotest.Options{Edition: regotest.Latest, Timeout: time.Second})
	}
	var found finding.Mistakes
	if !errors.As(err, &found) {
		t.Fatalf("got %v, want mistakes", err)
	}
	return strings.Split(found.Error(), "\n")
}

func TestMistakes(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		data  []string
		want  []string
	}{
		"of several files": {
			map[string]string{
				"p/a.rego": "package a\n\nx := y\n", "p/b.rego": "package b\n\nx := }\n", "p/c.rego": "package c\n\nf(x) := x\n\ny := opa.runtime()\n",
				"p/d.rego": "package d\n\nx := data.c.f(1)\n", "p/e.rego": "package e\n\nx := x\n",
			}, nil,
			[]string{
				"p/a.rego:3:6: var y is unsafe",
				"p/b.rego:3:6: unexpected } token",
				"p/c.rego:5:6: opa.runtime: rules and their tests may not call this function",
				"p/e.rego:3:1: rule data.e.x is recursive: data.e.x -> data.e.x",
			},
		},
		"reserved data": {
			map[string]string{"p/data.json": `{"edition": {"name": "mine"}}`, "p/edslint/data.yaml": "lib: {}"}, nil,
			[]string{
				"p/data.json: data.edition is edslint's own: give the member or folder another name",
				"p/edslint/data.yaml: data.edslint is edslint's own: give the member or folder another name",
			},
		},
		"data twice": {
			map[string]string{"p/data.json": `{"x": {"y": 1}}`, "p/x/data.yaml": "y: 2\nz: 3"}, nil,
			[]string{"p/x/data.yaml: data.x.y stands in another data file too"},
		},
		"no object": {map[string]string{"p/data.json": `[1]`}, nil, []string{"p/data.json: must hold an object, whose members stand under data"}},
		"no file":   {map[string]string{"p/a.rego": "package a"}, []string{"names.json"}, []string{"names.json: could not be read: there is no such file"}},
		"a test that calls itself findings": {
			map[string]string{"p/a_test.rego": "package edslint.rules.a_test\n\nimport data.edslint.test\n\nfindings := test.findings(\"a\", {})\n\ntest_a if findings\n"}, nil,
			[]string{"p/a_test.rego:5:1: a test's own rule may not be called `findings` and use data.edslint.test, which looks up rules of that name: call it something else"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder(t, test.files)
			if diff := cmp.Diff(test.want, mistakes(t, []string{"p"}, test.data)); diff != "" {
				t.Errorf("mistakes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestData: where data stands, and what tests see beside it.
func TestData(t *testing.T) {
	folder(t, map[string]string{
		"p/data.json": `{"top": 1}`, "p/a/b/data.yml": "deep: [1.50, 0x10]", "names.yaml": "[x]", "p/other.json": `[]`, "p/.git/data.json": `{"top": 2}`,
		"p/r.rego": "# METADATA\n# custom:\n#   id: ACME1\n#   params: {days: {type: integer, default: 90, description: days}}\npackage edslint.rules.r\n",
		"p/x_test.rego": `package x_test

test_data if {
	[data.top, data.a.b.deep[0], data.names] == [1, 1.5, ["x"]]
	data.params == {"ACME1": {"days": 90}}
	data.edition == data.latest
	data.edition == data.editions[data.edition.name]
	count(data.editions) > 1
	data.context == {}
	not data.other
}
`})
	sources, err := regotest.Read([]string{"p", "p/x_test.rego"}, []string{"names.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	run, err := sources.Run(t.Context(), regotest.Options{Edition: regotest.Latest, Timeout: time.Minute, Filter: regexp.MustCompile("test_data")})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Tests) != 1 || run.Tests[0].Outcome != regotest.Passed {
		t.Errorf("%+v", run.Tests)
	}
}

func TestNoTests(t *testing.T) {
	sources, err := regotest.ReadFS(fstest.MapFS{"a.rego": {Data: []byte("package a\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sources.Run(t.Context(), regotest.Options{Edition: regotest.Latest, Timeout: time.Second}); !errors.Is(err, regotest.ErrNoTests) {
		t.Errorf("got %v, want ErrNoTests", err)
	}
}

// FuzzRead: whatever a file holds, there are results or mistakes, each of which
// says where it is.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"package a_test\n\ntest_a if 1 == 2\n", "package a_test\n\ntest_a[x] if { some x in [1]; x == 2 }\n", "package a_test\n\ntest_a.b.c if {x} == {1}\n",
		"# METADATA\n# custom: {params: {x: {type: string}}}\npackage edslint.rules.a\n", "package edslint.test\n", "x := 1", "package a\ntest_a := http.send({})",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sources, err := regotest.ReadFS(fstest.MapFS{"a_test.rego": {Data: []byte(text)}})
		if err == nil {
			_, err = sources.Run(t.Context(), regotest.Options{Edition: regotest.Latest, Timeout: 50 * time.Millisecond})
		}
		var found finding.Mistakes
		if err != nil && !errors.Is(err, regotest.ErrNoTests) && !errors.As(err, &found) {
			t.Error(err)
		}
		for _, m := range found {
			if m.File == "" || m.Message == "" {
				t.Errorf("%+v", m)
			}
		}
	})
}
