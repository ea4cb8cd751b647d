package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestWindowsText: all files that edslint reads may have what editors on Windows
// write, a byte order mark and two characters at the end of a line, and positions
// are right all the same.
func TestWindowsText(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		".git/HEAD":      "ref: refs/heads/main\n",
		".gitignore":     "ignored.yaml\n",
		".edslint.yaml":  "preset: strict\ncustom-rules: [policy]\ndata: [names.json]\nexclude: [\"out/**\"]\nrules: {advice: off}\n",
		"names.json":     "{\"last\": \"é😀\"}\n",
		"stores/a.yaml":  "TagsList:\n  - {Key: \"é😀\", Value: \"é😀\"}\nName: audit-x # edslint:ignore ACME2 -- it is to be\nRetentionPeriod: 30\n",
		"stores/b.json":  "{\n  \"Name\": \"audit\", \"RetentionPeriod\": 3\n}\n",
		"ignored.yaml":   "Name: ignored\nRetentionPeriod: 3\n",
		"out/c.yaml":     "Name: out\nRetentionPeriod: 3\n",
		"policy/a.rego":  "# METADATA\n# title: A tag\n# description: A tag.\n# custom: {id: ACME1}\npackage edslint.rules.tag\n\nfindings contains {\"at\": [\"TagsList\", i, \"Value\"], \"message\": \"a tag\"} if {\n\tsome i, tag in input.TagsList\n\ttag.Value == data.names.last\n}\n",
		"policy/b.rego":  "# METADATA\n# title: A name\n# description: A name.\n# custom: {id: ACME2}\npackage edslint.rules.x\n\nfindings contains {\"at\": [\"Name\"], \"message\": \"a name\"} if endswith(input.Name, \"x\")\n",
		"b_test.rego":    "package b_test\n\nimport data.edslint.rules.x\n\ntest_name if count(x.findings) == 1 with input as {\"Name\": \"x\"}\n",
		"base/line.json": "{\"version\": 1, \"findings\": []}\n",
	} {
		text = "\uFEFF" + strings.ReplaceAll(text, "\n", "\r\n")
		if name == ".git/HEAD" {
			text = "ref: refs/heads/main\n" // git's own
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"lint", "--format", "github", "--baseline", "base/line.json"}, []string{
			"1 error, 1 warning in 2 of 2 requests", ",file=stores/a.yaml,line=2,endLine=2,col=24::a tag.", ",file=stores/b.json,line=2,endLine=2,col=39::`RetentionPeriod` is 3",
		}},
		{[]string{"test", "policy", "b_test.rego"}, []string{"1 test"}},
	} {
		out, err := exec.Command("edslint", c.args...).Output()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		for _, want := range c.want {
			if !strings.Contains(string(out), want) {
				t.Errorf("%v: no %q in\n%s", c.args, want, out)
			}
		}
	}
}
