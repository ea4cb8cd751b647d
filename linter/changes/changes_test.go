package changes

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// repository is one made for a test, in a folder of its own.
type repository struct {
	t    *testing.T
	root string
}

func newRepository(t *testing.T) repository {
	t.Helper()
	none := t.TempDir()
	for name, value := range map[string]string{
		"HOME": none, "XDG_CONFIG_HOME": none, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": filepath.Join(none, "gitconfig"),
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		t.Setenv(name, value)
	}
	r := repository{t, t.TempDir()}
	r.git("init", "-q", "--initial-branch=main")
	return r
}

func (r repository) git(args ...string) string {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), "git", args...)
	cmd.Dir = r.root
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r repository) write(name, text string) {
	r.t.Helper()
	file := filepath.Join(r.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r repository) commit() {
	r.t.Helper()
	r.git("add", "--all")
	r.git("commit", "-q", "--message=x")
}

// same holds what changed since ref in files to what is wanted.
func (r repository) same(what, ref string, want map[string]Lines) {
	r.t.Helper()
	s, err := Since(r.t.Context(), r.root, ref)
	if err != nil {
		r.t.Errorf("%s: %v", what, err)
		return
	}
	for name, lines := range want {
		if diff := cmp.Diff(lines, s.Lines(filepath.Join(r.root, filepath.FromSlash(name))), exported); diff != "" {
			r.t.Errorf("%s: %q (-want +got):\n%s", what, name, diff)
		}
	}
}

func added(first, last int) Lines { return Lines{added: []Span{{first, last}}} }

func TestSince(t *testing.T) {
	r := newRepository(t)
	odd := "ü \"q\\.yaml"
	if runtime.GOOS == "windows" {
		odd = "ü .yaml"
	}
	for _, name := range []string{"a.yaml", "sub/b.yaml", "same.yaml", "moved.yaml", odd, "binary.json"} {
		r.write(name, "1\n2\n3\n4\n5\n6\n7\n8\n")
	}
	r.write(".gitignore", "ignored.yaml\n")
	r.write(".gitattributes", "binary.json -diff\n")
	r.write("crlf.yaml", "1\r\n2\r\n3\r\n")
	r.commit()
	r.git("tag", "first")
	r.git("checkout", "-q", "-b", "topic")
	r.write("a.yaml", "1\n2\nx\n4\n5\n6\n7\n8\n")
	r.commit()
	r.write("sub/b.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n")
	r.write(odd, "1\n2\n3\n4\n5\n6\n7\n")
	r.write("binary.json", "1\n2\n3\n4\nx\n6\n7\n8\n")
	r.write("crlf.yaml", "1\r\n2\r\nx\r\n")
	r.write("new.yaml", "1\n2\n")
	r.write("ignored.yaml", "1\n")
	r.git("mv", "moved.yaml", "sub/moved.yaml")
	r.write("sub/moved.yaml", "1\nx\n3\n4\n5\n6\n7\n8\n")
	r.write("staged.yaml", "1\n")
	r.git("add", "staged.yaml")
	want := map[string]Lines{
		"a.yaml": added(3, 3), "sub/b.yaml": added(9, 9), "same.yaml": {}, odd: {gaps: []Span{{7, 7}}}, "binary.json": added(5, 5),
		"crlf.yaml": added(3, 3), "new.yaml": Whole(), "ignored.yaml": Whole(), "sub/moved.yaml": added(2, 2), "staged.yaml": added(1, 1),
		"../elsewhere.yaml": Whole(),
	}
	for _, ref := range []string{"main", "first", "HEAD~1", r.git("rev-parse", "main"), "heads/main"} {
		r.same("since "+ref, ref, want)
	}
	r.same("what isn't committed", "HEAD", map[string]Lines{"a.yaml": {}, "sub/b.yaml": added(9, 9)})

	r.git("config", "core.autocrlf", "true")
	r.git("config", "core.safecrlf", "true")
	r.same("autocrlf", "main", map[string]Lines{"a.yaml": added(3, 3), "sub/b.yaml": added(9, 9), "same.yaml": {}})
	r.git("config", "core.autocrlf", "false")

	// Nothing that is set for people to look at changes with gets in the way.
	for name, value := range map[string]string{
		"diff.noprefix": "true", "diff.mnemonicPrefix": "true", "diff.external": "false", "diff.relative": "true", "diff.renames": "false",
		"diff.context": "7", "diff.interHunkContext": "9", "diff.suppressBlankEmpty": "true", "color.ui": "always", "core.pager": "false",
		"diff.submodule": "log", "diff.ignoreSubmodules": "all", "core.quotePath": "false", "diff.odd.textconv": "false", "diff.wordRegex": ".",
		"diff.algorithm": "patience", "diff.colorMoved": "plain",
	} {
		r.git("config", name, value)
	}
	t.Setenv("GIT_DIFF_OPTS", "--unified=5")
	t.Setenv("GIT_EXTERNAL_DIFF", "false")
	t.Setenv("GIT_PAGER", "false")
	r.write(".git/info/attributes", "*.yaml diff=odd\n")
	r.same("configured otherwise", "main", want)
	sub := repository{t, filepath.Join(r.root, "sub")}
	sub.same("from a folder below", "main", map[string]Lines{"../a.yaml": added(3, 3), "b.yaml": added(9, 9), "moved.yaml": added(2, 2)})
}

// TestMergeBase: what others did on the branch meanwhile isn't this one's change.
func TestMergeBase(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", "1\n2\n3\n4\n")
	r.commit()
	r.git("checkout", "-q", "-b", "topic")
	r.write("a.yaml", "1\n2\n3\nx\n")
	r.commit()
	base := r.git("rev-parse", "main")
	r.git("checkout", "-q", "main")
	r.write("a.yaml", "y\n2\n3\n4\n")
	r.commit()
	r.git("checkout", "-q", "topic")
	r.same("two branches", "main", map[string]Lines{"a.yaml": added(4, 4)})
	if s, err := Since(t.Context(), r.root, "main"); err != nil || s.Base != base || s.Ref != "main" {
		t.Errorf("compared %+v with %s, %v; want %s", s.Ref, s.Base, err, base)
	}
	r.git("merge", "-q", "main")
	r.same("merged", "main", map[string]Lines{"a.yaml": added(4, 4)})
}

// TestOtherTrees: worktrees, submodules, repositories within another, links.
func TestOtherTrees(t *testing.T) {
	r := newRepository(t)
	r.write("a.yaml", "1\n2\n3\n")
	r.write("link/to.yaml", "1\n")
	r.commit()
	library := newRepository(t)
	library.write("in.yaml", "1\n")
	library.commit()
	r.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.root, "library")
	r.commit()
	r.same("a submodule as it was", "HEAD", map[string]Lines{"library/in.yaml": {}})
	r.write("library/in.yaml", "2\n")
	r.same("a submodule that was worked in", "HEAD", map[string]Lines{"library/in.yaml": Whole(), "a.yaml": {}})
	submodule := repository{t, filepath.Join(r.root, "library")}
	submodule.same("from within the submodule", "HEAD", map[string]Lines{"in.yaml": added(1, 1)})

	nested := repository{t, filepath.Join(r.root, "nested")}
	r.write("nested/in.yaml", "1\n")
	nested.git("init", "-q")
	r.same("a repository within", "HEAD", map[string]Lines{"nested/in.yaml": Whole()})

	tree := repository{t, filepath.Join(t.TempDir(), "tree")}
	r.git("worktree", "add", "-q", "-b", "tree", tree.root)
	tree.write("a.yaml", "1\nx\n3\n")
	tree.same("a worktree", "main", map[string]Lines{"a.yaml": added(2, 2), "link/to.yaml": {}})
	r.same("beside a worktree", "main", map[string]Lines{"a.yaml": {}})

	if runtime.GOOS == "windows" {
		return // which lets few people make links
	}
	for name, to := range map[string]string{"file.yaml": "a.yaml", "folder": "link"} {
		if err := os.Symlink(to, filepath.Join(r.root, name)); err != nil {
			t.Fatal(err)
		}
	}
	r.git("add", "file.yaml", "folder")
	r.git("commit", "-q", "--message=links")
	r.write("a.yaml", "1\nx\n3\n")
	r.same("through links", "HEAD", map[string]Lines{"file.yaml": added(2, 2), "folder/to.yaml": {}})
	if err := os.Remove(filepath.Join(r.root, "file.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("link/to.yaml", filepath.Join(r.root, "file.yaml")); err != nil {
		t.Fatal(err)
	}
	r.same("a link that leads elsewhere now", "HEAD", map[string]Lines{"file.yaml": Whole(), "link/to.yaml": {}})
}

// TestErrors: each says what to do.
func TestErrors(t *testing.T) {
	r := newRepository(t)
	fails := func(dir, ref, want string) {
		t.Helper()
		if _, err := Since(t.Context(), dir, ref); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("since %q: %v, want %q in it", ref, err, want)
		}
	}
	fails(r.root, "HEAD", "no commit yet")
	r.write("a.yaml", "1\n")
	r.commit()
	r.write("a.yaml", "2\n")
	r.commit()
	fails(r.root, "nope", `git knows no branch, tag or commit "nope"`)
	fails(r.root, "HEAD:a.yaml", "git knows no branch")
	fails(r.root, "main..main", "git knows no branch")
	for _, ref := range []string{"", "-x", "--help", "--output=x"} {
		fails(r.root, ref, "takes a branch, a tag or a commit")
	}
	fails(t.TempDir(), "HEAD", "in no git repository")
	fails(filepath.Join(r.root, ".git"), "HEAD", "work tree")
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth=1", "--no-local", "file://"+filepath.ToSlash(r.root), clone)
	fails(clone, "HEAD~1", "fetch-depth: 0")
	repository{t, clone}.git("checkout", "-q", "-b", "topic")
	repository{t, clone}.git("branch", "-q", "-D", "main")
	fails(clone, "main", `did you mean "origin/main"?`)
	r.git("checkout", "-q", "--orphan", "other")
	r.commit()
	fails(r.root, "main", "no commit in common")
	t.Setenv("PATH", t.TempDir())
	fails(r.root, "HEAD", "none on the PATH")
}

