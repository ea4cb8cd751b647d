package linter

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/source"
)

const good = "Name: audit\nRetentionPeriod: 90\n"

// TestWalk counts what a folder holds besides requests.
func TestWalk(t *testing.T) {
	files := map[string]string{
		"a-request.yaml":      good,
		"b-fault.json":        `{"Name": "audit", "RetentionPeriod": 3}`,
		"c-other.yaml":        "colour: blue\nsize: yes\n",
		"d-list.json":         `[{"colour": "blue"}, 5]`,
		"e-empty.yaml":        "",
		"f-comment.yaml":      "# nothing\n---\n",
		"g-trail.yaml":        "Name: x\nS3BucketName: y\nAdvancedEventSelectors: []\n",
		"h-mixed.yaml":        "colour: blue\n---\nName: audit\nStartIngestion: true\n",
		"i-broken.json":       `{"colour": "blue",}`,
		"j-broken-store.json": `{"Name": "audit", "RetentionPeriod": 90,}`,
		"k-broken-store.yaml": "AdvancedEventSelectors: [\n",
		"l-latin.yaml":        "colour: \xfc\n",
		"m-latin-store.yaml":  "Name: \xfc\nRetentionPeriod: 90\n",
		"n-utf16.json":        "\xff\xfe" + strings.Join(strings.Split(`{"Name":"x","RetentionPeriod":1`, ""), "\x00") + "\x00",
		"o-late.yaml":         good + "---\n[\n",
		"sub/p-request.yml":   good,
		"q-text.txt":          "Name: [",
	}
	r := run(t, newLinter(t, Options{Dir: folder(t, files)}))
	same(t, "findings", []string{
		"b-fault.json:1:38 error retention-period",
		"j-broken-store.json:1:40 error syntax-error",
		"k-broken-store.yaml:1:25 error syntax-error",
		"m-latin-store.yaml:1:7 error not-utf8",
		"n-utf16.json:1:1 error not-utf8",
		"o-late.yaml:4:1 error syntax-error",
	}, places(r.Findings))
	same(t, "unread", []string{"i-broken.json", "l-latin.yaml"}, r.Unread)
	if r.PassedOver != 5 { // c to g
		t.Errorf("%d files passed over, want 5", r.PassedOver)
	}
	var linted []string
	for _, f := range r.Files {
		linted = append(linted, fmt.Sprintf("%s %d", f.Name, len(f.Requests)))
	}
	same(t, "files and their requests", []string{
		"a-request.yaml 1", "b-fault.json 1", "h-mixed.yaml 1", "j-broken-store.json 0", "k-broken-store.yaml 0",
		"m-latin-store.yaml 0", "n-utf16.json 0", "o-late.yaml 1", "sub/p-request.yml 1",
	}, linted)
	same(t, "failures", []report.Failure(nil), r.Failures)
}

// TestNamed lints each file whatever it holds.
func TestNamed(t *testing.T) {
	for text, want := range map[string][]string{
		good:                           nil,
		"":                             {"a.yaml:1:1 error not-a-request"},
		"# nothing\n":                  {"a.yaml:1:1 error not-a-request"},
		"colour: blue\n":               {"a.yaml:1:1 error not-a-request"},
		"\n- 5\n- " + "colour: blue\n": {"a.yaml:2:3 error not-a-request", "a.yaml:3:3 error not-a-request"},
		"text\n":                       {"a.yaml:1:1 error not-a-request"},
		"[]\n":                         {"a.yaml:1:1 error not-a-request"},
		good + "---\ncolour: blue\n":   {"a.yaml:4:1 error not-a-request"},
		"Name: [\n":                    {"a.yaml:1:7 error syntax-error"},
		// Of what is no request no more is said.
		"colour: blue\ncolour: red\n": {"a.yaml:1:1 error not-a-request"},
		"colour: yes\n":               {"a.yaml:1:1 error not-a-request"},
		good + "Colour: yes\n":        {"a.yaml:3:1 error undeclared-member", "a.yaml:3:9 warning ambiguous-scalar"},
		// One place, one fault.
		good + "StartIngestion: yes\n":         {"a.yaml:3:17 error wrong-type"},
		good + "Colour: blue\nColour: red\n":   {"a.yaml:3:1 error undeclared-member", "a.yaml:4:1 error duplicate-key"},
		good + "---\ncolour: yes\nsize: off\n": {"a.yaml:4:1 error not-a-request"},
	} {
		r := lintText(t, Auto, "a.yaml", text)
		same(t, fmt.Sprintf("findings in %q", text), want, places(r.Findings))
		if r.PassedOver+len(r.Unread) > 0 || len(r.Files) != 1 {
			t.Errorf("%q: passed over %d, unread %v, linted %v", text, r.PassedOver, r.Unread, r.Files)
		}
	}
}

