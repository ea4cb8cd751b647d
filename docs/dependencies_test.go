package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDependencies: the README gives a reason for each module that edslint asks
// for, and for no other.
func TestDependencies(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for line := range strings.Lines(string(mod)) {
		name, version, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && strings.HasPrefix(version, "v") && !strings.HasSuffix(version, "// indirect") {
			asked = append(asked, name)
		}
	}
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(readme), "\n## Dependencies\n")
	section, _, more := strings.Cut(section, "\n## ")
	if !ok || !more || len(asked) == 0 {
		t.Fatalf("the README has no list of dependencies, or go.mod none: %v", asked)
	}
	var given []string
	for _, name := range regexp.MustCompile("`(\\w[^`]*\\.[^`]*/[^`]+)`").FindAllStringSubmatch(section, -1) {
		given = append(given, name[1])
	}
	slices.Sort(asked)
	slices.Sort(given)
	if !slices.Equal(asked, given) {
		t.Errorf("the README speaks of\n%v, go.mod of\n%v", given, asked)
	}
}

// TestPinned: what a workflow uses of others is pinned by its commit, and what
// it installs by its version.
func TestPinned(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../.github/workflows/*.yml", "../action.yml", "../.ci/run"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		files = append(files, found...)
	}
	commit := regexp.MustCompile(`^(\./|[\w.-]+/[\w./-]+@[0-9a-f]{40}$)`)
	uses := regexp.MustCompile(`(?m)^\s*(?:- )?uses: (\S+)`)
	installs := regexp.MustCompile(`\b(?:go run|go install) ([\w.-]+\.[\w.-]+/\S+)|@(latest|next|main|master)\b`)
	seen := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, used := range uses.FindAllStringSubmatch(string(text), -1) {
			seen++
			if !commit.MatchString(used[1]) {
				t.Errorf("%s uses %s, which isn't pinned by a commit", file, used[1])
			}
		}
		for _, found := range installs.FindAllStringSubmatch(string(text), -1) {
			if found[2] != "" || !strings.Contains(found[1], "@") {
				t.Errorf("%s installs %q without a version", file, found[0])
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d uses", seen)
	}
}
