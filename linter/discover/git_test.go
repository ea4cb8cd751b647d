package discover

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestLikeGit compares what a walk finds with what git itself would not ignore,
// over random trees with random ignore files.
func TestLikeGit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	listed, ignored := 0, 0
	for range 100 {
		root := t.TempDir()
		repository(t, root)
		folders, files := []string{"."}, []string{}
		for range 12 {
			folders = append(folders, filepath.Join(pick(folders), pick(names)))
		}
		for range 40 {
			files = append(files, filepath.Join(pick(folders), pick(names)+pick([]string{".json", ".yaml", "json", ""})+".yml"))
		}
		for _, file := range files {
			write(t, root, file, "")
		}
		texts := map[string]string{}
		for _, file := range []string{".git/info/exclude", ".gitignore", filepath.Join(pick(folders), ".gitignore"), filepath.Join(pick(folders), ".gitignore")} {
			var text strings.Builder
			for range 1 + random.IntN(5) {
				text.WriteString(randomPattern(random) + pick([]string{"\n", "\n", "\r\n", "\n\n"}))
			}
			texts[file] = text.String()
			write(t, root, file, text.String())
		}

		targets, _, err := Files(t.Context(), nil, Options{Dir: root})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, target := range targets {
			got = append(got, target.Name)
		}
		want := gitFiles(t, root)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("-git +edslint:\n%s\nignore files: %q", diff, texts)
		}
		slices.Sort(files)
		listed += len(want)
		ignored += len(slices.Compact(files)) - len(want)
	}
	if listed < 1000 || ignored < 1000 {
		t.Errorf("%d files listed, %d ignored: the trees or the patterns are too lopsided to show a fault", listed, ignored)
	}
}

// names are those of files and folders, without their extension.
var names = []string{"a", "b", "ab", "abc", "a.b", ".a", "#a", "!a", "a b", "{a,b}", "[a]", "a-b", "a]"}

// randomPattern returns a line of an ignore file.
func randomPattern(random *rand.Rand) string {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	var components []string
	for range pick("1", "1", "1", "22", "22", "333") {
		component := pick("*", "**", "?", "a", "b", "ab", "a.b", ".a", `\#a`, `\!a`, "#a", "!a", "a*", "*b", "*a*", "a b",
			"[ab]", "[!a]", "[^b]*", "[a-c]", "[]a]*", "[!]]*", "[a", "[[:alpha:]]", "[![:punct:]]*", "[[:nope:]]", "[a-]*",
			"{a,b}", `\a`, `a\`, "??", "*?b", "***", "a**/b", "ab**/a*", "a-b", "[ -/]a*", `[\]a]*`, "[!-z]")
		if random.IntN(3) == 0 {
			component += pick(".json.yml", ".yml", "*.yml", "*")
		}
		components = append(components, component)
	}
	return pick("", "", "", "!", "/", "!/", "**/") + strings.Join(components, "/") + pick("", "", "", "/", "/**", "/*", " ", `\ `, "  ")
}

// repository makes root the root of an empty repository.
func repository(t testing.TB, root string) {
	t.Helper()
	write(t, root, ".git/HEAD", "ref: refs/heads/main\n")
	for _, folder := range []string{"objects", "refs"} {
		if err := os.MkdirAll(filepath.Join(root, ".git", folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// gitFiles returns the files below dir that git doesn't ignore and a walk takes.
func gitFiles(t testing.TB, dir string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", "-c", "core.ignorecase=false", "ls-files", "-z", "--others", "--cached", "--exclude-standard")
	cmd.Dir = dir
	none := filepath.Join(dir, ".git", "none")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "SYSTEMROOT=" + os.Getenv("SYSTEMROOT"), "HOME=" + none, "XDG_CONFIG_HOME=" + none, "GIT_CONFIG_NOSYSTEM=1"}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("git: %v", err)
	}
	files := strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
	files = slices.DeleteFunc(files, func(file string) bool { return !hasExtension(file) })
	slices.Sort(files)
	return files
}
