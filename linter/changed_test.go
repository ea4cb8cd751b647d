package linter

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// committed returns a folder with these files in a repository's only commit.
func committed(t *testing.T, files map[string]string) string {
	t.Helper()
	for name, value := range map[string]string{
		"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": filepath.Join(t.TempDir(), "none"),
		"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		t.Setenv(name, value)
	}
	dir := folder(t, files)
	for _, args := range [][]string{{"init", "-q"}, {"add", "--all"}, {"commit", "-q", "--message=x"}} {
		cmd := exec.CommandContext(t.Context(), "git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	return dir
}

// TestChanged edits one request in several ways.
func TestChanged(t *testing.T) {
	const before = `Name: audit
RetentionPeriod: 3
KmsKeyId: x
AdvancedEventSelectors:
  - FieldSelectors:
      - Field: eventCategory
        Equals:
          - Data
      - Field: resources.type
        Equals:
          - AWS::S3::Object
          - AWS::S3::Objects
  - FieldSelectors:
      - Field: readOnly
        Equals: ["true"]
TagsList:
  - Key: team
    Value: security
  - Key: team
    Value: audit
`
	const inJSON = `{
  "Name": "audit",
  "AdvancedEventSelectors": [
    {
      "FieldSelectors": [
        {"Field": "eventCategory", "Equals": ["Data"]},
        {"Field": "readOnly", "Equals": ["true"]},
        {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}
      ]
    }
  ],
  "RetentionPeriod": 3
}
`
	const shared = `- &base
  Name: base
  RetentionPeriod: 90
  AdvancedEventSelectors: &selectors
    - FieldSelectors: &statements
        - {Field: eventCategory, Equals: [Data]}
        - {Field: resources.type, Equals: ["AWS::S3::Object"]}
- <<: *base
  Name: second
  KmsKeyId: x
- Name: third
  AdvancedEventSelectors: *selectors
  RetentionPeriod: 3
`
	for _, c := range []struct {
		name, file, old, new string
		want                 []string
	}{
		{"nothing", "a.yaml", "audit", "audit", nil},
		{"a value", "a.yaml", "d: 3", "d: 4", []string{"a.yaml:2:18 error retention-period"}},
		{"a line with nothing wrong", "a.yaml", "me: audit", "me: other", nil},
		{"a line is added above", "a.yaml", "Name", "# a comment\nName", nil},
		{"a statement of another selector", "a.yaml", `"true"`, `"false"`, nil},
		{"the other place of a double", "a.yaml", "  - Key: team\n    Value: security", "  - Key:   team\n    Value: security", []string{"a.yaml:19:10 error duplicate-tag-key"}},
		{"a value of a statement goes", "a.yaml", "          - AWS::S3::Object\n", "", nil},
		{"a statement goes", "a.yaml", "      - Field: eventCategory\n        Equals:\n          - Data\n", "", []string{"a.yaml:5:5 error missing-field"}},
		{"the last item of a list in JSON", "a.json", ",\n        {\"Field\": \"resources.type\", \"Equals\": [\"AWS::S3::Object\"]}", "", []string{"a.json:5:7 error missing-field"}},
		{"a statement that three requests share goes", "b.yaml", "        - {Field: eventCategory, Equals: [Data]}\n", "", []string{"b.yaml:5:7 error missing-field"}},
		{"a member beside a merge key goes", "b.yaml", "  RetentionPeriod: 90\n", "", nil},
		{"an alias goes", "b.yaml", "  AdvancedEventSelectors: *selectors\n", "", nil},
		{"an alias in place of a list", "b.yaml", "  KmsKeyId: x", "  KmsKeyId: x\n  AdvancedEventSelectors: *selectors", nil},
		{"the line breaks", "a.yaml", "\n", "\r\n", []string{
			"a.yaml:2:18 error retention-period", "a.yaml:3:11 error kms-key-id",
			"a.yaml:13:5 error missing-field", "a.yaml:19:10 error duplicate-tag-key",
		}},
		{"carriage returns alone, which git counts otherwise", "a.yaml", "Value: audit\n", "Value: other\r# x\r", []string{
			"a.yaml:2:18 error retention-period", "a.yaml:3:11 error kms-key-id",
			"a.yaml:13:5 error missing-field", "a.yaml:19:10 error duplicate-tag-key",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			texts := map[string]string{"a.yaml": before, "a.json": inJSON, "b.yaml": shared}
			dir := committed(t, texts)
			many := 1
			if c.old == "\n" {
				many = -1
			}
			after := strings.Replace(texts[c.file], c.old, c.new, many)
			if err := os.WriteFile(filepath.Join(dir, c.file), []byte(after), 0o600); err != nil {
				t.Fatal(err)
			}
			r := run(t, newLinter(t, Options{Dir: dir, ChangedSince: "HEAD", Only: []string{
				"retention-period", "kms-key-id", "duplicate-tag-key", "missing-field",
			}}))
			r.Confine()
			same(t, "findings", c.want, places(r.Findings))
			if r.Changes == nil || r.Changes.Since != "HEAD" || len(r.Changes.Base) < 40 {
				t.Errorf("the report says of what changed: %+v", r.Changes)
			}
		})
	}
}
