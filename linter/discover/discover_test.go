package discover

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// stores is a small tree outside any repository.
const stores = `
-- a.json --
-- b.YAML --
-- c.Yml --
-- notes.txt --
-- .hidden/d.json --
-- stores/audit.yaml --
-- stores/prod.json --
-- stores/lake.tf --
-- stores/.terraform/modules/lake/main.tf --
-- stores/prod.json.tmpl --
-- stores/README.md --
-- stores/eu/audit.yaml --
-- stores/eu/west/audit.yaml --
-- empty/notes.txt --
`

func TestFiles(t *testing.T) {
	all := []string{".hidden/d.json", "a.json", "b.YAML", "c.Yml", "stores/audit.yaml", "stores/eu/audit.yaml", "stores/eu/west/audit.yaml", "stores/lake.tf", "stores/prod.json"}
	below := all[4:]
	tests := []struct {
		name     string
		args     []string
		want     []string // names; a file that was named has an "=" before its
		problems []string // messages; an empty one has an "~" before it
	}{
		{"no argument is the working folder", nil, all, nil},
		{"a folder", []string{"stores"}, below, nil},
		{"a folder, otherwise spelt", []string{"./empty/../stores//"}, below, nil},
		{"a folder twice, and within another", []string{"stores/eu", "stores", "stores/"}, below, nil},
		{"a file", []string{"a.json"}, []string{"=a.json"}, nil},
		{"a file with another extension", []string{"notes.txt"}, []string{"=notes.txt"}, nil},
		{"a file in several spellings", []string{"a.json", "./a.json", "stores/../a.json"}, []string{"=a.json"}, nil},
		{"a name beats a walk before it", []string{"stores/eu/west", "stores/eu/west/audit.yaml"}, []string{"=stores/eu/west/audit.yaml"}, nil},
		{"a name beats a walk after it", []string{"stores/eu/west/audit.yaml", "stores/eu/west"}, []string{"=stores/eu/west/audit.yaml"}, nil},
		{"a name beats a glob", []string{"a.*", "a.json"}, []string{"=a.json"}, nil},

		{"a star stays in its folder", []string{"stores/*.yaml"}, []string{"stores/audit.yaml"}, nil},
		{"a question mark", []string{"?.json"}, []string{"a.json"}, nil},
		{"a class", []string{"[a-b].*"}, []string{"a.json", "b.YAML"}, nil},
		{"alternatives", []string{"{a,stores/prod}.json"}, []string{"a.json", "stores/prod.json"}, nil},
		{"alternatives for folders", []string{"{.hidden,stores/eu}/*"}, []string{".hidden/d.json", "stores/eu/audit.yaml", "stores/eu/west/audit.yaml"}, nil},
		{"two stars are any number of folders", []string{"**/audit.yaml"}, []string{"stores/audit.yaml", "stores/eu/audit.yaml", "stores/eu/west/audit.yaml"}, nil},
		{"folders that match are walked", []string{"stores/e*"}, []string{"stores/eu/audit.yaml", "stores/eu/west/audit.yaml"}, nil},
		{"a slash at the end is for folders only", []string{"stores/*/"}, []string{"stores/eu/audit.yaml", "stores/eu/west/audit.yaml"}, nil},
		{"a star at the end takes what a folder does", []string{"stores/*"}, below, nil},
		{"two stars at the end too", []string{"stores/**"}, below, nil},
		{"a glob may ask for any extension", []string{"stores/*.tmpl"}, []string{"stores/prod.json.tmpl"}, nil},
		{"dots and slashes in a glob", []string{"./stores/./*//./west/*.yaml"}, []string{"stores/eu/west/audit.yaml"}, nil},

		{"an empty argument", []string{""}, nil, []string{`an empty path; write "." for the working folder`}},
		{"a misspelt file", []string{"stores/audti.yaml"}, nil, []string{`no such file or folder: "stores/audti.yaml"; did you mean "stores/audit.yaml"?`}},
		{"another extension", []string{"stores/audit.json"}, nil, []string{`no such file or folder: "stores/audit.json"; did you mean "stores/audit.yaml"?`}},
		{"a misspelt folder", []string{"store/eu/audit.yaml"}, nil, []string{`no such file or folder: "store/eu/audit.yaml"; did you mean "stores/eu/audit.yaml"?`}},
		{"a misspelt folder and file", []string{"store/eu/x.yaml"}, nil, []string{`no such file or folder: "store/eu/x.yaml"; did you mean "stores"?`}},
		{"nothing like it", []string{"production"}, nil, []string{`no such file or folder: "production"`}},
		{"below a file", []string{"a.json/b.json"}, nil, []string{`no such file or folder: "a.json/b.json"; "a.json" is a file, not a folder`}},
		{"the others are still found", []string{"a.jsn", "b.YAML"}, []string{"=b.YAML"}, []string{`no such file or folder: "a.jsn"; did you mean "a.json"?`}},
		{"one problem, once", []string{"nowhere", "nowhere"}, nil, []string{`no such file or folder: "nowhere"`}},

		{"a folder without a file to lint", []string{"empty"}, nil, []string{`~folder "empty" holds no *.json, *.yaml, *.yml or *.tf file`}},
		{"a glob without a match", []string{"stores/*.toml"}, nil, []string{`~no file matches "stores/*.toml"`}},
		{"a glob in no folder", []string{"store/*.json"}, nil, []string{`~no file matches "store/*.json": no such folder: "store"; did you mean "stores"?`}},
		{"a glob in a file", []string{"a.json/*.json"}, nil, []string{`~no file matches "a.json/*.json": "a.json" is a file, not a folder`}},
		{"a folder that matches and is empty", []string{"empt*"}, nil, []string{`~no file matches "empt*"`}},
		{"up after a wildcard", []string{"*/../b.json"}, nil, []string{`malformed glob "*/../b.json": ".." can't follow a wildcard; put it before the first one`}},
		{"an open class", []string{"é/[ab].[json"}, nil, []string{`malformed glob "é/[ab].[json": the "[" at character 8 is never closed, or empty; write "[[]" for the character itself`}},
		{"an empty class", []string{"a[].json"}, nil, []string{`malformed glob "a[].json": the "[" at character 2 is never closed, or empty; write "[[]" for the character itself`}},
		{"an open alternative", []string{"*.{json,yaml"}, nil, []string{`malformed glob "*.{json,yaml": the "{" at character 3 is never closed; write "[{]" for the character itself`}},
		{"a closed alternative", []string{"*.json}"}, nil, []string{`malformed glob "*.json}": the "}" at character 7 closes nothing; write "[}]" for the character itself`}},
	}
	dir := unpack(t, stores)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, Options{Dir: dir}, tt.args, tt.want, tt.problems) })
	}
}

