package linter_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// sizes are the requests that each step is measured on.
func sizes() map[string]string {
	return map[string]string{
		"small":      small(0),
		"500-values": big(500, 0),
		"5000-tags":  big(1, 5000),
	}
}

// small is a clean request of about 2 kB; n makes it another.
func small(n int) string {
	return fmt.Sprintf(`Name: audit-%[1]d
AdvancedEventSelectors:
  - Name: what is changed
    FieldSelectors:
      - {Field: eventCategory, Equals: [Management]}
      - {Field: readOnly, Equals: ["false"]}
      - {Field: eventSource, NotEquals: [kms.amazonaws.com, rdsdata.amazonaws.com]}
  - Name: objects of two buckets
    FieldSelectors:
      - {Field: eventCategory, Equals: [Data]}
      - {Field: resources.type, Equals: ["AWS::S3::Object"]}
      - {Field: resources.ARN, StartsWith: ["arn:aws:s3:::audit-%[1]d/", "arn:aws:s3:::trail-%[1]d/"]}
  - Name: one function
    FieldSelectors:
      - {Field: eventCategory, Equals: [Data]}
      - {Field: resources.type, Equals: ["AWS::Lambda::Function"]}
      - {Field: resources.ARN, Equals: ["arn:aws:lambda:eu-west-1:111122223333:function:pay-%[1]d"]}
  - Name: deletions of items
    FieldSelectors:
      - {Field: eventCategory, Equals: [Data]}
      - {Field: resources.type, Equals: ["AWS::DynamoDB::Table"]}
      - {Field: eventName, Equals: [DeleteItem]}
MultiRegionEnabled: true
OrganizationEnabled: false
RetentionPeriod: 400
TerminationProtectionEnabled: true
KmsKeyId: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
TagsList:
  - {Key: team, Value: security}
  - {Key: cost, Value: "%[1]d"}
`, n)
}

// big is a request with so many values and tags.
func big(values, tags int) string {
	var b strings.Builder
	b.WriteString("Name: audit\nRetentionPeriod: 90\nAdvancedEventSelectors:\n  - Name: objects\n    FieldSelectors:\n")
	b.WriteString("      - {Field: eventCategory, Equals: [Data]}\n      - {Field: resources.type, Equals: [\"AWS::S3::Object\"]}\n")
	b.WriteString("      - Field: resources.ARN\n        StartsWith:\n")
	for i := range values {
		fmt.Fprintf(&b, "          - arn:aws:s3:::bucket-%d/\n", i)
	}
	b.WriteString("TagsList:\n")
	for i := range tags {
		fmt.Fprintf(&b, "  - {Key: key-%d, Value: v}\n", i)
	}
	return b.String()
}

func each(b *testing.B, run func(b *testing.B, text string)) {
	all := sizes()
	for _, name := range []string{"small", "500-values", "5000-tags"} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(all[name])))
			run(b, all[name])
		})
	}
}

func parse(b *testing.B, text string) *request.Request {
	b.Helper()
	file := source.Parse("store.yaml", []byte(text), source.DefaultLimits())
	if len(file.Faults) > 0 {
		b.Fatal(file.Faults)
	}
	return request.New(file, file.Documents[0].Root, "")
}

// newest returns the newest edition, whose rules and schema are measured.
func newest(b *testing.B) *editions.Edition {
	b.Helper()
	e, err := editions.Load(slices.Max(editions.Names()))
	if err != nil {
		b.Fatal(err)
	}
	return e
}

func BenchmarkParse(b *testing.B) {
	each(b, func(b *testing.B, text string) {
		for b.Loop() {
			parse(b, text)
		}
	})
}

func BenchmarkSchema(b *testing.B) {
	e := newest(b)
	s, err := schema.Load(e.Name, request.Store, e, nil)
	if err != nil {
		b.Fatal(err)
	}
	each(b, func(b *testing.B, text string) {
		r := parse(b, text)
		for b.Loop() {
			s.Validate(r)
		}
	})
}

// BenchmarkRules judges by all built-in rules together, each time a request that
// was not seen before; and one that was.
func BenchmarkRules(b *testing.B) {
	all := func(rules.Rule) bool { return true }
	each(b, func(b *testing.B, text string) { judge(b, text, all, true) })
	b.Run("seen-before", func(b *testing.B) { judge(b, small(0), all, false) })
}

