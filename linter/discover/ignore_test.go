package discover

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestIgnore holds the patterns that people write, each checked against git too.
func TestIgnore(t *testing.T) {
	tests := []struct {
		name string
		tree string
		want []string
	}{
		{"a name at every depth", "-- .gitignore --\na.json\n-- a.json --\n-- x/a.json --\n-- x/b.json --\n", []string{"x/b.json"}},
		{"a slash first anchors", "-- .gitignore --\n/a.json\n-- a.json --\n-- x/a.json --\n", []string{"x/a.json"}},
		{"a slash inside anchors", "-- .gitignore --\nx/a.json\n-- x/a.json --\n-- y/x/a.json --\n", []string{"y/x/a.json"}},
		{"a slash last is for folders", "-- .gitignore --\nbuild/\n-- build/a.json --\n-- x/build/a.json --\n-- y/build.json --\n", []string{"y/build.json"}},
		{"a slash last spares files", "-- .gitignore --\na.json/\n-- a.json --\n-- x/a.json/b.json --\n", []string{"a.json"}},
		{"two stars first", "-- .gitignore --\n**/x/*.json\n-- x/a.json --\n-- y/x/a.json --\n-- y/a.json --\n", []string{"y/a.json"}},
		{"two stars inside", "-- .gitignore --\na/**/b/c.json\n-- a/b/c.json --\n-- a/b/x/b/c.json --\n-- a/c.json --\n", []string{"a/c.json"}},
		{"two stars last spare the folder", "-- .gitignore --\nbuild/**\n!build/keep.json\n-- build/keep.json --\n-- build/x.json --\n", []string{"build/keep.json"}},
		{"two stars in a name", "-- .gitignore --\na**.json\n-- abc.json --\n-- x/a.json --\n-- b.json --\n", []string{"b.json"}},
		{"the last pattern decides", "-- .gitignore --\n*.json\n!a.json\n/x/a.json\n-- a.json --\n-- b.json --\n-- x/a.json --\n", []string{"a.json"}},
		{"a folder taken back in is not its files", "-- .gitignore --\n*.json\n!keep\n-- keep/a.json --\n", nil},
		{"nothing is taken back from an ignored folder", "-- .gitignore --\nbuild/\n!build/a.json\n-- build/a.json --\n-- build/.gitignore --\n!*\n", nil},
		{"all but one folder", "-- .gitignore --\n/*\n!/stores/\n/stores/*.yaml\n-- a.json --\n-- stores/a.json --\n-- stores/a.yaml --\n", []string{"stores/a.json"}},
		{"all but one kind", "-- .gitignore --\n*\n!*/\n!stores/**/*.json\n-- x/a.json --\n-- stores/p/a.json --\n", []string{"stores/p/a.json"}},
		{"classes", "-- .gitignore --\n[!a]*.json\n[[:digit:]].yaml\n[]x].yml\n-- a.json --\n-- b.json --\n-- 1.yaml --\n-- ].yml --\n", []string{"a.json"}},
		{"braces are no wildcards", "-- .gitignore --\n{a,b}.json\n-- a.json --\n-- {a,b}.json --\n", []string{"a.json"}},
		{"comments and escapes", "-- .gitignore --\n#a.json\n\\#b.json\n\\!c.json\n!d.json\n-- #a.json --\n-- #b.json --\n-- !c.json --\n-- d.json --\n", []string{"#a.json", "d.json"}},
		{"spaces last are cut off", "-- .gitignore --\na.json   \nb\\ \n-- a.json --\n-- b/c.json --\n", []string{"b/c.json"}},
		{"Windows' line ends and a mark first", "-- .gitignore --\n\ufeffa.json\r\nb.json\r\n-- a.json --\n-- b.json --\n-- c.json --\n", []string{"c.json"}},
		{"what matches nothing", "-- .gitignore --\n[a\na\\\n/\n!\n//\n[[:no:]].json\n-- a.json --\n-- [a/b.json --\n", []string{"[a/b.json", "a.json"}},
		{"a file deeper down holds for its folder", "-- x/.gitignore --\n/a.json\nb.json\n-- a.json --\n-- b.json --\n-- x/a.json --\n-- x/y/a.json --\n-- x/y/b.json --\n", []string{"a.json", "b.json", "x/y/a.json"}},
		{"a file deeper down overrules", "-- .gitignore --\n*.json\n-- x/.gitignore --\n!a.json\n-- x/y/.gitignore --\na.json\n-- x/a.json --\n-- x/y/a.json --\n", []string{"x/a.json"}},
		{"the clone's own file", "-- .git/info/exclude --\na.json\nb.json\n-- .gitignore --\n!b.json\n-- a.json --\n-- b.json --\n", []string{"b.json"}},
		{"a folder that is called .gitignore", "-- .gitignore/a.json --\n", []string{".gitignore/a.json"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := unpack(t, tt.tree)
			repository(t, dir)
			if diff := cmp.Diff(tt.want, gitFiles(t, dir), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("git doesn't agree: -want +git\n%s", diff)
			}
			targets, _, err := Files(t.Context(), nil, Options{Dir: dir})
			var got []string
			for _, target := range targets {
				got = append(got, target.Name)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
				t.Errorf("-want +got\n%s%v", diff, err)
			}
		})
	}
}

