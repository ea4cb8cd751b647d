package linter

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/source"
)

// taken are the findings that a request has and a template doesn't, since
// CloudFormation takes strings for numbers and booleans and the other way
// round, makes up a name, and has tags of YAML and members of its own.
var taken = map[string][]string{
	"requests/bad/boolean-in-quotes.json":      {"6 error wrong-type"},
	"requests/bad/cloudformation-members.yaml": {"7 error undeclared-member", "8 error undeclared-member", "9 error undeclared-member"},
	"requests/bad/cloudformation-tag.yaml":     {"3 error unknown-tag"},
	"requests/bad/first-attempt.yaml":          {"9 error wrong-type"},
	"requests/bad/missing-name.json":           {"1 error missing-member"},
	"requests/bad/missing-name.yaml":           {"2 error missing-member"},
	"requests/bad/retention-in-quotes.json":    {"6 error wrong-type"},
	"requests/bad/unquoted-account.yaml":       {"5 error wrong-type"},
	"requests/bad/unquoted-date.yaml":          {"5 error wrong-type"},
	"requests/bad/unquoted-true.json":          {"11 error wrong-type"},
	"requests/bad/unquoted-true.yaml":          {"8 error wrong-type"},
	"edslint/unknown_tag/bad.yaml":             {"1 error unknown-tag"},
	"structure/undeclared_member/bad.yaml":     {"3 error undeclared-member"},
	"structure/wrong_type/bad.yaml":            {"8 error wrong-type"},
}

// TestAsTemplates rewrites the project's good and bad requests as CloudFormation
// templates, which must have the same findings on the lines that follow.
func TestAsTemplates(t *testing.T) {
	rewritten := map[string]int{}
	for _, name := range requestFiles(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		dir, base := filepath.Split(filepath.ToSlash(name))
		short := path.Join(path.Base(path.Dir(path.Clean(dir))), path.Base(dir), base)
		for way, rewrite := range map[string]func(*source.File) string{"as it is": asTemplate, "computed": asComputed} {
			template := rewrite(source.Parse(name, text, source.DefaultLimits()))
			if template == "" {
				continue
			}
			ext := filepath.Ext(name)
			want := slices.DeleteFunc(findingsIn(t, "request"+ext, string(text), 0), func(key string) bool { return slices.Contains(taken[short], key) })
			before, _, _ := strings.Cut(template, "Properties")
			got := findingsIn(t, "template"+ext, template, strings.Count(before, "\n")+1)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s\nin:\n%s", short, way, diff, template)
			}
			rewritten[way]++
		}
	}
	if rewritten["as it is"] < 300 || rewritten["computed"] < 80 {
		t.Errorf("too few were rewritten: %v", rewritten)
	}
}

// findingsIn lints a file: of each finding the line, without those before, the
// level and the rule.
func findingsIn(t *testing.T, name, text string, before int) []string {
	t.Helper()
	keys := []string{}
	for _, f := range run(t, newLinter(t, Options{Dir: folder(t, map[string]string{name: text})}), name).Findings {
		keys = append(keys, fmt.Sprintf("%d %s %s", f.Region.StartLine-before, f.Level, f.Name))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func requestFiles(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"../testdata/requests/*/*.*", "../rules/*/*/good.*", "../rules/*/*/bad.*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	return slices.DeleteFunc(names, func(name string) bool { // in some there is no single request
		return filepath.Ext(name) == ".txt" || slices.Contains([]string{"iam-policy.yaml", "trail.json", "response.json"}, filepath.Base(name)) || aboutTrails(t, name) || strings.Contains(name, "expired_ignore")
	})
}

// aboutTrails reports whether a rule's example is for what only trails have.
func aboutTrails(t *testing.T, name string) bool {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.HasPrefix(text, []byte("TrailName:"))
}

// singleRequest is a file of the project's that holds a single request.
type singleRequest struct {
	name string
	text []byte
	root *source.Node
}

// singleRequests reads those of requestFiles that hold a single request.
func singleRequests(t *testing.T) []singleRequest {
	t.Helper()
	var all []singleRequest
	for _, name := range requestFiles(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if root := single(source.Parse(name, text, source.DefaultLimits())); root != nil {
			all = append(all, singleRequest{name, text, root})
		}
	}
	return all
}

const begin = `{"Conditions": {"C": {"Fn::Equals": [{"Ref": "AWS::AccountId"}, "1"]}},
"Resources": {"Store": {"Type": "AWS::CloudTrail::EventDataStore", "Properties":
`

// asTemplate wraps a request in a template, or says nothing where it holds no
// single request.
func asTemplate(file *source.File) string {
	root := single(file)
	switch {
	case root == nil:
		return ""
	case root.Flow:
		return edited(file, root, begin, "}}}", nil)
	}
	text := edited(file, root, "", "", nil)
	var out strings.Builder
	out.WriteString("Resources:\n  Store:\n    Type: AWS::CloudTrail::EventDataStore\n    Properties:\n")
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "---") || strings.HasPrefix(line, "%") {
			return ""
		}
		out.WriteString("      " + line)
	}
	return out.String()
}

// asComputed wraps a request and computes each of its values.
func asComputed(file *source.File) string {
	root := single(file)
	if root == nil || filepath.Ext(file.Name) != ".json" {
		return ""
	}
	return edited(file, root, begin, "}}}", func(text string) string {
		if strings.HasPrefix(text, `"`) && !strings.Contains(text, "${") {
			return fmt.Sprintf(`{"Fn::If": ["C", %s, {"Fn::Sub": %s}]}`, text, text)
		}
		return fmt.Sprintf(`{"Fn::If": ["C", %s, %s]}`, text, text)
	})
}

func single(file *source.File) *source.Node {
	if len(file.Documents) != 1 || hasFatal(file.Faults) || strings.HasPrefix(string(file.Content), "\uFEFF") {
		return nil
	}
	if root := file.Documents[0].Root; root != nil && root.Kind == source.Object && root.Get("TrailName") == nil && root.Get("EventDataStoreArn") == nil {
		return root
	}
	return nil
}

// edited is the file with CloudFormation's names of members, and with its
// scalars changed.
func edited(file *source.File, root *source.Node, before, after string, change func(string) string, only ...*source.Node) string {
	type edit struct {
		start, end int
		text       string
	}
	var edits []edit
	for _, m := range root.Members {
		for api, own := range map[string]string{"TagsList": "Tags", "StartIngestion": "IngestionEnabled"} {
			if m.Key.Text == api {
				text := string(file.Content[m.Key.Start:m.Key.End])
				edits = append(edits, edit{m.Key.Start, m.Key.End, strings.Replace(text, api, own, 1)})
			}
		}
	}
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		for _, m := range n.Members {
			walk(m.Value)
		}
		for _, item := range n.Items {
			walk(item)
		}
		if slices.Contains(only, n) || len(only) == 0 && n.Kind != source.Array && n.Kind != source.Object {
			edits = append(edits, edit{n.Start, n.End, change(string(file.Content[n.Start:n.End]))})
		}
	}
	if change != nil {
		walk(root)
	}
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out strings.Builder
	out.WriteString(before)
	at := 0
	for _, e := range edits {
		if e.start >= at {
			out.Write(file.Content[at:e.start])
			out.WriteString(e.text)
			at = e.end
		}
	}
	out.Write(file.Content[at:])
	return out.String() + after
}