// BenchmarkRule judges a clean request by one rule at a time, and what it shares
// with others: what a new rule costs.
func BenchmarkRule(b *testing.B) {
	all, err := policy.List()
	if err != nil {
		b.Fatal(err)
	}
	for _, rule := range all {
		if rule.Judge == "" {
			b.Run(rule.Name, func(b *testing.B) {
				judge(b, small(0), func(r rules.Rule) bool { return r.Name == rule.Name }, true)
			})
		}
	}
}

// judge judges a request, or many that differ from it in a selector's name and a tag.
func judge(b *testing.B, text string, wanted func(rules.Rule) bool, many bool) {
	b.Helper()
	b.ReportAllocs()
	all, err := policy.List()
	if err != nil {
		b.Fatal(err)
	}
	builtIn, err := policy.Load(all)
	if err != nil {
		b.Fatal(err)
	}
	settings, err := config.Load(config.Options{Rules: all})
	if err != nil {
		b.Fatal(err)
	}
	facts := policy.NewFacts(newest(b))
	j := builtIn.Judge(facts, facts, map[string]any{"params": settings.Profile("").Params, "context": map[string]any{}}, wanted)
	r := parse(b, text)
	var names []*source.Node
	for _, path := range [][]any{{"AdvancedEventSelectors", 0, "Name"}, {"TagsList", 0, "Value"}} {
		if place := r.At(path); many && place.Found {
			names = append(names, place.Value)
		}
	}
	for i := 0; b.Loop(); i++ {
		for _, n := range names {
			n.Text = strconv.Itoa(i)
		}
		if _, failures := j.Evaluate(context.Background(), policy.Input(r), nil); len(failures) > 0 {
			b.Fatal(failures)
		}
	}
}

// BenchmarkReport writes 3,000 findings of 500 files in each format.
func BenchmarkReport(b *testing.B) {
	dir := b.TempDir()
	for i := range 500 {
		text := strings.ReplaceAll(small(i), "RetentionPeriod: 400", "RetentionPeriod: 4000\nColour: blue")
		text = strings.NewReplacer("readOnly", "readonly", "DeleteItem", `"DeleteItem "`, "Value: security", "Value: 5", "team", "aws:team").Replace(text)
		write(b, dir, i, text)
	}
	r := lint(b, linter.Options{Dir: dir})
	if len(r.Findings) < 3000 {
		b.Fatalf("only %d findings", len(r.Findings))
	}
	for _, format := range report.Formats() {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if err := report.Write(io.Discard, format, r, report.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStart is what every run pays before it lints, and how that is made up.
func BenchmarkStart(b *testing.B) {
	b.Run("rules", func(b *testing.B) {
		for b.Loop() {
			all, err := policy.List()
			if err != nil {
				b.Fatal(err)
			}
			if _, err := policy.Load(all); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("editions", func(b *testing.B) {
		for b.Loop() {
			for _, name := range editions.Names() {
				e, err := editions.Load(name)
				if err != nil {
					b.Fatal(err)
				}
				policy.NewFacts(e)
			}
		}
	})
	b.Run("schema", func(b *testing.B) {
		e := newest(b)
		for b.Loop() {
			if _, err := schema.Load(e.Name, request.Store, e, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := linter.New(linter.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkLint is a whole run: over one file, over 2,000 small ones, and over one
// with many values or tags.
func BenchmarkLint(b *testing.B) {
	run := func(name string, preset string, texts ...string) {
		b.Run(name+"/"+preset, func(b *testing.B) {
			dir := b.TempDir()
			for i, text := range texts {
				write(b, dir, i, text)
			}
			for b.Loop() {
				lint(b, linter.Options{Dir: dir, Preset: preset})
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(texts)), "µs/request")
		})
	}
	var many []string
	for i := range 2000 {
		many = append(many, small(i))
	}
	for _, preset := range rules.Presets() {
		run("1-file", preset, small(0))
		run("2000-files", preset, many...)
		run("500-values", preset, big(500, 0))
		run("5000-tags", preset, big(1, 5000))
	}
}

func write(b *testing.B, dir string, i int, text string) {
	b.Helper()
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.yaml", i)), []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
}

func lint(b *testing.B, options linter.Options) *report.Report {
	b.Helper()
	l, err := linter.New(options)
	if err != nil {
		b.Fatal(err)
	}
	r, err := l.Lint(context.Background(), nil)
	if err != nil {
		b.Fatal(err)
	}
	if len(r.Failures) > 0 {
		b.Fatal(r.Failures)
	}
	return r
}