// TestIgnoreScope looks at which ignore files are in force for which arguments.
func TestIgnoreScope(t *testing.T) {
	const repo = `
-- .git/info/exclude --
own.json
-- .gitignore --
build/
*.tmp.json
!keep.tmp.json
/stores/old.json
-- build/a.json --
-- build/b.tmp.json --
-- build/sub/c.json --
-- stores/.gitignore --
draft.json
-- stores/a.json --
-- stores/own.json --
-- stores/old.json --
-- stores/draft.json --
-- stores/x.tmp.json --
-- stores/keep.tmp.json --
-- stores/eu/draft.json --
-- stores/eu/a.json --
-- vendor/mod/.git/info/exclude --
inner.json
-- vendor/mod/a.json --
-- vendor/mod/b.tmp.json --
-- vendor/mod/inner.json --
-- tree/.git --
gitdir: ../.git/worktrees/tree
-- .git/worktrees/tree/commondir --
../..
-- .git/worktrees/tree/config.json --
-- tree/a.json --
-- tree/own.json --
`
	outside := strings.ReplaceAll(repo, "-- .git/", "-- git/")
	tests := []struct {
		name     string
		tree     string
		dir      string
		args     []string
		want     []string
		problems []string
	}{
		{"a whole repository", repo, "", nil, []string{"stores/a.json", "stores/eu/a.json", "stores/keep.tmp.json", "tree/a.json", "vendor/mod/a.json", "vendor/mod/b.tmp.json"}, nil},
		{"a folder deeper down", repo, "", []string{"stores/eu"}, []string{"stores/eu/a.json"}, nil},
		{"a working folder deeper down", repo, "stores", nil, []string{"a.json", "eu/a.json", "keep.tmp.json"}, nil},
		{"an ignored file that is named", repo, "", []string{"stores/old.json", "build/a.json"}, []string{"=build/a.json", "=stores/old.json"}, nil},
		{"an ignored folder that is named", repo, "", []string{"build"}, []string{"build/a.json", "build/b.tmp.json", "build/sub/c.json"}, nil},
		{"a folder in an ignored one", repo, "", []string{"build/sub"}, []string{"build/sub/c.json"}, nil},
		{"an ignored working folder", repo, "build", nil, []string{"a.json", "b.tmp.json", "sub/c.json"}, nil},
		{"a glob", repo, "", []string{"stores/*.json"}, []string{"stores/a.json", "stores/keep.tmp.json"}, nil},
		{"a glob for all folders", repo, "", []string{"**/*.tmp.json"}, []string{"stores/keep.tmp.json", "vendor/mod/b.tmp.json"}, nil},
		{"a glob that begins in an ignored folder", repo, "", []string{"build/*.tmp.json"}, []string{"build/b.tmp.json"}, nil},
		{"a glob for an ignored folder", repo, "", []string{"buil*"}, nil, []string{`~no file matches "buil*", not counting what git ignores`}},
		{"a glob for ignored files", repo, "", []string{"stores/x.*"}, nil, []string{`~no file matches "stores/x.*", not counting what git ignores`}},
		{"a repository within another", repo, "", []string{"vendor/mod"}, []string{"vendor/mod/a.json", "vendor/mod/b.tmp.json"}, nil},
		{"a worktree", repo, "tree", nil, []string{"a.json"}, nil},
		{"outside a repository the folder itself counts", outside, "", []string{"stores"}, []string{"stores/a.json", "stores/eu/a.json", "stores/keep.tmp.json", "stores/old.json", "stores/own.json", "stores/x.tmp.json"}, nil},
		{"nothing that isn't ignored", "-- .gitignore --\n*\n-- a.json --\n", "", nil, nil, []string{`~folder "." holds no *.json, *.yaml, *.yml or *.tf file, not counting what git ignores`}},
		{"a .git file without sense", "-- .git --\nelsewhere\n-- .gitignore --\na.json\n-- a.json --\n-- b.json --\n", "", nil, []string{"b.json"}, nil},
		{"an ignore file that is too large", "-- .gitignore --\n" + strings.Repeat("a.json\n", 200_000) + "-- a.json --\n", "", nil, []string{"a.json"}, []string{`can't read ".gitignore": it has more than 1048576 bytes`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, Options{Dir: filepath.Join(unpack(t, tt.tree), tt.dir)}, tt.args, tt.want, tt.problems)
		})
	}
}

// FuzzIgnore adds a last word to any ignore file, which must then decide.
func FuzzIgnore(f *testing.F) {
	f.Add("a/**/b\n!*.json\n[!a-]\\ \n", "a/x/b.json", true)
	f.Add("[[:alpha:]\n[]-z]\n[a-[:digit:]]\n{\\", "é", false)
	f.Add("**/*?*/**/\r\n\x00\xff[", "\xff/\n", true)
	f.Fuzz(func(t *testing.T, text, name string, isDir bool) {
		rel := strings.Trim(filepath.ToSlash(filepath.Clean("/"+name)), "/")
		if rel == "" {
			return
		}
		for last, want := range map[string]bool{"*": true, "!*": false, "**/*": true, "!/**": false} {
			r := &rules{base: "/", patterns: parseIgnore(text + "\n" + last + "\n")}
			if got := r.ignore("/"+rel, isDir); got != want {
				t.Errorf("with a last line %s, %q is ignored: %v", last, rel, got)
			}
		}
	})
}