// TestRandomEdits applies what is said to have changed to the old text: lines
// that didn't change must be the old ones, in their order.
func TestRandomEdits(t *testing.T) {
	r := newRepository(t)
	random := rand.New(rand.NewPCG(3, 4))
	text := func(lines []string) string { return strings.Join(lines, "\n") + "\n" }
	var before []string
	for i := range 40 {
		before = append(before, strings.Repeat("x", i%7)+string(rune('a'+i%5)))
	}
	r.write("a.yaml", text(before))
	r.commit()
	for range 20 {
		var after []string
		for _, line := range before {
			switch random.IntN(8) {
			case 0:
			case 1:
				after = append(after, line, "+++ b/new")
			case 2:
				after = append(after, "--- changed")
			default:
				after = append(after, line)
			}
		}
		r.write("a.yaml", text(after))
		s, err := Since(t.Context(), r.root, "HEAD")
		if err != nil {
			t.Fatal(err)
		}
		lines, at := s.Lines(filepath.Join(r.root, "a.yaml")), 0
		for i, line := range after {
			if lines.Meet(Span{i + 1, i + 1}) {
				continue
			}
			for at < len(before) && before[at] != line {
				at++
			}
			if at == len(before) {
				t.Fatalf("line %d, %q, is said not to have changed:\n%s", i+1, line, text(after))
			}
			at++
		}
	}
}
