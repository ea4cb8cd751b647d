//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// action is action.yml, as far as a run of it needs.
type action struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Steps []struct {
			Name, Shell, Run string
			Env              map[string]string
		}
	}
}

// runner carries out the action's steps as GitHub's runner does, but for those
// that are actions themselves.
type runner struct {
	action
	root, temp string
}

// ran is what a run left behind.
type ran struct {
	code                   int
	dir, log, summary, out string
	outputs                map[string]string // as out says them
}

var expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)

func newRunner(t *testing.T) runner {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	r := runner{root: root, temp: t.TempDir()}
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err == nil {
		err = yaml.Unmarshal(text, &r.action)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// run runs the steps in a checkout of files, with inputs over the defaults.
func (r runner) run(t *testing.T, files, inputs map[string]string) ran {
	t.Helper()
	dir, temp := t.TempDir(), t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	values := map[string]string{"github.action_path": r.root, "runner.temp": r.temp}
	for name, input := range r.Inputs {
		values["inputs."+name] = input.Default
	}
	for name, value := range inputs {
		if _, ok := values["inputs."+name]; !ok {
			t.Fatalf("there is no input %s", name)
		}
		values["inputs."+name] = value
	}
	output, summary := filepath.Join(temp, "output"), filepath.Join(temp, "summary")
	result := ran{dir: dir}
	for _, step := range r.Runs.Steps {
		if step.Run == "" {
			continue
		}
		if step.Shell != "bash" || expression.MatchString(step.Run) {
			t.Fatalf("step %q: an expression in what a shell reads, or a shell that isn't bash", step.Name)
		}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GITHUB_ACTIONS=true", "CI=true", "GITHUB_WORKSPACE="+dir, "GITHUB_ACTION_PATH="+r.root,
			"RUNNER_TEMP="+r.temp, "TMPDIR="+temp, "GITHUB_OUTPUT="+output, "GITHUB_STEP_SUMMARY="+summary)
		for name, text := range step.Env {
			value := expression.ReplaceAllStringFunc(text, func(e string) string {
				value, ok := values[expression.FindStringSubmatch(e)[1]]
				if !ok {
					t.Fatalf("step %q: %s is %s", step.Name, name, e)
				}
				return value
			})
			cmd.Env = append(cmd.Env, name+"="+value)
		}
		log, err := cmd.CombinedOutput()
		result.log += string(log)
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			result.code = exit.ExitCode()
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	result.summary, result.out = read(t, summary), read(t, output)
	result.outputs = map[string]string{}
	for line := range strings.Lines(result.out) {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if _, twice := result.outputs[name]; !ok || twice || r.Outputs[name].Value == "" {
			t.Errorf("the output has a line %q", line)
		}
		result.outputs[name] = value
	}
	if left, err := filepath.Glob(filepath.Join(temp, "tmp*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	return result
}

// read returns what a file holds; nothing where there is none.
func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}

var stores = map[string]string{
	"stores/a b.yaml": "Name: audit\nRetentionPeriod: 3\nTagsList:\n  - Key: aws:team\n",
	"--help/c.yaml":   "Name: audit\nRetentionPeriod: 2\n",
}

// TestAction runs action.yml itself: it builds edslint and lints with it, and
// all that its outputs promise is there.
func TestAction(t *testing.T) {
	got := newRunner(t).run(t, stores, map[string]string{"paths": "stores\n\n--help\r\n", "sarif-file": "a $(b).sarif"})
	if got.code != 1 || !strings.Contains(got.log, "::error title=EDS301 retention-period,file=stores/a b.yaml,line=2,") {
		t.Errorf("exit code %d:\n%s", got.code, got.log)
	}
	want := map[string]string{"errors": "2", "warnings": "1", "notes": "0", "sarif-file": "a $(b).sarif"}
	if diff := cmp.Diff(want, got.outputs); diff != "" {
		t.Errorf("outputs (-want +got):\n%s", diff)
	}
	if !strings.Contains(got.summary, "EDS301") {
		t.Errorf("summary:\n%s", got.summary)
	}
	var sarif struct{ Runs []struct{ Results []any } }
	if err := json.Unmarshal([]byte(read(t, filepath.Join(got.dir, "a $(b).sarif"))), &sarif); err != nil || len(sarif.Runs) != 1 || len(sarif.Runs[0].Results) != 3 {
		t.Errorf("SARIF: %v, %+v", err, sarif)
	}
}

// TestActionHostile: an input is an argument of edslint, whatever is in it.
func TestActionHostile(t *testing.T) {
	r := newRunner(t)
	for input := range r.Inputs {
		for _, value := range []string{"--help", "\"'; touch hacked; $(touch hacked) `touch hacked` #", "x\nerrors=0\n::warning::x"} {
			t.Run(input+" "+value, func(t *testing.T) {
				got := r.run(t, stores, map[string]string{input: value})
				switch input {
				case "go-version", "sarif-category": // any text
				case "sarif-file":
					if strings.Contains(value, "\n") && (got.code != 2 || got.outputs["sarif-file"] != "") {
						t.Errorf("exit code %d, outputs %q", got.code, got.out)
					}
				default:
					if got.code != 2 && !(input == "paths" && value == "--help") {
						t.Errorf("exit code %d:\n%s", got.code, got.log)
					}
				}
				if strings.Contains(got.log, "\n::warning::x") || strings.Contains(got.log, "Usage:") {
					t.Errorf("log:\n%s", got.log)
				}
				if _, err := os.Lstat(filepath.Join(got.dir, "hacked")); err == nil {
					t.Error("a shell read the input")
				}
			})
		}
	}
}

// TestActionStale: a SARIF report that was there before is not taken for the
// run's, as where a mistake in the config keeps edslint from linting.
func TestActionStale(t *testing.T) {
	files := map[string]string{"a.yaml": "Name: audit\n", ".edslint.yaml": "editoin: latest\n", "edslint.sarif": "{}"}
	got := newRunner(t).run(t, files, nil)
	if got.code != 2 || got.outputs["sarif-file"] != "" {
		t.Errorf("exit code %d, outputs %q", got.code, got.out)
	}
}