// TestFaultsOfOthers: what is wrong in a file outside of its requests is no
// matter of theirs.
func TestFaultsOfOthers(t *testing.T) {
	const text = `- {colour: blue, colour: red, size: yes}
- {Name: audit, RetentionPeriod: 90, Name: other, StartIngestion: true, KmsKeyId: 0755}
`
	inside := []string{"a.yaml:2:38 error duplicate-key", "a.yaml:2:83 error wrong-type"}
	r := run(t, newLinter(t, Options{Dir: folder(t, map[string]string{"a.yaml": text})}))
	same(t, "findings in a folder", inside, places(r.Findings))
	r = lintText(t, Auto, "a.yaml", text)
	same(t, "findings in a named file", append([]string{"a.yaml:1:3 error not-a-request"}, inside...), places(r.Findings))
}

func TestNothing(t *testing.T) {
	const help = " (name a file, or use --allow-empty)"
	for _, c := range []struct {
		name       string
		files      map[string]string
		paths      []string
		file, says string // of the failure, if there is one
	}{
		{"an empty folder", nil, nil, ".", `folder "." holds no `},
		{"no request", map[string]string{"a.yaml": "colour: blue\n", "b.json": "[]"}, nil,
			".", "nothing to lint: of 2 files, none holds a CreateEventDataStore request" + help},
		{"none that can be read", map[string]string{"a.yaml": "colour: [\n", "b.json": "[]", "c.json": "{"}, nil,
			".", "nothing to lint: no file holds a CreateEventDataStore request, and of these 2 can't be parsed: a.yaml, c.json" + help},
		{"a glob without a match", map[string]string{"a.yaml": good}, []string{"*.json"}, "*.json", `"*.json"`},
		{"a finding is something", map[string]string{"a.yaml": "RetentionPeriod: 90\nName: [\n"}, nil, "", ""},
		{"a request is something", map[string]string{"a.yaml": good}, nil, "", ""},
	} {
		dir := folder(t, c.files)
		failures := run(t, newLinter(t, Options{Dir: dir}), c.paths...).Failures
		if c.file == "" {
			same(t, c.name, []report.Failure(nil), failures)
		} else if len(failures) != 1 || failures[0].File != c.file || !strings.Contains(failures[0].Message, c.says) {
			t.Errorf("%s: %v, want one of %s that says %s", c.name, failures, c.file, c.says)
		}
		failures = run(t, newLinter(t, Options{Dir: dir, AllowEmpty: true}), c.paths...).Failures
		same(t, c.name+", which is allowed", []report.Failure(nil), failures)
	}
	// What was named and isn't there is a failure in any case.
	r := run(t, newLinter(t, Options{Dir: folder(t, map[string]string{"a.yaml": good}), AllowEmpty: true}), "b.yaml", "a.yaml")
	if len(r.Failures) != 1 || r.Failures[0].File != "b.yaml" || len(r.Files) != 1 {
		t.Errorf("failures %v, files %v", r.Failures, r.Files)
	}
}

