package linter_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

const request = `Name: audit
AdvancedEventSelectors:
  - Name: objects of one bucket
    FieldSelectors:
      - {Field: eventCategory, Equals: [Data]}
      - {Field: resources.type, Equals: ["AWS::S3::Object"]}
      - {Field: resources.ARN, StartsWith: ["arn:aws:s3:::audit/"]}
RetentionPeriod: 90
`

// BenchmarkStart is what every run pays before it lints.
func BenchmarkStart(b *testing.B) {
	b.Run("policy", func(b *testing.B) {
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
				if _, err := editions.Load(name); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("schema", func(b *testing.B) {
		for b.Loop() {
			e, err := editions.Load(editions.Names()[0])
			if err != nil {
				b.Fatal(err)
			}
			if _, err := schema.Load(e.Name, e, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("whole", func(b *testing.B) {
		dir := write(b, 1)
		for b.Loop() {
			lint(b, dir)
		}
	})
}

// BenchmarkLint is what each further request costs.
func BenchmarkLint(b *testing.B) {
	dir := write(b, 200)
	l, err := linter.New(linter.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := l.Lint(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*200), "µs/request")
}

func write(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	for i := range n {
		name := filepath.Join(dir, string(rune('a'+i%26))+string(rune('a'+i/26))+".yaml")
		if err := os.WriteFile(name, []byte(request), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

func lint(b *testing.B, dir string) {
	b.Helper()
	l, err := linter.New(linter.Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	r, err := l.Lint(context.Background(), nil)
	if err != nil {
		b.Fatal(err)
	}
	if len(r.Findings) > 0 || len(r.Failures) > 0 {
		b.Fatal(r.Findings, r.Failures)
	}
}