func TestLiteralNameBeatsGlob(t *testing.T) {
	dir := unpack(t, "-- a[1].json --\n-- a1.json --\n-- {x}/b.json --\n")
	check(t, Options{Dir: dir}, []string{"a[1].json"}, []string{"=a[1].json"}, nil)
	check(t, Options{Dir: dir}, []string{"{x}"}, []string{"{x}/b.json"}, nil)
	check(t, Options{Dir: dir}, []string{"a[0-9].json"}, []string{"a1.json"}, nil)
	check(t, Options{Dir: dir}, []string{"{x}/*.json"}, nil, []string{`~no file matches "{x}/*.json"`})
	check(t, Options{Dir: dir}, []string{`[{]x[}]/*.json`}, []string{"{x}/b.json"}, nil)
}

func TestNames(t *testing.T) {
	root := unpack(t, "-- here/a.json --\n-- here/-b.json --\n-- here/c d.json --\n-- other/e.json --\n")
	work, other := filepath.Join(root, "here"), filepath.Join(root, "other")
	abs := filepath.ToSlash(other)
	tests := []struct {
		name string
		arg  string
		want []string
	}{
		{"an absolute path in the working folder", filepath.Join(work, "a.json"), []string{"=a.json"}},
		{"the working folder itself", work, []string{"-b.json", "a.json", "c d.json"}},
		{"out and in again", "../here/a.json", []string{"=a.json"}},
		{"a sister folder", "../other", []string{"../other/e.json"}},
		{"a file in a sister folder", "./../other/e.json", []string{"=../other/e.json"}},
		{"an absolute path elsewhere", other, []string{abs + "/e.json"}},
		{"an absolute file elsewhere", filepath.Join(other, "e.json"), []string{"=" + abs + "/e.json"}},
		{"a glob elsewhere", "../oth*/*.json", []string{"../other/e.json"}},
		{"an absolute glob", filepath.Join(other, "*.json"), []string{abs + "/e.json"}},
		{"a dash first", "-b.json", []string{"=-b.json"}},
		{"a space", "c d.json", []string{"=c d.json"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, Options{Dir: work}, []string{tt.arg}, tt.want, nil) })
	}
	t.Run("the process's own working folder", func(t *testing.T) {
		t.Chdir(work)
		check(t, Options{}, []string{"a.json", "../other"}, []string{"../other/e.json", "=a.json"}, nil)
	})
	t.Run("a relative working folder", func(t *testing.T) {
		t.Chdir(root)
		check(t, Options{Dir: "here"}, []string{"a.json"}, []string{"=a.json"}, nil)
	})
}

func TestStdin(t *testing.T) {
	dir := unpack(t, "-- a.json --\n-- - --\n")
	check(t, Options{Dir: dir}, []string{"-", "a.json", "-"}, []string{"=<stdin>", "=a.json"}, nil)
	check(t, Options{Dir: dir, StdinFilename: "./x/b.yaml"}, []string{"a.json", "-"}, []string{"=a.json", "=x/b.yaml"}, nil)
	check(t, Options{Dir: dir, StdinFilename: filepath.Join(dir, "b.yaml")}, []string{"-"}, []string{"=b.yaml"}, nil)

	targets, _, err := Files(t.Context(), []string{"-", "./-"}, Options{Dir: dir})
	want := []Target{{Path: filepath.Join(dir, "-"), Name: "-", Named: true}, {Path: "-", Name: "<stdin>", Named: true}}
	if diff := cmp.Diff(want, targets); diff != "" || err != nil {
		t.Errorf("a file that is called - is not standard input: %v\n%s", err, diff)
	}
}