func TestStandardInput(t *testing.T) {
	for name, want := range map[string]string{"": "<stdin>:2:18 error retention-period", "stores/x.yaml": "stores/x.yaml:2:18 error retention-period"} {
		l := newLinter(t, Options{Dir: t.TempDir(), Stdin: strings.NewReader("Name: audit\nRetentionPeriod: 3\n"), StdinFilename: name})
		same(t, "findings", []string{want}, places(run(t, l, "-").Findings))
	}
	l := newLinter(t, Options{Dir: t.TempDir(), Stdin: strings.NewReader("colour: blue")})
	same(t, "findings", []string{"<stdin>:1:1 error not-a-request"}, places(run(t, l, "-").Findings))
	broken := errors.New("the pipe broke")
	l = newLinter(t, Options{Dir: t.TempDir(), Stdin: failing{broken}})
	if r := run(t, l, "-"); len(r.Failures) != 1 || !strings.Contains(r.Failures[0].Message, broken.Error()) || r.Failures[0].File != "<stdin>" {
		t.Errorf("failures: %v", r.Failures)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestLimits(t *testing.T) {
	limits := source.DefaultLimits()
	limits.Bytes = len(good)
	r := run(t, newLinter(t, Options{Dir: folder(t, map[string]string{"a.yaml": good, "b.yaml": good + "# too long\n"}), Limits: limits}))
	same(t, "findings", []string{"b.yaml:1:1 error over-limit"}, places(r.Findings))
}

// TestJobs writes the same to the byte, whatever is done at a time.
func TestJobs(t *testing.T) {
	files := map[string]string{}
	for i := range 60 {
		name := fmt.Sprintf("%c/%02d.yaml", 'a'+i%7, i)
		switch i % 5 {
		case 0:
			files[name] = good
		case 1:
			files[name] = faulty
		case 2:
			files[name] = "Name: a b\nTagsList: [{Key: a}, {Key: a}, &t {Key: ''}, *t]\nRetentionPeriod: 3000\n---\n" + good + "---\n" + faulty
		case 3:
			files[name] = "Name: [\n"
		case 4:
			files[name] = "colour: blue\n"
		}
	}
	dir := folder(t, files)
	want := map[string]string{}
	for _, jobs := range []int{1, 8, 8, 3} {
		r := run(t, newLinter(t, Options{Dir: dir, Jobs: jobs}), ".", "missing.yaml")
		for _, format := range report.Formats() {
			var out bytes.Buffer
			if err := report.Write(&out, format, r, report.Options{}); err != nil {
				t.Fatal(err)
			}
			if jobs == 1 {
				want[format] = out.String()
			}
			if out.Len() < 2000 || out.String() != want[format] {
				same(t, fmt.Sprintf("%s with %d jobs", format, jobs), want[format], out.String())
			}
		}
	}
}

// TestSeveralRuns uses one linter from several goroutines.
func TestSeveralRuns(t *testing.T) {
	l, err := New(Options{Dir: folder(t, map[string]string{"a.yaml": faulty, "b.yaml": "Name: audit\nRetentionPeriod: 90\nBillingMode: x\n"}), Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	results := make(chan []string)
	for range 4 {
		go func() {
			r, err := l.Lint(context.Background(), nil)
			if err != nil {
				results <- []string{err.Error()}
				return
			}
			results <- places(r.Findings)
		}()
	}
	first := <-results
	if len(first) != 9 {
		t.Errorf("findings: %q", first)
	}
	for range 3 {
		same(t, "findings", first, <-results)
	}
}

func TestBrokenOff(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("%02d.yaml", i)] = good
	}
	l := newLinter(t, Options{Dir: folder(t, files), Jobs: 1, Progress: func(done, total int) {
		if done == 3 && total > 0 {
			cancel()
		}
	}})
	if r, err := l.Lint(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v; want that it was broken off", r, err)
	}
}

func TestProgress(t *testing.T) {
	var calls []string
	l := newLinter(t, Options{Dir: folder(t, map[string]string{"a.yaml": good, "b.yaml": "", "c.yaml": "["}), Jobs: 3, Progress: func(done, total int) {
		calls = append(calls, fmt.Sprintf("%d/%d", done, total))
	}})
	run(t, l)
	same(t, "progress", []string{"1/3", "2/3", "3/3"}, calls)
}

// TestManyRequests bounds the requests of a file, of a list as of a stream.
func TestManyRequests(t *testing.T) {
	limits := source.DefaultLimits()
	limits.Documents = 3
	for name, text := range map[string]string{
		"list.yaml":   strings.Repeat("- {Name: abc, RetentionPeriod: 1}\n", 5),
		"list.json":   "[" + strings.Repeat("{\"Name\": \"abc\", \"RetentionPeriod\": 1},\n", 4) + "{\"Name\": \"abc\", \"RetentionPeriod\": 1}]",
		"stream.yaml": strings.Repeat("--- {Name: abc, RetentionPeriod: 1}\n", 5),
	} {
		r := run(t, newLinter(t, Options{Dir: folder(t, map[string]string{name: text}), Limits: limits}))
		counts := map[string]int{}
		for _, f := range r.Findings {
			counts[f.Name]++
		}
		same(t, name, map[string]int{"retention-period": 3, "over-limit": 1}, counts)
	}
}
