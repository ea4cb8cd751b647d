//go:build unix

package discover

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestLinks(t *testing.T) {
	tests := []struct {
		name     string
		tree     string
		links    map[string]string // where it stands to where it leads
		args     []string
		want     []string
		problems []string
	}{
		{"a named link is followed", "-- x/a.json --\n", map[string]string{"l": "x/a.json"}, []string{"l"}, []string{"=l"}, nil},
		{"a named link to a folder", "-- x/a.json --\n", map[string]string{"l": "x"}, []string{"l"}, []string{"l/a.json"}, nil},
		{"a walk takes a link to a file elsewhere", "-- x/l.txt --\n-- y/a --\n", map[string]string{"x/l.json": "../y/a"}, []string{"x"}, []string{"x/l.json"}, nil},
		{"the file before links to it", "-- b.json --\n", map[string]string{"a.json": "b.json", "c.json": "b.json"}, nil, []string{"b.json"}, nil},
		{"the first of two links", "-- x/b.json --\n", map[string]string{"y/d.json": "../x/b.json", "y/c.json": "../x/b.json"}, []string{"y"}, []string{"y/c.json"}, nil},
		{"a named link before the file", "-- b.json --\n", map[string]string{"l.json": "b.json"}, []string{".", "l.json"}, []string{"=l.json"}, nil},
		{"a named file before a named link", "-- b.json --\n", map[string]string{"a.json": "b.json"}, []string{"a.json", "b.json"}, []string{"=b.json"}, nil},
		{"a folder and a link to it", "-- x/a.json --\n", map[string]string{"l": "x"}, []string{"l", "x"}, []string{"x/a.json"}, nil},
		{"links to folders are not walked", "-- a.json --\n-- x/b.json --\n", map[string]string{"l": "x", "x/up": "..", "y.json": "x"}, nil, []string{"a.json", "x/b.json"}, nil},
		{"nor by a glob", "-- x/a.json --\n", map[string]string{"l": "x"}, []string{"*/*.json"}, []string{"x/a.json"}, nil},
		{"a named link to nowhere", "", map[string]string{"l": "gone"}, []string{"l"}, nil, []string{`"l" is a link to "gone", which does not exist`}},
		{"a link to nowhere in a walk", "-- a.json --\n", map[string]string{"x/l.json": "gone", ".#a.json": "me@host.1"}, nil, []string{"a.json"}, []string{`"x/l.json" is a link to "gone", which does not exist`}},
		{"a circle", "", map[string]string{"l.json": "m.json", "m.json": "l.json"}, []string{"l.json"}, nil, []string{`"l.json" is a link to "m.json", which can't be followed: too many levels of symbolic links`}},
		{"a link that is called .gitignore", "-- .git/HEAD --\n-- rules --\na.json\n-- a.json --\n", map[string]string{".gitignore": "rules"}, nil, []string{"a.json"}, nil},
		{"the rules of where a folder is", "-- r/.git/HEAD --\n-- r/.gitignore --\n/x/a.json\n-- r/x/a.json --\n-- r/x/b.json --\n", map[string]string{"l": "r/x"}, []string{"l"}, []string{"l/b.json"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := unpack(t, tt.tree)
			for at, to := range tt.links {
				link(t, to, filepath.Join(dir, at))
			}
			check(t, Options{Dir: dir}, tt.args, tt.want, tt.problems)
		})
	}
}

func TestWorkingFolderThroughLink(t *testing.T) {
	root := unpack(t, "-- real/a.json --\n")
	link(t, "real", filepath.Join(root, "link"))
	check(t, Options{Dir: filepath.Join(root, "link")}, []string{filepath.Join(root, "real", "a.json")}, []string{"=a.json"}, nil)
	check(t, Options{Dir: filepath.Join(root, "real")}, []string{filepath.Join(root, "link", "a.json")}, []string{"=a.json"}, nil)
	check(t, Options{Dir: filepath.Join(root, "link")}, []string{"a.json", "."}, []string{"=a.json"}, nil)
}

func TestPipesSocketsDevices(t *testing.T) {
	dir := unpack(t, "-- a.json --\n-- x/b.json --\n")
	for _, name := range []string{"p.json", "x/.gitignore"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir) // a socket's path must be short
	socket, err := net.Listen("unix", "s.json")
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	link(t, "p.json", filepath.Join(dir, "l.json"))

	check(t, Options{}, nil, []string{"a.json", "x/b.json"}, nil)
	check(t, Options{}, []string{"p.json", "l.json", "s.json", os.DevNull}, nil, []string{
		`"p.json" is a named pipe, not a file; to lint standard input, write "-"`,
		`"l.json" is a named pipe, not a file; to lint standard input, write "-"`,
		`"s.json" is a socket, not a file; to lint standard input, write "-"`,
		`"/dev/null" is a device, not a file; to lint standard input, write "-"`,
	})
}

func TestOddNames(t *testing.T) {
	dir := t.TempDir()
	names := []string{"\x1b[31m.json", "a\nb.json", "a\\b.json", "caf\xe9/\xff.json"}
	for _, name := range names {
		write(t, dir, name, "")
	}
	check(t, Options{Dir: dir}, nil, names, nil)
	check(t, Options{Dir: dir}, names, []string{"=" + names[0], "=" + names[1], "=" + names[2], "=" + names[3]}, nil)
	check(t, Options{Dir: dir}, []string{"caf?/*.json"}, names[3:], nil)
	check(t, Options{Dir: dir}, []string{"\x1b\n\xff"}, nil, []string{`no such file or folder: "\x1b\n\xff"`})
	check(t, Options{Dir: dir}, []string{`a\\b*`}, names[2:3], nil)
	long := strings.Repeat("x", 300)
	check(t, Options{Dir: dir}, []string{long}, nil, []string{`can't find "` + long + `": file name too long`})
}

func TestIgnoredSpaceAtTheEnd(t *testing.T) {
	dir := unpack(t, "-- .gitignore --\nb\\ \n-- b/c.json --\n-- b /c.json --\n-- b  /c.json --\n")
	check(t, Options{Dir: dir}, nil, []string{"b  /c.json", "b/c.json"}, nil)
}

// TestUnreadableFolder makes a folder whose path is too long to be opened,
// since permissions keep nobody out who runs tests as root.
func TestUnreadableFolder(t *testing.T) {
	dir := unpack(t, "-- a.json --\n-- z/b.json --\n")
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	part := strings.Repeat("x", 200)
	if err := root.MkdirAll(strings.Repeat(part+"/", 25), 0o755); err != nil {
		t.Fatal(err)
	}
	targets, problems, err := Files(t.Context(), nil, Options{Dir: dir})
	if err != nil || len(targets) != 2 || targets[0].Name != "a.json" || targets[1].Name != "z/b.json" {
		t.Errorf("got %v, %v", targets, err)
	}
	if len(problems) != 1 || problems[0].Empty || problems[0].Message != `can't read folder "`+problems[0].Name+`": file name too long` || !strings.HasPrefix(problems[0].Name, part+"/"+part) {
		t.Errorf("got problems %v", problems)
	}
}

// link makes a symbolic link.
func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, at); err != nil {
		t.Fatal(err)
	}
}