func TestOrderIsByteWise(t *testing.T) {
	dir := unpack(t, "-- a/b.json --\n-- a-b.json --\n-- a.json --\n-- B.json --\n-- é.json --\n")
	check(t, Options{Dir: dir}, []string{"é.json", "a", "."}, []string{"B.json", "a-b.json", "a.json", "a/b.json", "=é.json"}, nil)
}

func TestProgress(t *testing.T) {
	dir := manyFiles(t, 1000)
	var seen []int
	_, _, err := Files(t.Context(), nil, Options{Dir: dir, Progress: func(n int) { seen = append(seen, n) }})
	if err != nil || len(seen) < 3 || !slices.IsSorted(seen) || seen[len(seen)-1] < 700 {
		t.Errorf("progress was %v, error %v", seen, err)
	}
}

func TestGlobGoesNoDeeperThanItCanMatch(t *testing.T) {
	dir := manyFiles(t, 1000)
	write(t, dir, "a.json", "")
	targets, _, err := Files(t.Context(), []string{"*.json", "d*/*.json"}, Options{Dir: dir, Progress: func(n int) { t.Errorf("saw %d files", n) }})
	if err != nil || len(targets) != 1 {
		t.Errorf("got %v, error %v", targets, err)
	}
}

func TestCancel(t *testing.T) {
	dir := manyFiles(t, 1000)
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	targets, _, err := Files(ctx, nil, Options{Dir: dir, Progress: func(int) { calls++; cancel() }})
	if !errors.Is(err, context.Canceled) || targets != nil || calls != 1 {
		t.Errorf("got %d targets, error %v, after %d calls of Progress", len(targets), err, calls)
	}
	if _, _, err := Files(ctx, []string{"-"}, Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("a search begun too late ended with %v", err)
	}
}

func FuzzMalformedGlob(f *testing.F) {
	for _, seed := range []string{"a[", "{a,{b}", "x]y}", `\`, "[]", "[a-", "é[^]", "{[}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, glob string) {
		if doublestar.ValidatePattern(glob) {
			return
		}
		var f finder
		f.malformed(glob)
		if len(f.problems) != 1 || strings.HasSuffix(f.problems[0].Message, " ") {
			t.Errorf("%q gave %v", glob, f.problems)
		}
	})
}

func BenchmarkFiles(b *testing.B) {
	dir := manyFiles(b, 10_000)
	for b.Loop() {
		targets, _, err := Files(b.Context(), nil, Options{Dir: dir})
		if err != nil || len(targets) != 8000 {
			b.Fatalf("%d targets, error %v", len(targets), err)
		}
	}
}

// manyFiles makes a repository of n files in folders of a hundred, of which
// git ignores one in five.
func manyFiles(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	repository(t, dir)
	write(t, dir, ".gitignore", "node_modules/\n/build/\n*.log\n*.tmp.json\n!keep.tmp.json\ndocs/**/*.json\n")
	for i := range n {
		kind := [...]string{"yaml", "yml", "json", "tmp.json", "json"}[i%5]
		write(t, dir, fmt.Sprintf("d%02d/e%d/f%d.%s", i/1000, i/100%10, i, kind), "")
	}
	return dir
}

// check compares what args stand for. In want, a name after "=" is that of a
// named file; in problems, a message after "~" is that of an empty one.
func check(t *testing.T, o Options, args, want, problems []string) {
	t.Helper()
	targets, found, err := Files(t.Context(), args, o)
	if err != nil {
		t.Fatal(err)
	}
	var got, messages []string
	for _, target := range targets {
		if target.Path != "-" {
			if info, err := os.Stat(target.Path); err != nil || !info.Mode().IsRegular() || !filepath.IsAbs(target.Path) {
				t.Errorf("%q is no absolute path of a file: %v", target.Path, err)
			}
		}
		got = append(got, map[bool]string{true: "="}[target.Named]+target.Name)
	}
	for _, p := range found {
		messages = append(messages, map[bool]string{true: "~"}[p.Empty]+p.Message)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%q: -want +got\n%s", args, diff)
	}
	if diff := cmp.Diff(problems, messages, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("problems of %q: -want +got\n%s", args, diff)
	}
}

// unpack makes a folder of files, each of which stands behind a line "-- name --".
func unpack(t testing.TB, tree string) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range strings.Split("\n"+tree, "\n-- ")[1:] {
		name, text, _ := strings.Cut(file+"\n", " --\n")
		write(t, dir, name, text)
	}
	return dir
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
